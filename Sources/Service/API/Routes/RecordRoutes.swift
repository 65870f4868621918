import Domain
import Hummingbird
import Settings
import Storage

/// Tickets, clients, devices and documents.
struct RecordRoutes: Sendable {
    let environment: ServiceEnvironment

    var routes: [APIRoute] { [tickets, ticket, clients, client, devices, documents, document] }

    /// The client whose records are listed. One outside the caller's clients answers like one that does not exist.
    static let ownerParameter = Parameter.query("client_id", Parameter.identifier, "Whose.", isRequired: true)

    private var tickets: APIRoute {
        .list(
            "/tickets", "listTickets", tag: "tickets", "Tickets that are kept or have a draft, in order of id.",
            of: Shape.ticket,
            parameters: [
                EnrichmentRoutes.clientFilter,
                .query(
                    "state", .word(StoredDraft.State.allCases.map(\.rawValue)),
                    "With a newest draft in that state alone."),
                .query("q", .text(1...200), "Part of the subject; capital and small ASCII letters are the same."),
            ]
        ) { request in
            let filter = TicketFilter(
                clientID: request.identifier("client_id"), state: request.word("state"), text: request.text("q"))
            let found = try environment.store.tickets(
                filter, for: request.audience, after: request.lastKey().map { TicketID($0) }, limit: request.limit + 1)
            return Page(found, limit: request.limit) { $0.id.rawValue }
        }
    }

    private var ticket: APIRoute {
        .one(
            "/tickets/{ticket_id}", "getTicket", tag: "tickets", "A ticket with its newest draft and its jobs.",
            of: Shape.ticket, parameters: [.path("ticket_id", Parameter.identifier, "The ticket.")]
        ) { request in
            let id = TicketID(try request.required("ticket_id"))
            let audience = try request.audience
            let stored = try environment.store.ticket(id, for: audience)
            let newest = try environment.store.newestDraft(of: id, for: audience)
            let jobs = try environment.store.jobs(of: id, for: audience, limit: 20)
            guard stored != nil || newest != nil || !jobs.isEmpty else { throw ProblemResponse.notFound }
            return TicketView(
                id: id, stored: stored, newest: newest, jobs: jobs,
                clientID: stored?.ticket.clientID ?? newest?.clientID)
        }
    }

    private var clients: APIRoute {
        .list("/clients", "listClients", tag: "records", "Clients in order of id.", of: Shape.client) { request in
            let found = try environment.store.clients(
                for: request.audience, after: request.lastKey().map { ClientID($0) }, limit: request.limit + 1)
            let chosen = try environment.store.policyOverrides()
            return Page(found.map { view($0, chosen) }, limit: request.limit) { $0.client.id.rawValue }
        }
    }

    private var client: APIRoute {
        .one(
            "/clients/{client_id}", "getClient", tag: "records", "A client.", of: Shape.client,
            parameters: [.path("client_id", Parameter.identifier, "The client.")]
        ) { request in
            view(try environment.owner(request), try environment.store.policyOverrides())
        }
    }

    private func view(_ client: Client, _ chosen: [ClientID: Policy]) -> ClientView {
        ClientView(client: client, policy: environment.settings.policy(for: client, chosen: chosen).policy)
    }

    private var devices: APIRoute {
        .list(
            "/devices", "listDevices", tag: "records", "A client's devices in order of id.", of: Shape.device,
            parameters: [Self.ownerParameter], problems: [.notFound]
        ) { request in
            let client = try environment.owner(request).id
            let found = try environment.store.devices(
                of: client, after: request.lastKey().map { DeviceID($0) }, limit: request.limit + 1)
            return Page(found, limit: request.limit) { $0.id.rawValue }
        }
    }

    private var documents: APIRoute {
        .list(
            "/documents", "listDocuments", tag: "records",
            "Documents that serve a client, its own and the shared ones, in order of id.", of: Shape<Document>.document,
            parameters: [Self.ownerParameter], problems: [.notFound]
        ) { request in
            let scope = Scope.client(try environment.owner(request).id)
            let ids = try environment.store.documentIDs(
                in: scope, after: request.lastKey().map { DocumentID($0) }, limit: request.limit + 1)
            let found = try environment.store.documents(ids, in: scope).map(\.document)
            return Page(found, limit: request.limit) { $0.id.rawValue }
        }
    }

    private var document: APIRoute {
        .one(
            "/documents/{document_id}", "getDocument", tag: "records", "A document with its text.",
            of: Shape<StoredDocument>.document,
            parameters: [.path("document_id", Parameter.identifier, "The document.")]
        ) { request in
            let id = DocumentID(try request.required("document_id"))
            guard let found = try environment.store.document(id, for: request.audience) else {
                throw ProblemResponse.notFound
            }
            return found
        }
    }
}

extension ServiceEnvironment {
    /// The client that `client_id` names, if the caller may see it.
    func owner(_ request: APIRequest) throws -> Client {
        let id = ClientID(try request.required("client_id"))
        guard let client = try store.client(id, for: request.audience) else { throw ProblemResponse.notFound }
        return client
    }
}
