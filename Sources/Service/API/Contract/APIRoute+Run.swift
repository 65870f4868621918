import Domain
import HTTPTypes
import Hummingbird
import Logging

extension APIRoute {
    static let prefix = "/api/v1"

    /// Answers a request: role first, then parameters, then the body, then what the route does.
    func respond(_ request: Request, _ context: ServiceContext, _ logger: Logger) async throws -> Response {
        var caller: Principal?
        if let role { caller = try context.require(role) }
        do {
            let values = try values(of: request, context)
            let bytes = method == .post ? try await JSONBody.bytes(of: request) : []
            if method == .post, body == nil, !bytes.isEmpty {
                throw ProblemResponse.badRequest("This request takes no body.")
            }
            if body?.isRequired == true, bytes.isEmpty {
                throw ProblemResponse.badRequest("The body is missing.")
            }
            return try await handle(
                APIRequest(
                    request: request, context: context, operation: operation, caller: caller, values: values,
                    body: bytes))
        } catch let refusal as ReviewRefusal {
            throw ProblemResponse(refusal)
        } catch let problem as Problem {
            // What a store says names paths, so it stays in the log.
            logger.error("\(operation): \(problem.what)", metadata: ["request_id": "\(context.requestID)"])
            throw ProblemResponse.unavailable()
        }
    }

    private func values(
        of request: Request, _ context: ServiceContext
    ) throws(ProblemResponse) -> [String: Parameter.Value] {
        var texts: [String: String] = [:]
        let known = parameters.filter { $0.place == .query }
        for (name, value) in try QueryText.pairs(request.uri.query ?? "") {
            guard known.contains(where: { $0.name == name }) else {
                let nearest = NearestName.of(name, among: known.map(\.name))
                throw .badRequest(
                    "There is no such parameter here.",
                    remedy: nearest.map { "Did you mean \($0)?" }
                        ?? (known.isEmpty
                            ? "This address takes none." : "Known: " + known.map(\.name).joined(separator: ", ")))
            }
            guard texts.updateValue(value, forKey: name) == nil else {
                throw .badRequest("The parameter \(name) is given more than once.")
            }
        }
        var values: [String: Parameter.Value] = [:]
        for parameter in parameters {
            switch parameter.place {
            case .path:
                // What cannot be an id is the id of nothing.
                guard let raw = context.parameters.get(parameter.name),
                    let text = QueryText.decode(raw.utf8, plusIsSpace: false),
                    let value = try? parameter.value(text)
                else { throw .notFound }
                values[parameter.name] = value
            case .query, .header:
                let text = parameter.place == .query ? texts[parameter.name] : header(parameter.name, of: request)
                if let text {
                    values[parameter.name] = try parameter.value(text)
                } else if parameter.isRequired {
                    throw missing(parameter)
                }
            }
        }
        return values
    }

    private func header(_ name: String, of request: Request) -> String? {
        HTTPField.Name(name).flatMap { request.headers[$0] }
    }

    private func missing(_ parameter: Parameter) -> ProblemResponse {
        guard parameter.name == "If-Match" else { return .badRequest("The parameter \(parameter.name) is missing.") }
        return ProblemResponse(
            .preconditionRequired, type: "if-match-required",
            detail: "Send If-Match with the ETag of what you decide on.",
            remedy: "Read the enrichment first; its ETag looks like \(EntityTags.text(1)).")
    }
}

extension ProblemResponse {
    init(_ refusal: ReviewRefusal) {
        switch refusal {
        case .notFound: self = .notFound
        case .revisionMismatch(let current):
            self.init(
                .preconditionFailed, type: "stale-entity-tag", detail: "The draft has changed since you read it.",
                remedy: "Read it again and decide on what it says now.", headers: ["ETag": EntityTags.text(current)])
        case .alreadyDecided(let state):
            self.init(.conflict, type: "already-decided", detail: "The draft is \(state.rawValue) already.")
        case .claimedByAnother:
            self.init(
                .conflict, type: "claimed-by-another", detail: "Someone else has the draft in hand.",
                remedy: "Ask them to release it, or a lead to take it over.")
        case .alreadyClaimed:
            self.init(.conflict, type: "already-claimed", detail: "You have the draft in hand already.")
        case .notClaimed: self.init(.conflict, type: "not-claimed", detail: "Nobody has the draft in hand.")
        case .stale:
            self.init(
                .conflict, type: "stale-draft", detail: "The ticket changed after this draft was made.",
                remedy: "Decide on the ticket's newest draft.")
        case .blocked:
            self.init(
                .conflict, type: "blocked-draft", detail: "The draft holds sentences that no evidence supports.",
                remedy: "Edit it, or have a lead approve it with confirm_unsupported.")
        case .needsRole(let role): self = .forbidden(needs: role)
        case .textMissing:
            self.init(
                .unprocessableContent, type: "text-missing",
                detail: "This decision needs a text, and neither the request nor the draft has one.")
        case .needsConfirmation:
            self.init(
                .conflict, type: "needs-confirmation",
                detail: "Sentences of the reply rest on internal evidence alone.",
                remedy: "Confirm that with confirm_internal, or approve it as_note.")
        case .tooLate:
            self.init(
                .conflict, type: "too-late",
                detail: "Only your own decision of the last \(ReviewRules.undoSeconds) seconds can be taken back.")
        case .tooLarge(let limit):
            self.init(
                .contentTooLarge, type: "too-large",
                detail: "Text, steps and reason may have at most \(limit) bytes together.")
        case .keyReused:
            self.init(
                .unprocessableContent, type: "idempotency-key-reused",
                detail: "This Idempotency-Key stood for another request.", remedy: "Use a new key for a new request.")
        }
    }
}
