import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct PageFrameTests {
    private func run(
        _ settings: [String: String] = [:], publicURL: String = "http://localhost",
        _ use: (PageStage) async throws -> Void
    ) async throws {
        try await PageStage.run(
            settings: settings, publicURL: publicURL, groups: [TryPages.init(kit:)], use)
    }

    @Test func pagesForbidEverythingButTheirOwn() async throws {
        try await run { stage in
            var browser = try await stage.browser(.lead)
            let page = try await browser.get("/try/page")
            #expect(page.status == 200)
            #expect(page.header("Content-Security-Policy") == PageHeaders.policy)
            #expect(page.header("Cache-Control") == "no-store")
            #expect(page.header("X-Frame-Options") == "DENY")
            #expect(page.header("Cross-Origin-Opener-Policy") == "same-origin")
            #expect(page.header("Permissions-Policy")?.contains("camera=()") == true)
            #expect(page.header("Vary") == "Accept-Encoding")
            #expect(!page.text.contains("style=") && !page.text.contains("<style") && !page.text.contains("onclick"))
            #expect(page.text.contains("href=\"\(stage.kit.assets.path("app.css"))\""))
            #expect(page.text.contains("<main id=\"main\""))
        }
    }

    @Test func dataNeverBecomesMarkup() async throws {
        try await run { stage in
            let nasty = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
            var browser = try await stage.browser(.lead, name: nasty)
            let escaped = TestBrowser.escape(nasty)
            let page = try await browser.get(
                "/try/page?title=\(escaped)&text=\(escaped)&url=\(escaped)&words=\(escaped)")
            #expect(page.status == 200)
            #expect(!page.text.contains("<script>") && !page.text.contains("<img"))
            #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        }
    }

    @Test(arguments: [(Role.reader, false), (.technician, false), (.lead, true), (.admin, true)])
    func theNavigationShowsWhatTheRoleMayOpen(_ role: Role, _ showsLedger: Bool) async throws {
        try await run { stage in
            var browser = try await stage.browser(role)
            let text = try await browser.get("/try/page").text
            #expect(text.contains("href=\"/ledger\"") == showsLedger)
            #expect(text.contains("href=\"/\""))
            #expect(text.contains("aria-current=\"page\"") == showsLedger)
        }
    }

    @Test func strangersSignInFirstAndTokensAreTurnedAway() async throws {
        try await run { stage in
            var stranger = stage.stranger()
            let answer = try await stranger.get("/try/page?text=a")
            #expect(answer.status == 303)
            #expect(answer.location == "/sign-in?next=%2Ftry%2Fpage%3Ftext%3Da")
            _ = try await stage.store.createToken(
                secret: "sn_0123456789abcdefghij", label: "t", role: .admin, clients: nil, expiresAt: nil,
                by: Actor(.console, "test"))
            let token = try await stranger.get(
                "/try/page", [HTTPHeader("Authorization", "Bearer sn_0123456789abcdefghij")])
            #expect(token.status == 403)
        }
    }

    @Test(arguments: [
        ("missing", 404, "There is no such page"), ("stale", 412, "It has changed meanwhile"),
        ("role", 403, "Your role does not allow this"), ("store", 503, "Not available at the moment"),
    ])
    func refusalsAreSaidInWords(_ what: String, _ status: Int, _ words: String) async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let page = try await browser.get("/try/refuse?\(what)")
            #expect(page.status == status)
            #expect(page.text.contains("<h1>\(words)</h1>"))
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            #expect(!page.text.contains("/secret"))
        }
    }

    @Test func whatIsAbsentLooksLikeWhatIsAnothers() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            func bytes(_ path: String) async throws -> String {
                let page = try await browser.get(path)
                let token = try #require(page.csrfToken)
                // Token, time and the page's own address differ between any two pages.
                return page.text.replacing(token, with: "").replacing(path, with: "")
                    .replacing(/data-now="[^"]*"/, with: "")
            }
            #expect(try await bytes("/try/refuse?missing") == bytes("/try/refuse?foreign"))
        }
    }

    @Test func addressesThatLeadNowhereAreSaidInWordsToPeople() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let page = try await browser.get("/no/such/page")
            #expect(page.status == 404)
            #expect(page.text.contains("<h1>There is no such page</h1>"))
            #expect(page.header("Content-Security-Policy") == PageHeaders.policy)
            let json = "application/problem+json"
            #expect(try await browser.send("GET", "/no/such/page", [], []).header("Content-Type") == json)
            #expect(try await browser.get("/api/v1/nothing").header("Content-Type") == json)
            var stranger = stage.stranger()
            let unknown = try await stranger.get("/no/such/page")
            #expect(unknown.status == 404)
            #expect(unknown.text.contains("<h1>There is no such page</h1>") && !unknown.text.contains("<nav"))
            #expect(try await stranger.send("GET", "/no/such/page", [], []).header("Content-Type") == json)
            let button = try await browser.get("/theme")
            #expect(button.status == 405)
            #expect(button.header("Allow")?.contains("POST") == true)
            #expect(button.text.contains("<h1>This address is no page</h1>"))
            #expect(try await browser.send("GET", "/theme", [], []).header("Content-Type") == json)
        }
    }

    @Test func faultsAreSaidInWordsToPeopleAndNameTheRequest() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let page = try await browser.get("/try/refuse?bug")
            #expect(page.status == 500)
            #expect(page.header("Content-Security-Policy") == PageHeaders.policy)
            #expect(page.text.contains("<h1>Something went wrong here</h1>"))
            #expect(page.text.contains(try #require(page.header("X-Request-ID"))))
            let program = try await browser.send("GET", "/try/refuse?bug", [], [])
            #expect(program.status == 500)
            #expect(program.header("Content-Type") == "application/problem+json")
        }
    }

    @Test func aFormOfASessionThatEndedIsAnsweredWithAPage() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let looks = [HTTPHeader("Accept", "text/html")]
            var forged = try await stage.browser()
            let refused = try await forged.post("/try/form", [("csrf_token", "made up"), ("text", "x")], looks)
            #expect(refused.status == 403)
            #expect(refused.header("Content-Type") == "text/html; charset=utf-8")
            #expect(refused.text.contains("<h1>Please try again</h1>") && !refused.text.contains("<nav"))
            let token = try #require(try await browser.get("/try/page").csrfToken)
            browser.cookies["sidenote-local"] = "gone"
            let ended = try await browser.post("/try/form", [("csrf_token", token), ("text", "x")], looks)
            #expect(ended.status == 401)
            #expect(ended.header("WWW-Authenticate") == nil)
            #expect(ended.text.contains("<h1>Your session has ended</h1>"))
            #expect(browser.cookies["sidenote-local"] == nil)
        }
    }

    @Test func anActTellsWhatItDidByAWordOfOurs() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let token = try #require(try await browser.get("/try/page").csrfToken)
            let answer = try await browser.post("/try/form?pod=1", [("csrf_token", token), ("text", "x")])
            #expect(answer.status == 303)
            #expect(answer.location == "/try/page?text=x&pod=1&flash=saved")
            #expect(try await browser.get("/try/page?flash=saved").text.contains("<p>Saved.</p>"))
            let forged = try await browser.get("/try/page?flash=You+have+been+hacked")
            #expect(!forged.text.contains("hacked"))
        }
    }

    @Test func badFormsAreRefusedInWords() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let token = try #require(try await browser.get("/try/page").csrfToken)
            let header = HTTPHeader("X-CSRF-Token", token)
            let same = HTTPHeader("Sec-Fetch-Site", "same-origin")
            let json = try await browser.send(
                "POST", "/try/form", [header, same, HTTPHeader("Content-Type", "application/json")], Array("{}".utf8))
            #expect(json.status == 415)
            let form = HTTPHeader("Content-Type", "application/x-www-form-urlencoded")
            let twice = try await browser.send("POST", "/try/form", [header, same, form], Array("a=1&a=2".utf8))
            #expect(twice.status == 400)
            let large = Array(repeating: UInt8(ascii: "a"), count: 1 << 20 + 1)
            #expect(try await browser.send("POST", "/try/form", [header, same, form], large).status == 413)
        }
    }

    @Test func aPodHasNoNavigationAndKeepsToItself() async throws {
        try await run { stage in
            var browser = try await stage.browser(.lead)
            let page = try await browser.get("/try/page?pod=1")
            #expect(!page.text.contains("<nav"))
            #expect(page.text.contains("<body class=\"pod\""))
            #expect(page.text.contains("href=\"/try/page?a=b&amp;pod=1#c\""))
        }
    }

    @Test func pagesAreCompressedForThoseWhoTakeIt() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let plain = try await browser.get("/try/page", [HTTPHeader("Accept-Encoding", "identity")])
            #expect(plain.header("Content-Encoding") == nil)
            let none = try await browser.get("/try/page", [HTTPHeader("Accept-Encoding", "gzip;q=0, br")])
            #expect(none.header("Content-Encoding") == nil)
            let packed = try await browser.get("/try/page", [HTTPHeader("Accept-Encoding", "gzip, br")])
            #expect(packed.header("Content-Encoding") == "gzip")
        }
    }

    @Test func theTokenLooksDifferentOnEveryPage() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let first = try #require(try await browser.get("/try/page").csrfToken)
            let second = try #require(try await browser.get("/try/page").csrfToken)
            #expect(first != second)
            #expect(first.utf8.count == second.utf8.count)
            let secret = try #require(browser.cookies["sidenote-local"].flatMap(SessionSecret.init))
            let raw = CSRF.token(of: secret)
            for (token, status) in [
                (first, 303), (second, 303), (raw, 403), (raw + raw, 403), ("", 403), (first + "A", 403),
                (String(first.dropFirst()), 403), (String(first.reversed()), 403),
            ] {
                #expect(try await browser.post("/try/form", [("csrf_token", token)]).status == status, "\(token)")
            }
        }
    }

    @Test func coloursAreKeptInTheBrowser() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            #expect(try await browser.get("/try/page").text.contains("<html lang=\"en\">"))
            for (theme, begin) in [
                ("dark", "<html lang=\"en\" data-theme=\"dark\">"), ("system", "<html lang=\"en\">"),
            ] {
                let token = try #require(try await browser.get("/try/page").csrfToken)
                let answer = try await browser.post(
                    "/theme", [("csrf_token", token), ("theme", theme), ("next", "/try/page?text=a")])
                #expect(answer.location == "/try/page?text=a")
                #expect(try await browser.get("/try/page").text.contains(begin))
            }
            let token = try #require(try await browser.get("/try/page").csrfToken)
            let elsewhere = try await browser.post(
                "/theme", [("csrf_token", token), ("theme", "dark"), ("next", "https://evil.example")])
            #expect(elsewhere.location == "/")
            let unknown = try await browser.post("/theme", [("csrf_token", token), ("theme", "\"><script>")])
            #expect(unknown.status == 400)
            browser.cookies["sidenote-local-theme"] = "\"onload=x"
            #expect(try await browser.get("/try/page").text.contains("<html lang=\"en\">"))
        }
    }
}
