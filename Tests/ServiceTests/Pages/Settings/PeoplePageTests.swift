import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct PeoplePageTests {
    private let path = "/settings/users"

    private func run(_ use: (PageStage) async throws -> Void) async throws {
        try await PageStage.run(records: SettingsWorld.records, use)
    }

    private func make(
        _ stage: PageStage, _ login: String, _ role: Role = .technician, clients: Set<ClientID>? = nil
    ) async throws -> Account {
        try await stage.store.createAccount(
            login: login, name: login, role: role, clients: clients, passwordHash: nil, by: Actor(.console, "test"))
    }

    @Test func somebodyIsAddedWithAuditEntry() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin)
            let answer = try await browser.submit(
                path, from: path,
                [
                    ("login", "Bob@Example.com"), ("name", "Bob"), ("role", "lead"), ("scope", "these"),
                    ("clients", "alder\r\n\r\nbirch"),
                ])
            #expect(answer.status == 303)
            let account = try #require(try stage.store.account(login: "bob@example.com"))
            #expect(account.role == .lead && account.clients == [SettingsWorld.alder, SettingsWorld.birch])
            let entry = try #require(
                try stage.store.auditEntries(AuditFilter(act: "account_created", object: "user:\(account.id)")).first)
            #expect(entry.actor.hasPrefix("user:"))
            #expect(try await browser.get(answer.target).text.contains("bob@example.com"))
        }
    }

    @Test func hostileAndBadInputIsRefusedOrHarmless() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin)
            _ = try await make(stage, "taken")
            let nasty = "<img src=x onerror=alert(1)>\"'&"
            for (fields, words) in [
                ([("login", "taken"), ("role", "reader")], "is taken"),
                ([("login", ""), ("role", "reader")], "A login is 1 to 254 characters"),
                ([("login", "a\u{202E}b"), ("role", "reader")], "A login is 1 to 254 characters"),
                ([("login", "new"), ("role", "owner")], "There is no such role"),
                (
                    [("login", "new"), ("role", "reader"), ("scope", "these"), ("clients", "nobody")],
                    "There is no client “nobody”"
                ),
                (
                    [("login", "new"), ("role", "reader"), ("name", String(repeating: "n", count: 300))],
                    "A name is 1 to 200"
                ),
            ] {
                let page = try await browser.submit(path, from: path, fields)
                #expect(page.status == 422)
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(try stage.store.account(login: "new") == nil)
            let answer = try await browser.submit(
                path, from: path, [("login", "evil"), ("name", nasty), ("role", "reader"), ("scope", "every")])
            #expect(answer.status == 303)
            for address in [path, answer.target] {
                let page = try await browser.get(address)
                #expect(!page.text.contains("<img"))
                #expect(page.text.contains("&lt;img"))
            }
            #expect(try await browser.get(path + "/u_999999").status == 404)
            #expect(try await browser.get(path + "/u_1%27--").status == 404)
        }
    }

    @Test func aLinkIsShownOnceToWhoeverMadeIt() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin)
            var other = try await stage.browser(.admin)
            let account = try await make(stage, "carol")
            let page = "\(path)/\(account.id)"
            let answer = try await browser.submit(page + "/link", from: page)
            #expect(answer.status == 303)
            #expect(answer.target.contains("shown="))
            #expect(!answer.target.contains("sign-in"))
            #expect(try await !other.get(answer.target).text.contains("/sign-in/link/"))
            let shown = try await browser.get(answer.target).text
            #expect(shown.contains("/sign-in/link/"))
            #expect(try await !browser.get(answer.target).text.contains("/sign-in/link/"))
            let start = try #require(shown.range(of: "/sign-in/link/"))
            let secret = String(shown[start.upperBound...].prefix { $0 != "<" })
            #expect(try await stage.store.redeemLink(secret: secret, now: SystemClock().now())?.id == account.id)
        }
    }

    @Test func disablingAndSigningOutAreAskedTwice() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin)
            var victim = try await stage.browser(.technician, name: "Victim")
            let account = try #require(try stage.store.accounts().first { $0.name == "Victim" })
            let page = "\(path)/\(account.id)"
            #expect(try await victim.get("/account").status == 200)
            let question = try await browser.submit(page + "/sign-out", from: page)
            #expect(question.status == 200)
            #expect(try await victim.get("/account").status == 200)
            #expect(try await browser.submit(page + "/sign-out", from: page, [("confirm", "1")]).status == 303)
            #expect(try await victim.get("/account").status == 303)
            #expect(try stage.store.auditEntries(AuditFilter(act: "sessions_ended")).count == 1)

            #expect(try await browser.submit(page + "/disable", from: page).text.contains("Disable Victim?"))
            #expect(try stage.store.account(id: account.id)?.isDisabled == false)
            #expect(try await browser.submit(page + "/disable", from: page, [("confirm", "1")]).status == 303)
            #expect(try stage.store.account(id: account.id)?.isDisabled == true)
            #expect(try await browser.submit(page + "/link", from: page).status == 422)
            #expect(try await browser.submit(page + "/enable", from: page).status == 303)
            #expect(try stage.store.account(id: account.id)?.isDisabled == false)
        }
    }

    @Test func nobodyChangesTheirOwnRights() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin, name: "Only")
            let account = try #require(try stage.store.accounts().first { $0.name == "Only" })
            let page = "\(path)/\(account.id)"
            for fields in [
                [("role", "reader")], [("scope", "these"), ("clients", "alder")],
            ] {
                #expect(try await browser.submit(page, from: page, fields).status == 403)
            }
            #expect(try await browser.submit(page + "/disable", from: page, [("confirm", "1")]).status == 403)
            #expect(try stage.store.account(id: account.id) == account)
            #expect(try await browser.submit(page, from: page, [("name", "Renamed")]).status == 303)
            #expect(try stage.store.account(id: account.id)?.name == "Renamed")
        }
    }

    /// The page refuses it for oneself; the store refuses it whoever asks.
    @Test func theLastAdministratorStaysOne() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin, name: "First")
            let second = try await make(stage, "second", .admin)
            let page = "\(path)/\(second.id)"
            #expect(try await browser.submit(page, from: page, [("role", "lead")]).status == 303)
            let first = try #require(try stage.store.accounts().first { $0.name == "First" })
            for change in [AccountChange.disabling, .demoting] {
                await #expect(throws: Problem.self) {
                    _ = try await stage.store.updateAccount(first.id, change, by: Actor(.user, second.id))
                }
            }
        }
    }

    @Test func aChangeMadeMeanwhileIsNotWrittenOver() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin)
            let account = try await make(stage, "dave")
            let page = "\(path)/\(account.id)"
            let form = try await browser.get(page)
            let start = try #require(form.text.range(of: "name=\"seen\" value=\""))
            let seen = String(form.text[start.upperBound...].prefix { $0 != "\"" })
            var change = AccountChange()
            change.role = .lead
            _ = try await stage.store.updateAccount(account.id, change, by: Actor(.console, "test"))
            let late = try await browser.submit(page, from: page, [("seen", seen), ("role", "reader")])
            #expect(late.status == 409)
            #expect(try stage.store.account(id: account.id)?.role == .lead)
        }
    }
}

extension AccountChange {
    fileprivate static var disabling: AccountChange {
        var change = AccountChange()
        change.isDisabled = true
        return change
    }

    fileprivate static var demoting: AccountChange {
        var change = AccountChange()
        change.role = .reader
        return change
    }
}
