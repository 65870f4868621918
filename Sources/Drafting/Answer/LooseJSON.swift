/// A JSON value as a model wrote it, with what was cut off marked.
indirect enum LooseJSON: Hashable {
    case null
    case bool(Bool)
    /// The digits as written.
    case number(String)
    case string(String, isComplete: Bool)
    case array([LooseJSON])
    /// In order; a repeated key stands twice.
    case object([Member], isComplete: Bool)

    struct Member: Hashable {
        var key: String
        var value: LooseJSON
    }

    /// Whether the value was read to its end.
    var isComplete: Bool {
        switch self {
        case .string(_, let isComplete), .object(_, let isComplete): isComplete
        default: true
        }
    }

    /// The members of an object; an array of objects counts as one object.
    var members: [Member]? {
        if case .object(let members, _) = self { members } else { nil }
    }

    /// The last value under any of the names, compared without case, blanks and dashes.
    func value(_ names: Set<String>) -> LooseJSON? {
        members?.last { names.contains(Self.folded($0.key)) }?.value
    }

    static func folded(_ key: String) -> String {
        String(key.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
    }
}
