import CurlTransport
import Domain
import Storage
import Testing

@testable import Service

@Suite struct PasswordSignInTests {
    @Test func rightPasswordMakesASession() async throws {
        try await SignInSite.run { site in
            let account = try await site.account()
            var browser = site.browser()
            let form = try await browser.get("/sign-in?next=/tickets/7%3Fa%3Db")
            #expect(form.status == 200)
            #expect(form.text.contains("value=\"/tickets/7?a=b\""))
            let answer = try await browser.post(
                "/sign-in",
                [("login", " ADA@msp.example "), ("password", SignInSite.password), ("next", "/tickets/7?a=b")])
            #expect(answer.status == 303)
            #expect(answer.location == "/tickets/7?a=b")
            let cookie = try #require(answer.setCookies.first)
            #expect(answer.setCookies.count == 1)
            #expect(cookie.hasPrefix("__Host-sidenote="))
            #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Secure"))
            #expect(try await browser.get("/probe").text == "user:\(account.id) technician true")
            let entry = try #require(try site.entries("sign_in").first)
            #expect(entry.object == "user:\(account.id)")
            #expect(entry.detail == ["method": "password", "address": "127.0.0.1"])
        }
    }

    @Test func plainLoopbackHasACookieWithoutThePrefix() async throws {
        try await SignInSite.run(publicURL: "http://127.0.0.1:8080") { site in
            _ = try await site.account()
            let browser = try await site.signedIn()
            #expect(browser.cookies.keys.sorted() == ["sidenote-local"])
        }
    }

    /// Neither status, headers nor page tell whether there is such an account, whether it is disabled or has a password.
    @Test func failuresLookAlike() async throws {
        try await SignInSite.run { site in
            _ = try await site.account("known@msp.example")
            let disabled = try await site.account("still@msp.example")
            _ = try await site.account("admin@msp.example", role: .admin)
            var change = AccountChange()
            change.isDisabled = true
            _ = try await site.store.updateAccount(disabled.id, change, by: Actor(.console, "test"))
            _ = try await site.account("nopwd@msp.example", withPassword: false)
            var seen: Set<String> = []
            for (login, password) in [
                ("known@msp.example", "wrong"), ("nobdy@msp.example", "wrong"),
                ("still@msp.example", SignInSite.password), ("nopwd@msp.example", "wrong"),
                ("known@msp.example", ""),
            ] {
                var browser = site.browser()
                let answer = try await browser.post("/sign-in", [("login", login), ("password", password)])
                let headers = answer.headers.filter { $0.name.lowercased() != "date" }.map { "\($0.name): \($0.value)" }
                seen.insert(
                    "\(answer.status)\n\(headers.sorted())\n" + answer.text.replacing(login, with: "LOGIN"))
                #expect(browser.cookies.isEmpty)
            }
            #expect(seen.count == 1)
            #expect(seen.first?.hasPrefix("403") == true)
        }
    }

    @Test func failuresAreRecordedWithoutTheTypedLogin() async throws {
        try await SignInSite.run { site in
            let account = try await site.account()
            var browser = site.browser()
            _ = try await browser.post("/sign-in", [("login", "ada@msp.example"), ("password", "wrong")])
            // People type their password here by mistake.
            _ = try await browser.post("/sign-in", [("login", "my secret password"), ("password", "wrong")])
            let entries = try site.entries("sign_in_failed")
            try #require(entries.count == 2)
            #expect(entries[1].object == "user:\(account.id)")
            #expect(entries[1].detail["login_digest"] == nil)
            #expect(entries[0].object == "")
            #expect(entries[0].detail["login_digest"]?.count == 16)
            #expect(!entries[0].detailText.contains("secret password"))
        }
    }

    @Test(arguments: ["cross-site", "same-site", nil] as [String?])
    func formsOfOtherSitesAreRefused(site name: String?) async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            var browser = site.browser()
            let answer = try await browser.post(
                "/sign-in", [("login", "ada@msp.example"), ("password", SignInSite.password)], site: name)
            #expect(answer.status == 403)
            #expect(browser.cookies.isEmpty)
        }
    }

    @Test func browsersWithoutFetchMetadataAreJudgedByOrigin() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            let fields = [("login", "ada@msp.example"), ("password", SignInSite.password)]
            for (origin, status) in [
                ("https://sidenote.test", 303), ("https://sidenote.test.evil.example", 403), ("null", 403),
                ("http://sidenote.test", 403),
            ] {
                var browser = site.browser()
                let answer = try await browser.post("/sign-in", fields, site: nil, [.init("Origin", origin)])
                #expect(answer.status == status, "\(origin)")
            }
        }
    }

    @Test(arguments: ["", "login=a", "login=a&login=b&password=c", "login=%zz&password=c", "login=%ff&password=c"])
    func brokenFormsAreRefused(body: String) async throws {
        try await SignInSite.run { site in
            var browser = site.browser()
            let answer = try await browser.send(
                "POST", "/sign-in",
                [
                    .init("Content-Type", "application/x-www-form-urlencoded"), .init("Sec-Fetch-Site", "same-origin"),
                ], Array(body.utf8))
            #expect(answer.status == 400)
        }
    }

    @Test func whatWasTypedIsEscaped() async throws {
        try await SignInSite.run { site in
            var browser = site.browser()
            let answer = try await browser.post(
                "/sign-in", [("login", "\"><script>alert(1)</script>"), ("password", "x")])
            #expect(!answer.text.contains("<script"))
            #expect(answer.text.contains("&quot;&gt;&lt;script&gt;"))
        }
    }

    @Test func pagesForbidEverythingButTheirOwnStyle() async throws {
        try await SignInSite.run { site in
            var browser = site.browser()
            let page = try await browser.get("/sign-in")
            let policy = try #require(page.headers.first(named: "Content-Security-Policy"))
            #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
            #expect(policy.hasSuffix("; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"))
            #expect(page.headers.first(named: "Referrer-Policy") == "no-referrer")
            #expect(page.headers.first(named: "Cache-Control") == "no-store")
            #expect(page.headers.first(named: "X-Content-Type-Options") == "nosniff")
            #expect(!page.text.contains("<script") && !page.text.contains(" style="))
        }
    }
}
