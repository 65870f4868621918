import Domain

/// The body of a decision. Each kind takes what means something to it and nothing else.
struct DecisionBody: Sendable {
    var kind: Decision.Kind
    var payload: Decision.Payload

    private enum Member: String, CaseIterable {
        case kind, text, steps, reason
        case confirmUnsupported = "confirm_unsupported"
    }

    private static let members: [Decision.Kind: [Member]] = [
        .claim: [], .release: [], .edit: [.text, .steps, .reason], .reject: [.reason],
        .approve: [.text, .steps, .reason, .confirmUnsupported],
    ]

    /// The kinds that the API takes.
    private static let kinds: [Decision.Kind] = [.claim, .release, .approve, .edit, .reject]

    init(_ bytes: [UInt8]) throws(ProblemResponse) {
        let members = try JSONBody.members(bytes)
        guard case .text(let word)? = members["kind"], let kind = Decision.Kind(rawValue: word),
            Self.kinds.contains(kind)
        else {
            throw .badRequest(
                "kind must be one of " + Self.kinds.map(\.rawValue).joined(separator: ", ") + ".")
        }
        let allowed = [Member.kind] + (Self.members[kind] ?? [])
        for name in members.keys.sorted() where !allowed.contains(where: { $0.rawValue == name }) {
            let nearest = NearestName.of(name, among: allowed.map(\.rawValue))
            throw .badRequest(
                "The body has a member that \(kind.rawValue) does not take.",
                remedy: nearest.map { "Did you mean \($0)?" })
        }
        self.kind = kind
        payload = Decision.Payload(
            text: try Self.text(.text, members), steps: try Self.text(.steps, members),
            reason: try Self.text(.reason, members))
        if let value = members[Member.confirmUnsupported.rawValue] {
            guard case .flag(let flag) = value else { throw .badRequest("confirm_unsupported must be true or false.") }
            payload.confirmUnsupported = flag
        }
    }

    private static func text(_ member: Member, _ members: [String: JSON]) throws(ProblemResponse) -> String? {
        guard let value = members[member.rawValue] else { return nil }
        guard case .text(let text) = value else { throw .badRequest("\(member.rawValue) must be a text.") }
        return text
    }

    static let schema = Schema(
        ["oneOf": .list(kinds.map { variant($0).json })]
    ).named("DecisionRequest")

    private static func variant(_ kind: Decision.Kind) -> Schema {
        let size = 1...Decision.Payload.byteLimit
        let text = { (description: String) in Schema.text(description, pattern: #"\S"#, length: size) }
        var properties: [(name: String, schema: Schema)] = [("kind", Schema(["const": .text(kind.rawValue)]))]
        for member in members[kind] ?? [] {
            switch member {
            case .kind: break
            case .text: properties.append((member.rawValue, text("The reply in the person's own words.")))
            case .steps: properties.append((member.rawValue, text("The next steps in the person's own words.")))
            case .reason: properties.append((member.rawValue, text("Why.")))
            case .confirmUnsupported:
                properties.append((member.rawValue, .flag("Approve a blocked draft as it stands; leads alone.")))
            }
        }
        var optional = Set(properties.map(\.name)).subtracting(["kind"])
        if kind == .reject { optional = [] }
        var schema = Schema.object(kind.rawValue, properties, optional: optional)
        if kind == .edit {
            schema.members["anyOf"] = [["required": ["text"]], ["required": ["steps"]]]
        }
        return schema
    }
}
