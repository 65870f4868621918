import Domain
import Storage
import Testing

@testable import Service

@Suite struct LinkTests {
    private func path(_ url: String) -> String { String(url.trimmingPrefix("https://sidenote.test")) }

    @Test func linksWorkOnceAndLookingAtThemIsFree() async throws {
        try await SignInSite.run { site in
            let url = try await OneTimeLink.make(
                store: site.store, baseURL: "https://sidenote.test/", now: site.clock.now())
            #expect(url.hasPrefix("https://sidenote.test/sign-in/link/"))
            let path = path(url)
            for _ in 0..<5 {
                var preview = site.browser()
                #expect(try await preview.get(path).status == 200)
                #expect(preview.cookies.isEmpty)
            }
            var browser = site.browser()
            #expect(try await browser.post(path, site: "cross-site").status == 403)
            #expect(try await browser.post(path).status == 303)
            #expect(try await browser.get("/account").text.contains("Administrator"))
            var second = site.browser()
            #expect(try await second.post(path).status == 404)
            #expect(second.cookies.isEmpty)
            #expect(try site.entries("sign_in").first?.detail["method"] == "link")
            #expect(try site.entries("sign_in_failed").first?.detail["reason"] == "unusable")
        }
    }

    @Test func linksAgeAndUnknownOnesLookTheSame() async throws {
        try await SignInSite.run { site in
            let url = try await OneTimeLink.make(
                store: site.store, baseURL: "https://sidenote.test", now: site.clock.now())
            site.clock.advance(seconds: OneTimeLink.validSeconds)
            var browser = site.browser()
            let old = try await browser.post(path(url))
            let unknown = try await browser.post("/sign-in/link/" + String(repeating: "A", count: 43))
            let broken = try await browser.post("/sign-in/link/%22%3E%3Cscript%3E")
            #expect([old.status, unknown.status, broken.status] == [404, 404, 404])
            #expect(old.text == unknown.text && unknown.text == broken.text)
            #expect(try await !browser.get("/sign-in/link/%22%3E%3Cscript%3E").text.contains("<script"))
        }
    }

    @Test func theAdministratorIsMadeOnceAndCanSetAPassword() async throws {
        try await SignInSite.run { site in
            let first = try await OneTimeLink.make(
                store: site.store, baseURL: "https://sidenote.test", now: site.clock.now())
            let second = try await OneTimeLink.make(
                store: site.store, baseURL: "https://sidenote.test", now: site.clock.now())
            #expect(first != second)
            #expect(try site.store.accounts().map(\.login) == ["admin"])
            var browser = site.browser()
            _ = try await browser.post(path(first))
            let token = try #require(try await browser.get("/account").csrfToken)
            let new = "a wholly different phrase"
            let fields = [("csrf_token", token), ("new", new), ("again", new)]
            let late = browser
            #expect(try await browser.post("/account/password", fields).status == 303)
            var other = site.browser()
            #expect(try await other.post("/sign-in", [("login", "admin"), ("password", new)]).status == 303)
            // The session that set the password is gone with it.
            var former = late
            #expect(try await former.get("/probe").status == 303)
        }
    }

    @Test func aFirstPasswordMustBeSetSoon() async throws {
        try await SignInSite.run { site in
            let url = try await OneTimeLink.make(
                store: site.store, baseURL: "https://sidenote.test", now: site.clock.now())
            var browser = site.browser()
            _ = try await browser.post(path(url))
            let token = try #require(try await browser.get("/account").csrfToken)
            site.clock.advance(seconds: AccountPage.firstPasswordSeconds + 1)
            let new = "a wholly different phrase"
            let answer = try await browser.post(
                "/account/password", [("csrf_token", token), ("new", new), ("again", new)])
            #expect(answer.status == 404)
        }
    }

    @Test func aDisabledAdministratorGetsNoLink() async throws {
        try await SignInSite.run { site in
            _ = try await site.account("root@msp.example", role: .admin)
            let admin = try await site.account("admin", role: .admin)
            var change = AccountChange()
            change.isDisabled = true
            _ = try await site.store.updateAccount(admin.id, change, by: Actor(.console, "test"))
            await #expect(throws: Problem.self) {
                try await OneTimeLink.make(store: site.store, baseURL: "https://sidenote.test", now: site.clock.now())
            }
        }
    }
}
