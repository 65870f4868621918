import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct FramingTests {
    private static let origin = "https://psa.example.net"

    @Test func configuredOriginsMayFrameThePages() async throws {
        try await PageStage.run(
            settings: ["server.frame_ancestors": "\(Self.origin), https://*.example.org/"],
            publicURL: "https://sidenote.test", groups: [TryPages.init(kit:)]
        ) { stage in
            var browser = try await stage.browser()
            for path in ["/try/page", "/try/refuse?missing", "/account", "/sign-in/link/x"] {
                let page = try await browser.get(path)
                let policy = page.header("Content-Security-Policy") ?? ""
                #expect(policy.contains("frame-ancestors https://psa.example.net https://*.example.org"), "\(path)")
                #expect(!policy.contains("frame-ancestors 'none'"))
                #expect(page.header("X-Frame-Options") == nil)
            }
            // What is no page stays closed.
            let api = try await browser.get("/api/v1/me")
            #expect(api.header("Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
        }
    }

    @Test(arguments: [
        (true, true, "SameSite=None; Partitioned; Secure"), (true, false, "SameSite=Lax; Secure"),
        // Browsers refuse SameSite=None without TLS.
        (false, true, "SameSite=Lax"), (false, false, "SameSite=Lax"),
    ])
    func cookiesFollow(_ isSecure: Bool, _ isFramed: Bool, _ attributes: String) {
        let jar = CookieJar(isSecure: isSecure, isFramed: isFramed)
        for kind in [CookieJar.Kind.session, .provider, .theme] {
            #expect(jar.set(kind, "v", maxAge: nil) == "\(jar.name(kind))=v; Path=/; HttpOnly; " + attributes)
            #expect(jar.clear(kind).hasSuffix(attributes + "; Max-Age=0"))
        }
    }

    @Test func signingInSetsSuchACookie() async throws {
        try await PageStage.run(
            settings: ["server.frame_ancestors": Self.origin], publicURL: "https://sidenote.test"
        ) { stage in
            _ = try await stage.store.createAccount(
                login: "ada", name: "Ada", role: .reader, clients: nil, passwordHash: SignInSite.hash,
                by: Actor(.console, "test"))
            var browser = stage.stranger()
            let fields = [("login", "ada"), ("password", SignInSite.password)]
            let answer = try await browser.post("/sign-in", fields)
            let cookie = try #require(answer.setCookies.first)
            #expect(cookie.hasPrefix("__Host-sidenote="))
            #expect(cookie.contains("SameSite=None; Partitioned; Secure"))
            // The cookie is no protection any more; these two are.
            let token = try #require(try await browser.get("/account").csrfToken)
            #expect(try await browser.post("/theme", [("csrf_token", token)], site: "cross-site").status == 403)
            #expect(try await browser.post("/theme", [("theme", "dark")]).status == 403)
            #expect(try await browser.post("/theme", [("csrf_token", token), ("theme", "dark")]).status == 303)
        }
    }
}
