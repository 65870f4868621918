import Digest
import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct AccountStoreTests {
    private func conforming(_ body: (AccountConformance) async throws -> Void) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        try await body(AccountConformance(store: store, now: store.clock.now()))
        #expect(try store.verifyAudit().isSound)
    }

    @Test func accounts() async throws { try await conforming { try await $0.accountsAreFoundByIdLoginAndSubject() } }
    @Test func unknown() async throws { try await conforming { try await $0.whatIsUnknownIsAProblemOrNothing() } }
    @Test func logins() async throws { try await conforming { try await $0.loginsAreOneSpellingAndUnique() } }
    @Test func lastAdmin() async throws { try await conforming { try await $0.theLastEnabledAdminStays() } }
    @Test func adminRace() async throws { try await conforming { try await $0.theLastAdminSurvivesARace() } }
    @Test func sessions() async throws { try await conforming { try await $0.sessionsEndByTimeAndByWill() } }
    @Test func endedSessions() async throws { try await conforming { try await $0.whatMakesASessionWrongEndsIt() } }
    @Test func disabled() async throws { try await conforming { try await $0.aDisabledAccountGetsNothingNew() } }
    @Test func links() async throws { try await conforming { try await $0.aLinkWorksOnceAndInTime() } }
    @Test func tokens() async throws {
        try await conforming { try await $0.tokensAreFoundBySecretWhateverTheirState() }
    }

    /// Every act leaves one row, reads leave none, and the last row names the act.
    @Test func eachActHasItsRow() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let now = store.clock.now()
        let console = Actor(.console, "tester")
        var expected: [String] = []
        func expectRow(_ act: String?, _ body: () async throws -> Void) async throws {
            try await body()
            if let act { expected.append(act) }
            #expect(try AuditLedgerTests.acts(store).map(\.act.rawValue) == expected)
        }
        try await expectRow("account_created") {
            _ = try await store.createAccount(
                login: "ann", name: "Ann", role: .lead, clients: ["a"], passwordHash: nil, by: console)
        }
        var change = AccountChange()
        change.role = .technician
        change.passwordHash = "$y$secret"
        try await expectRow("account_changed") { _ = try await store.updateAccount("u_1", change, by: console) }
        #expect(
            try AuditLedgerTests.acts(store).last?.detail == [
                "role": "technician", "role_before": "lead", "password": "changed",
            ])
        try await expectRow(nil) { _ = try await store.updateAccount("u_1", AccountChange(), by: console) }
        try await expectRow("sign_in") {
            try await store.createSession(
                secret: "s", account: "u_1", endsAt: now.adding(seconds: 9),
                audit: AuditEntry(at: now, actor: Actor(.user, "u_1"), act: "sign_in"))
        }
        try await expectRow(nil) { try await store.touchSession(secret: "s", now: now) }
        try await expectRow("sign_out") {
            try await store.endSession(
                secret: "s", audit: AuditEntry(at: now, actor: Actor(.user, "u_1"), act: "sign_out"))
        }
        try await expectRow(nil) {
            try await store.endSession(
                secret: "s", audit: AuditEntry(at: now, actor: Actor(.user, "u_1"), act: "sign_out"))
        }
        try await expectRow("link_created") {
            try await store.createLink(secret: "l", account: "u_1", expiresAt: now.adding(seconds: 9), by: console)
        }
        try await expectRow("link_redeemed") { _ = try await store.redeemLink(secret: "l", now: now) }
        try await expectRow(nil) { _ = try await store.redeemLink(secret: "l", now: now) }
        try await expectRow("token_created") {
            _ = try await store.createToken(
                secret: "t", label: "x", role: .reader, clients: nil, expiresAt: nil, by: console)
        }
        try await expectRow("token_used") { try await store.touchToken("t_1", now: now) }
        try await expectRow(nil) { try await store.touchToken("t_1", now: now) }
        try await expectRow("token_used") { try await store.touchToken("t_1", now: now.adding(seconds: 3600)) }
        try await expectRow("token_revoked") { _ = try await store.revokeToken("t_1", by: console) }
        try await expectRow(nil) { _ = try await store.revokeToken("t_1", by: console) }
        let rows = try AuditLedgerTests.acts(store)
        #expect(rows.allSatisfy { !$0.detail.values.contains { $0.contains("$y$") } })
        #expect(rows.last?.actor == "console:tester" && rows.first?.object == "user:u_1")
    }

    @Test func onlyDigestsOfSecretsAreKept() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let now = store.clock.now()
        let console = Actor(.console, "tester")
        _ = try await store.createAccount(
            login: "ann", name: "Ann", role: .lead, clients: nil, passwordHash: nil, by: console)
        let secret = "sn_" + String(repeating: "very-recognisable", count: 3)
        try await store.createLink(secret: secret, account: "u_1", expiresAt: now, by: console)
        try await store.createSession(
            secret: secret, account: "u_1", endsAt: now, audit: AuditEntry(at: now, actor: console, act: "sign_in"))
        _ = try await store.createToken(
            secret: secret, label: "x", role: .reader, clients: nil, expiresAt: nil, by: console)
        let digests = try store.read { db in
            try ["links", "sessions", "tokens"].map { try Data.fetchOne(db, sql: "SELECT digest FROM \($0)") }
        }
        let expected = try SHA256Digest.bytes(of: Array(secret.utf8))
        #expect(digests.allSatisfy { $0.map(Array.init) == expected })
        try store.close()
        let bytes = try directory.bytes(directory.database)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("recognisable"))
    }
}
