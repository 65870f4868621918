/// What an act that ended with a redirect tells on the next page. The address holds the code word alone, so nobody can
/// write a text of theirs onto a page by a link; whoever makes up such a link shows one of these sentences.
enum Flash: String, Sendable, CaseIterable {
    case approved
    case approvedInternal = "approved-internal"
    case attached
    case claimed
    case created
    case deleted
    case edited
    case marked
    case regenerating
    case rejected
    case released
    case retried
    case revoked
    case saved
    case stopped
    case tested
    case thanked
    case undone
    case vouched

    var text: StaticString {
        switch self {
        case .approved: "Approved."
        case .approvedInternal: "Approved as an internal note."
        case .attached: "The source is attached."
        case .claimed: "You have this ticket in hand now."
        case .created: "Created."
        case .deleted: "Deleted."
        case .edited: "Your text is saved."
        case .marked: "Done for everything you marked."
        case .regenerating: "The draft was written anew. The former one is kept."
        case .rejected: "Rejected. Thank you for saying why."
        case .released: "Put back into the queue."
        case .retried: "Waiting for another try."
        case .revoked: "Revoked."
        case .saved: "Saved."
        case .stopped: "The model is being stopped. The draft will be taken from what was found."
        case .tested: "The test went well."
        case .thanked: "Thank you, noted."
        case .undone: "Undone."
        case .vouched: "You vouch for this sentence; your name stands beside it."
        }
    }

    /// Name of the query parameter.
    static let field = "flash"
}
