import CurlTransport
import Digest
import Domain
import Storage
import Testing

@testable import Service

@Suite struct BearerTests {
    private func token(
        _ site: SignInSite, expiresAt: Timestamp? = nil
    ) async throws -> (secret: String, token: AccessToken) {
        let secret = "sn_" + (try RandomBytes.token(32))
        let token = try await site.store.createToken(
            secret: secret, label: "nightly", role: .lead, clients: ["acme"], expiresAt: expiresAt,
            by: Actor(.console, "test"))
        return (secret, token)
    }

    @Test func aGoodTokenIsItsPrincipal() async throws {
        try await SignInSite.run { site in
            let (secret, token) = try await token(site)
            var browser = site.browser()
            for scheme in ["Bearer", "bearer", "BEARER"] {
                let answer = try await browser.get("/probe", [HTTPHeader("Authorization", "\(scheme) \(secret)")])
                #expect(answer.text == "token:\(token.id) lead false")
            }
            // No browser sends it by itself, so no proof is needed.
            let header = HTTPHeader("Authorization", "Bearer \(secret)")
            #expect(try await browser.post("/probe", site: "cross-site", [header]).status == 200)
        }
    }

    @Test func everythingElseIs401() async throws {
        try await SignInSite.run { site in
            let (good, _) = try await token(site)
            let (expired, _) = try await token(site, expiresAt: site.clock.now().adding(seconds: 60))
            let (revokedSecret, revoked) = try await token(site)
            _ = try await site.store.revokeToken(revoked.id, by: Actor(.console, "test"))
            site.clock.advance(seconds: 60)
            let headers: [[String]] = [
                ["Bearer \(expired)"], ["Bearer \(revokedSecret)"], ["Bearer sn_unknown-unknown-unknown"],
                ["Bearer"], ["Bearer "], [""], ["Basic YTpi"], ["Bearer  \(good)"], ["Bearer \(good) x"],
                ["Bearer \(good)x"], ["Bearer \(good.dropLast())"], ["Bearer \(good.dropFirst(3))"],
                ["Bearer \(good.uppercased())"], [good], ["Bearer \(good)", "Bearer \(good)"],
                ["Bearer sn_" + String(repeating: "a", count: 5000)],
            ]
            for values in headers {
                var browser = site.browser()
                let answer = try await browser.send(
                    "GET", "/probe", values.map { HTTPHeader("Authorization", $0) } + [HTTPHeader("Accept", "*/*")], [])
                // An empty field is sent by no client library as a field at all.
                if values == [""], answer.text == "nobody" { continue }
                #expect(answer.status == 401, "\(values)")
                #expect(answer.headers.first(named: "WWW-Authenticate")?.contains("invalid_token") == true)
                #expect(!answer.text.contains(good))
            }
        }
    }

    @Test func theTokenCountsBeforeTheCookie() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            let (secret, token) = try await token(site)
            var browser = try await site.signedIn()
            let both = try await browser.get("/probe", [HTTPHeader("Authorization", "Bearer \(secret)")])
            #expect(both.text == "token:\(token.id) lead false")
            // A bad token is not saved by a good cookie.
            let bad = try await browser.get(
                "/probe", [HTTPHeader("Authorization", "Bearer sn_unknown-unknown-unknown")])
            #expect(bad.status == 401)
        }
    }

    @Test func useIsRecordedOncePerHourAndTouchedOncePerMinute() async throws {
        try await SignInSite.run { site in
            let (secret, token) = try await token(site)
            var browser = site.browser()
            var touched: Set<Timestamp?> = []
            for _ in 0..<240 {
                _ = try await browser.get("/probe", [HTTPHeader("Authorization", "Bearer \(secret)")])
                touched.insert(try site.store.token(secret: secret)?.lastUsedAt)
                site.clock.advance(seconds: 30)
            }
            // Each minute, and once more where an hour of the clock begins between two of them.
            #expect(touched.count == 121)
            let entries = try site.entries("token_used")
            // The two hours begin within the first of three hours of the clock.
            #expect(entries.count == 3)
            #expect(entries.allSatisfy { $0.actor == "token:\(token.id)" })
        }
    }

    @Test func webhooksHaveProofsOfTheirOwn() async throws {
        try await SignInSite.run { site in
            var browser = site.browser()
            let answer = try await browser.post("/webhooks/probe", [HTTPHeader("Authorization", "Basic YTpi")])
            #expect(answer.text == "nobody")
        }
    }

    @Test func tokensHaveNoAccountPage() async throws {
        try await SignInSite.run { site in
            let (secret, _) = try await token(site)
            var browser = site.browser()
            #expect(try await browser.get("/account", [HTTPHeader("Authorization", "Bearer \(secret)")]).status == 403)
        }
    }
}

extension TestBrowser {
    fileprivate mutating func post(_ path: String, _ headers: [HTTPHeader]) async throws -> Page {
        try await post(path, [], site: nil, headers)
    }
}
