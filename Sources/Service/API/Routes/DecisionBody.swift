import Domain

/// The body of a decision. Each kind takes what means something to it and nothing else.
struct DecisionBody: Sendable {
    var kind: Decision.Kind
    var payload: Decision.Payload

    private enum Member: String, CaseIterable {
        case kind, text, steps, reason, sentence, evidence, rejection
        case confirmUnsupported = "confirm_unsupported"
        case confirmInternal = "confirm_internal"
        case asNote = "as_note"
        case isUseful = "is_useful"
    }

    private static let members: [Decision.Kind: [Member]] = [
        .claim: [], .release: [], .edit: [.text, .steps, .reason], .reject: [.reason, .rejection],
        .approve: [.text, .steps, .reason, .confirmUnsupported, .confirmInternal, .asNote],
        .vouch: [.sentence], .attach: [.sentence, .evidence], .rate: [.evidence, .isUseful], .undo: [],
    ]
    /// What a kind cannot do without.
    private static let required: [Decision.Kind: Set<Member>] = [
        .vouch: [.sentence], .attach: [.sentence, .evidence], .rate: [.evidence, .isUseful],
    ]

    /// The kinds that the API takes.
    private static let kinds: [Decision.Kind] = [
        .claim, .release, .approve, .edit, .reject, .vouch, .attach, .rate, .undo,
    ]

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
        payload.sentence = try Self.text(.sentence, members)
        payload.evidence = try Self.text(.evidence, members)
        payload.confirmUnsupported = try Self.flag(.confirmUnsupported, members)
        payload.confirmInternal = try Self.flag(.confirmInternal, members)
        payload.asNote = try Self.flag(.asNote, members)
        payload.isUseful = try Self.flag(.isUseful, members)
        if let word = try Self.text(.rejection, members) {
            guard let rejection = Decision.Rejection(rawValue: word) else {
                throw .badRequest(
                    "rejection must be one of "
                        + Decision.Rejection.allCases.map(\.rawValue).joined(separator: ", ") + ".")
            }
            payload.rejection = rejection
        }
    }

    private static func flag(_ member: Member, _ members: [String: JSON]) throws(ProblemResponse) -> Bool? {
        guard let value = members[member.rawValue] else { return nil }
        guard case .flag(let flag) = value else { throw .badRequest("\(member.rawValue) must be true or false.") }
        return flag
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
            case .confirmInternal:
                properties.append((member.rawValue, .flag("Tell the requester what stands in internal evidence.")))
            case .asNote: properties.append((member.rawValue, .flag("Approve it as an internal note.")))
            case .isUseful: properties.append((member.rawValue, .flag("Whether the evidence was of use.")))
            case .sentence: properties.append((member.rawValue, text("A sentence of the text, exactly.")))
            case .evidence: properties.append((member.rawValue, text("Id of a piece of evidence: `E3`.")))
            case .rejection:
                properties.append(
                    (
                        member.rawValue,
                        Schema([
                            "type": "string", "description": "Why, in one word; `other` needs a reason.",
                            "enum": .list(Decision.Rejection.allCases.map { .text($0.rawValue) }),
                        ])
                    ))
            }
        }
        var optional = Set(properties.map(\.name)).subtracting(["kind"])
        optional.subtract((required[kind] ?? []).map(\.rawValue))
        var schema = Schema.object(kind.rawValue, properties, optional: optional)
        if kind == .reject {
            schema.members["anyOf"] = [["required": ["reason"]], ["required": ["rejection"]]]
        }
        if kind == .edit {
            schema.members["anyOf"] = [["required": ["text"]], ["required": ["steps"]]]
        }
        return schema
    }
}
