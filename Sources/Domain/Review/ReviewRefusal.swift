/// Why a decision was not taken. Nothing was written.
public enum ReviewRefusal: Error, Hashable, Sendable {
    /// There is no such draft, or it lies outside the caller's clients.
    case notFound
    /// The draft changed after the caller saw it.
    case revisionMismatch(current: Int64)
    case alreadyDecided(StoredDraft.State)
    /// Someone else has it in hand.
    case claimedByAnother
    case alreadyClaimed
    case notClaimed
    /// The ticket changed after the draft was made.
    case stale
    /// Sentences without support: it needs an edit, or a lead who confirms it.
    case blocked
    case needsRole(Role)
    /// An edit or a rejection without its text or reason, or an approval of a draft without text.
    case textMissing
    /// Reply sentences rest on internal evidence alone: that must be confirmed, or the text approved as a note.
    case needsConfirmation
    /// The time to take a decision back has passed, or it was someone else's.
    case tooLate
    case tooLarge(limit: Int)
    /// The idempotency key was used for another request.
    case keyReused
}
