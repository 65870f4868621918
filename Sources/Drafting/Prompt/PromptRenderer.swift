import Domain
import Grounding

/// A prompt with a ticket's data filled in.
public struct RenderedPrompt: Hashable, Sendable {
    /// The same for every ticket.
    public var system: String
    public var user: String
    /// `draft@1a2b3c4d`
    public var version: String
    /// The evidence that is in it.
    public var packed: ContextPacker.Packed

    public init(system: String, user: String, version: String, packed: ContextPacker.Packed) {
        self.system = system
        self.user = user
        self.version = version
        self.packed = packed
    }
}

/// Fills prompts. The same input gives the same bytes.
public struct PromptRenderer: Sendable {
    public let library: PromptLibrary
    public let packer: ContextPacker

    public init(library: PromptLibrary, packer: ContextPacker) {
        self.library = library
        self.packer = packer
    }

    /// - Parameter budget: tokens for the evidence.
    /// - Throws: when no digest can be computed.
    public func draft(_ input: DraftInput, budget: Int) throws -> RenderedPrompt {
        try draft(input, needs: OpenNeeds().needs(input), budget: budget)
    }

    /// - Parameter needs: worked out from the ticket before anything in it was replaced.
    func draft(_ input: DraftInput, needs: [Need], budget: Int) throws -> RenderedPrompt {
        let packed = packer.pack(input.evidence, budget: budget)
        let key = try Fence.key(ticket: input.ticket.id, evidence: input.evidence)
        let fence = Fence(key: key)
        let evidence = packed.evidence.map { fence.wrap($0) }.joined(separator: "\n\n")
        let user = fill(library.draft.request) { field in
            switch field {
            case .nonce: key
            case .evidence: evidence
            case .language: Self.languageName(input.language)
            case .now: input.now.description
            case .sla: Self.sla(input)
            case .category:
                "\(input.triage.category), priority \(input.triage.priority)"
                    + (input.triage.security ? ", security" : "")
            case .client: Self.known(input.clientName)
            case .requester: Self.known(input.requesterName)
            case .needs: Self.list(needs.map(\.rawValue))
            case .leftOut: Self.list(packed.leftOut)
            case .evidenceIDs: Self.list(packed.evidence.map(\.id))
            case .errors: ""
            case .wish: Self.wish(input.wish)
            }
        }
        return RenderedPrompt(
            system: library.draft.fixedPart, user: user, version: library.draft.version, packed: packed)
    }

    /// The message that asks for the answer once more.
    public func repair(errors: [String], evidenceIDs: [String]) -> String {
        fill(library.repair.request) { field in
            switch field {
            case .errors: errors.prefix(10).map { "- \(Fence.oneLine($0, most: 200))" }.joined(separator: "\n")
            case .evidenceIDs: Self.list(evidenceIDs)
            default: ""
            }
        }
    }

    private func fill(_ pieces: [PromptFile.Piece], _ value: (PromptField) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            // A value is never read for fields again.
            case .field(let field): value(field)
            }
        }.joined().trimmingWhitespace()
    }

    private static func known(_ text: String?) -> String {
        let line = Fence.oneLine(text ?? "", most: 80)
        return line.isEmpty ? "not known" : line
    }

    private static func wish(_ text: String?) -> String {
        let line = Fence.oneLine(text ?? "", most: DraftWish.instructionLimit + 60)
        return line.isEmpty ? "nothing in particular" : line
    }

    private static func list(_ items: [String]) -> String {
        items.isEmpty ? "nothing" : items.map { Fence.oneLine($0, most: 40) }.joined(separator: ", ")
    }

    private static func sla(_ input: DraftInput) -> String {
        let parts = [
            input.sla?.respondBy.map { "respond by \($0)" }, input.sla?.resolveBy.map { "resolve by \($0)" },
        ].compactMap { $0 }
        return parts.isEmpty ? "none, promise no time" : parts.joined(separator: ", ")
    }

    private static func languageName(_ tag: String) -> String {
        switch tag {
        case "de": "German"
        case "es": "Spanish"
        case "fr": "French"
        case "en", "und": "English"
        default: "the language with the tag \(Fence.oneLine(tag, most: 12))"
        }
    }
}
