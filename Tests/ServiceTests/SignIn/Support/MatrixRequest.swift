import CurlTransport
import Domain
import Storage

@testable import Service

/// What is sent to a route so that nothing but the caller decides about the answer.
struct MatrixRequest: Sendable {
    var path: String
    var headers: [HTTPHeader] = []
    var body = ""
    var isForm = false

    /// nil: nobody has said how the route is to be called.
    init?(_ row: MatrixTable.Row, _ world: MatrixWorld, _ session: SessionSecret?) async throws {
        path = row.path
        if ["{enrichment_id}", "{draft_id}", "{job_id}"].contains(where: path.contains) {
            let (draft, job) = try await world.draft()
            path = path.replacing("{enrichment_id}", with: "\(draft)").replacing("{job_id}", with: "\(job)")
                .replacing("{draft_id}", with: "\(draft)")
        }
        if path.contains("{receipt}") { path = path.replacing("{receipt}", with: "\(try await world.receipt())") }
        if path.contains("{entry}") { path = path.replacing("{entry}", with: "\(try await world.auditEntry())") }
        for (name, value) in [
            "evidence_id": "E1", "client_id": "a", "ticket_id": "old-a", "document_id": "doc-a", "source": "generic",
            "account_id": "u_1", "token_id": "t_1",
        ] { path = path.replacing("{\(name)}", with: value) }
        if path.contains("{secret}") {
            let link = try await OneTimeLink.make(store: world.store, baseURL: "", now: SystemClock().now())
            path = link
        }
        path = path.replacing("{hash}/{name}", with: "\(world.pages.kit.assets.hash)/app.css")
        guard !path.contains("{") else { return nil }
        switch row.route {
        case "GET /api/v1/devices", "GET /api/v1/documents": path += "?client_id=a"
        case "GET /api/v1/search": path += "?client_id=a&q=printer"
        case "POST /api/v1/queue/pause", "POST /api/v1/queue/resume": json("{\"lane\":\"a\"}")
        case "POST /api/v1/enrichments/{enrichment_id}/decisions":
            json("{\"kind\":\"claim\"}")
            headers.append(HTTPHeader("If-Match", "\"r1\""))
        case "POST /sign-in":
            let login = "matrix-\(UInt64.random(in: 0 ... .max))"
            _ = try await world.store.createAccount(
                login: login, name: "Test", role: .reader, clients: [], passwordHash: SignInSite.hash,
                by: Actor(.console, "test"))
            form("login=\(login)&password=" + TestBrowser.escape(SignInSite.password), nil)
        case "POST /account/password":
            let new = "a+wholly+different+phrase"
            form("current=\(TestBrowser.escape(SignInSite.password))&new=\(new)&again=\(new)", session)
        case "POST /settings/policies": form("client=a&policy=off&revision=0", session)
        case "POST /settings/dead-letters/retry": form("job=\(try await world.draft().job)", session)
        case "POST /drafts/{draft_id}/reject": form("revision=1&rejection=tone", session)
        case _ where row.route.hasPrefix("POST /drafts/"): form("revision=1", session)
        case "GET /ledger/statement", "GET /ledger/statement.csv": path += "?client=a"
        case "GET /queue/rows": path += "?drafts=\(try await world.draft().draft)"
        case "POST /queue/acts": form("act=claim&mark-\(try await world.draft().draft)=1", session)
        case "POST /theme": form("theme=dark", session)
        case _ where row.method == "POST" && !path.hasPrefix("/api/"): form("", session)
        default: break
        }
        if row.by == "session" { headers.append(HTTPHeader("Accept", "text/html")) }
    }

    private mutating func json(_ text: String) {
        body = text
        headers.append(HTTPHeader("Content-Type", "application/json"))
    }

    private mutating func form(_ text: String, _ session: SessionSecret?) {
        body = text
        if let session { body += (body.isEmpty ? "" : "&") + "csrf_token=" + CSRF.masked(CSRF.token(of: session)) }
        headers.append(HTTPHeader("Content-Type", "application/x-www-form-urlencoded"))
        headers.append(HTTPHeader("Sec-Fetch-Site", "same-origin"))
    }
}
