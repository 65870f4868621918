import CurlTransport
import Domain
import Storage
import Testing

@testable import Service

@Suite struct SessionTests {
    @Test func aPlantedCookieNeverBecomesASession() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            let planted = String(repeating: "A", count: 43)
            var browser = site.browser()
            browser.cookies["__Host-sidenote"] = planted
            _ = try await browser.post("/sign-in", [("login", "ada@msp.example"), ("password", SignInSite.password)])
            let cookie = try #require(browser.cookies["__Host-sidenote"])
            #expect(cookie != planted)
            var attacker = site.browser()
            attacker.cookies["__Host-sidenote"] = planted
            #expect(try await attacker.get("/probe").status == 303)
        }
    }

    @Test func signingInAnewEndsTheSessionBefore() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            var browser = try await site.signedIn()
            let old = browser
            _ = try await browser.post("/sign-in", [("login", "ada@msp.example"), ("password", SignInSite.password)])
            var former = old
            #expect(former.cookies != browser.cookies)
            #expect(try await former.get("/probe").status == 303)
            #expect(try await browser.get("/probe").status == 200)
        }
    }

    @Test func idleSessionsEnd() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            var browser = try await site.signedIn()
            for _ in 0..<3 {
                site.clock.advance(seconds: 3500)
                #expect(try await browser.get("/probe").status == 200)
            }
            site.clock.advance(seconds: 3601)
            let page = try await browser.get("/probe")
            #expect(page.status == 303)
            #expect(page.location == "/sign-in?next=%2Fprobe")
            #expect(browser.cookies.isEmpty)
        }
    }

    @Test func sessionsEndAfterTheAbsoluteTime() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            var browser = try await site.signedIn()
            for _ in 0..<23 {
                site.clock.advance(seconds: 1800)
                #expect(try await browser.get("/probe").status == 200)
            }
            site.clock.advance(seconds: 1800)
            #expect(try await browser.get("/probe").status == 303)
        }
    }

    @Test func programsWithAnOldCookieGet401AndNobodyIsAnonymous() async throws {
        try await SignInSite.run { site in
            var browser = site.browser()
            browser.cookies["__Host-sidenote"] = String(repeating: "A", count: 43)
            let answer = try await browser.send("GET", "/api/v1/probe", [HTTPHeader("Accept", "text/html")], [])
            #expect(answer.status == 401)
            browser.cookies["__Host-sidenote"] = "nonsense"
            #expect(try await browser.send("GET", "/probe", [], []).status == 401)
            browser.cookies = [:]
            #expect(try await browser.send("GET", "/probe", [], []).text == "nobody")
        }
    }

    @Test func signingOutEndsTheSession() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            var browser = try await site.signedIn()
            let token = try #require(try await browser.get("/account").csrfToken)
            let before = browser
            let answer = try await browser.post("/sign-out", [("csrf_token", token)])
            #expect(answer.status == 303)
            #expect(browser.cookies.isEmpty)
            var thief = before
            #expect(try await thief.get("/probe").status == 303)
            #expect(try site.acts().first == "sign_out")
        }
    }

    @Test func signingOutEverywhereEndsEverySession() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            var here = try await site.signedIn()
            var there = try await site.signedIn()
            let token = try #require(try await here.get("/account").csrfToken)
            #expect(try await here.post("/sign-out/everywhere", [("csrf_token", token)]).status == 303)
            #expect(try await there.get("/probe").status == 303)
        }
    }

    /// Every way in which another site could try, and every way that is right.
    @Test func changesNeedProof() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            _ = try await site.account("eve@msp.example")
            var browser = try await site.signedIn()
            let token = try #require(try await browser.get("/account").csrfToken)
            var other = try await site.signedIn("eve@msp.example")
            let foreign = try #require(try await other.get("/account").csrfToken)
            let cases: [(site: String?, field: String?, header: String?, status: Int)] = [
                ("same-origin", token, nil, 200), ("none", token, nil, 200), ("same-origin", nil, token, 200),
                ("cross-site", token, nil, 403), ("same-site", token, nil, 403), (nil, token, nil, 403),
                ("same-origin", nil, nil, 403), ("same-origin", "", nil, 403), ("same-origin", foreign, nil, 403),
                ("same-origin", nil, foreign, 403), ("same-origin", String(token.dropLast()), nil, 403),
                ("same-origin", token, "wrong", 403),
            ]
            for (number, row) in cases.enumerated() {
                let answer = try await browser.post(
                    "/probe", row.field.map { [("csrf_token", $0)] } ?? [], site: row.site,
                    row.header.map { [HTTPHeader("X-CSRF-Token", $0)] } ?? [])
                #expect(answer.status == row.status, "case \(number)")
            }
            // The form reaches the route whole.
            let answer = try await browser.post("/probe", [("csrf_token", token)])
            #expect(
                answer.text.hasSuffix(
                    " \(TestBrowser.escape("csrf_token").count + 1 + TestBrowser.escape(token).count)"))
        }
    }

    @Test func disablingAnAccountEndsItsSessions() async throws {
        try await SignInSite.run { site in
            _ = try await site.account("root@msp.example", role: .admin)
            let account = try await site.account()
            var browser = try await site.signedIn()
            var change = AccountChange()
            change.isDisabled = true
            _ = try await site.store.updateAccount(account.id, change, by: Actor(.console, "test"))
            #expect(try await browser.get("/probe").status == 303)
        }
    }

    @Test func passwordsAreChangedWithTheCurrentOne() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            var browser = try await site.signedIn()
            var elsewhere = try await site.signedIn()
            let token = try #require(try await browser.get("/account").csrfToken)
            let new = "a wholly different phrase"
            func fields(_ current: String, _ new: String, _ again: String) -> [(String, String)] {
                [("csrf_token", token), ("current", current), ("new", new), ("again", again)]
            }
            let refused = [
                fields("wrong", new, new), fields(SignInSite.password, "short", "short"),
                fields(SignInSite.password, new, new + "x"),
                fields(SignInSite.password, "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa"),
            ]
            for row in refused { #expect(try await browser.post("/account/password", row).status == 422) }
            let answer = try await browser.post("/account/password", fields(SignInSite.password, new, new))
            #expect(answer.status == 303)
            #expect(try await browser.get("/account?message=password-changed").text.contains("The password is changed"))
            #expect(try await elsewhere.get("/probe").status == 303)
            var later = site.browser()
            let old = try await later.post(
                "/sign-in", [("login", "ada@msp.example"), ("password", SignInSite.password)])
            #expect(old.status == 403)
            #expect(try await later.post("/sign-in", [("login", "ada@msp.example"), ("password", new)]).status == 303)
        }
    }
}
