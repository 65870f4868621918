import Digest
import Domain
import LanguageModel
import Settings
import Storage
import Synchronization

@testable import Service

/// A site with a fake provider beside it, and the steps of signing in there.
struct OpenIDStage: Sendable {
    static let subject = "248289761001"

    let site: SignInSite
    let provider: FakeProvider

    static func run(
        change: (inout OpenIDSettings) -> Void = { _ in }, _ use: (OpenIDStage) async throws -> Void
    ) async throws {
        try await FakeProvider.run { provider in
            var settings = OpenIDSettings(
                issuer: provider.issuer, clientID: "sidenote", clientAuthentication: .none,
                algorithms: OpenIDSettings.knownAlgorithms)
            change(&settings)
            try await SignInSite.run(provider: settings) { site in
                try await use(OpenIDStage(site: site, provider: provider))
            }
        }
    }

    /// A browser at an address of its own: failures are counted by address.
    func browser() -> TestBrowser {
        var browser = site.browser()
        browser.address =
            "2001:db8:\(String(UInt16.random(in: 1 ... .max), radix: 16)):"
            + "\(String(UInt16.random(in: 1 ... .max), radix: 16))::1"
        return browser
    }

    /// What the browser was sent to the provider with.
    func begin(_ browser: inout TestBrowser, next: String? = nil) async throws -> FormFields {
        let page = try await browser.get("/sign-in/oidc" + (next.map { "?next=" + TestBrowser.escape($0) } ?? ""))
        guard page.status == 303, let location = page.location, let mark = location.firstIndex(of: "?"),
            let fields = FormFields(String(location[location.index(after: mark)...]))
        else { throw Problem("no way to the provider: \(page.status)") }
        return fields
    }

    /// Lets the provider give out `token` for a code and comes back with it.
    func finish(
        _ browser: inout TestBrowser, token: String, state: String, more: String = "", accessToken: String = "at"
    ) async throws -> TestBrowser.Page {
        let code = try RandomBytes.token(16)
        provider.script.withLock {
            $0.tokens[code] =
                "{\"id_token\": \"\(token)\", \"access_token\": \"\(accessToken)\", \"token_type\": \"Bearer\"}"
        }
        return try await browser.get("/sign-in/oidc/callback?code=\(code)&state=\(state)\(more)")
    }

    /// The claims of a good token with some of them replaced (nil: left out). Values are JSON.
    func claims(nonce: String, _ changes: [String: String?] = [:], more: String = "") -> String {
        let now = site.clock.now().milliseconds / 1000
        var claims: [String: String] = [
            "iss": "\"\(provider.issuer)\"", "sub": "\"\(Self.subject)\"", "aud": "\"sidenote\"", "exp": "\(now + 300)",
            "iat": "\(now)", "nonce": "\"\(nonce)\"", "email": "\"ada@msp.example\"", "email_verified": "true",
            "name": "\"Ada\"",
        ]
        for (name, value) in changes { claims[name] = value }
        let text = claims.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        return "{\(text)\(more)}"
    }

    /// An account that belongs to the provider's person.
    func linkedAccount() async throws -> Account {
        let account = try await site.account(withPassword: false)
        var change = AccountChange()
        change.subject = FederatedSubject(issuer: provider.issuer, subject: Self.subject)
        return try await site.store.updateAccount(account.id, change, by: Actor(.console, "test"))
    }
}
