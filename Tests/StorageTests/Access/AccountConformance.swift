import Domain
import Testing

@testable import Storage

/// What any `AccountStore` must keep to. `now` is what the store's clock says.
struct AccountConformance {
    let store: any AccountStore
    let now: Timestamp
    static let console = Actor(.console, "tester")

    private func account(
        _ login: String, _ role: Role = .technician, clients: Set<ClientID>? = nil, hash: String? = nil
    ) async throws -> Account {
        try await store.createAccount(
            login: login, name: "Somebody", role: role, clients: clients, passwordHash: hash, by: Self.console)
    }

    private func signIn(_ account: Account) -> AuditEntry {
        AuditEntry(at: now, actor: Actor(.user, account.id), act: "sign_in", object: "user:\(account.id)")
    }

    private func change(_ edit: (inout AccountChange) -> Void) -> AccountChange {
        var change = AccountChange()
        edit(&change)
        return change
    }

    func accountsAreFoundByIdLoginAndSubject() async throws {
        let made = try await account(" Ann@Example.COM ", .admin, clients: ["b", "a"], hash: "$y$x")
        #expect(made.login == "ann@example.com")
        #expect(made.id == "u_1" && made.hasPassword && made.clients == ["a", "b"] && made.createdAt == now)
        #expect(try store.account(id: made.id) == made)
        #expect(try store.account(login: "ANN@example.com") == made)
        #expect(try store.passwordHash(account: made.id) == "$y$x")
        let subject = FederatedSubject(issuer: "https://id.example.com", subject: "0815")
        let linked = try await store.updateAccount(made.id, change { $0.subject = subject }, by: Self.console)
        #expect(try store.account(subject: subject) == linked)
        #expect(try store.account(subject: FederatedSubject(issuer: "https://id.example.org", subject: "0815")) == nil)
        let other = try await account("bob", clients: [])
        #expect(other.clients == [] && !other.hasPassword)
        #expect(try store.passwordHash(account: other.id) == nil)
        #expect(try store.accounts() == [linked, other])
        await #expect(throws: Problem.self) {
            try await store.updateAccount(other.id, change { $0.subject = subject }, by: Self.console)
        }
    }

    func whatIsUnknownIsAProblemOrNothing() async throws {
        for id in ["u_99", "u_", "u_01", "u_-1", "t_1", "", "u_1;--", "u_99999999999999999999"] {
            #expect(try store.account(id: id) == nil)
            #expect(try store.passwordHash(account: id) == nil)
            await #expect(throws: Problem.self) {
                try await store.updateAccount(id, AccountChange(), by: Self.console)
            }
            await #expect(throws: Problem.self) { try await store.revokeToken(id, by: Self.console) }
            await #expect(throws: Problem.self) { try await store.touchToken(id, now: now) }
            await #expect(throws: Problem.self) {
                try await store.createLink(secret: "l", account: id, expiresAt: now, by: Self.console)
            }
            let entry = AuditEntry(at: now, actor: Self.console, act: "sign_in")
            await #expect(throws: Problem.self) {
                try await store.createSession(secret: "s", account: id, endsAt: now, audit: entry)
            }
            await #expect(throws: Problem.self) { try await store.endSessions(account: id, audit: entry) }
        }
        for login in ["", "nobody", "\u{0}", String(repeating: "x", count: 10_000)] {
            #expect(try store.account(login: login) == nil)
        }
        #expect(try store.session(secret: "", idleSeconds: 60, now: now) == nil)
        #expect(try store.session(secret: "none", idleSeconds: 60, now: now) == nil)
        #expect(try await store.redeemLink(secret: "none", now: now) == nil)
        #expect(try store.token(secret: "none") == nil)
    }

    func loginsAreOneSpellingAndUnique() async throws {
        // A letter with a mark, composed and decomposed, in either case.
        _ = try await account("zo\u{EB}@example.com")
        for login in ["ZOE\u{308}@EXAMPLE.com", "  zo\u{CB}@example.com\n"] {
            await #expect(throws: Problem.self) { try await account(login) }
        }
        _ = try await account(String(repeating: "x", count: 254))
        let bad = ["", "  ", "a\u{0}b", "a\nb", "a\u{202E}b", "a\u{200B}b", String(repeating: "x", count: 255)]
        for login in bad {
            await #expect(throws: Problem.self, "\(login.debugDescription)") { try await account(login) }
        }
        #expect(try store.accounts().count == 2)
    }

    func theLastEnabledAdminStays() async throws {
        let first = try await account("first", .admin)
        for edit in [change { $0.isDisabled = true }, change { $0.role = .lead }] {
            await #expect(throws: Problem.self) { try await store.updateAccount(first.id, edit, by: Self.console) }
        }
        let second = try await account("second", .admin)
        _ = try await store.updateAccount(first.id, change { $0.isDisabled = true }, by: Self.console)
        await #expect(throws: Problem.self) {
            try await store.updateAccount(second.id, change { $0.role = .reader }, by: Self.console)
        }
        #expect(try store.account(id: second.id)?.role == .admin)
        _ = try await store.updateAccount(first.id, change { $0.role = .reader }, by: Self.console)
    }

    /// Of two who disable each other at once, one succeeds.
    func theLastAdminSurvivesARace() async throws {
        let pair = [try await account("a", .admin), try await account("b", .admin)]
        let done = await withTaskGroup(of: Bool.self) { group in
            for admin in pair {
                group.addTask { [self] in
                    (try? await store.updateAccount(admin.id, change { $0.isDisabled = true }, by: Self.console)) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(done == 1)
        #expect(try store.accounts().filter { !$0.isDisabled }.count == 1)
    }

    func sessionsEndByTimeAndByWill() async throws {
        let user = try await account("ann")
        let end = now.adding(seconds: 3600)
        for secret in ["one", "two", "three"] {
            try await store.createSession(secret: secret, account: user.id, endsAt: end, audit: signIn(user))
        }
        let session = try store.session(secret: "one", idleSeconds: 600, now: now)
        #expect(session == Session(account: user, createdAt: now, lastSeenAt: now, endsAt: end))
        #expect(try store.session(secret: "one", idleSeconds: 600, now: now.adding(seconds: 600)) != nil)
        #expect(try store.session(secret: "one", idleSeconds: 600, now: now.adding(seconds: 601)) == nil)
        try await store.touchSession(secret: "one", now: now.adding(seconds: 500))
        #expect(try store.session(secret: "one", idleSeconds: 600, now: now.adding(seconds: 1000)) != nil)
        #expect(try store.session(secret: "one", idleSeconds: 99_999, now: end) == nil)
        try await store.endSession(secret: "one", audit: signIn(user))
        #expect(try store.session(secret: "one", idleSeconds: 600, now: now) == nil)
        #expect(try store.session(secret: "two", idleSeconds: 600, now: now) != nil)
        try await store.endSessions(account: user.id, audit: signIn(user))
        #expect(try store.session(secret: "two", idleSeconds: 600, now: now) == nil)
        // Neither is a fault: the session may have ended meanwhile.
        try await store.touchSession(secret: "two", now: now)
        try await store.endSession(secret: "two", audit: signIn(user))
    }

    func whatMakesASessionWrongEndsIt() async throws {
        _ = try await account("admin", .admin)
        let edits: [(Bool, AccountChange)] = [
            (true, change { $0.isDisabled = true }), (true, change { $0.role = .lead }),
            (true, change { $0.clients = .some(["a"]) }), (true, change { $0.passwordHash = "$y$new" }),
            (false, change { $0.name = "Other Name" }), (false, change { $0.role = .technician }),
            (false, AccountChange()),
        ]
        for (index, (ends, edit)) in edits.enumerated() {
            let user = try await account("user\(index)", hash: "$y$old")
            let other = try await account("other\(index)")
            for (secret, owner) in [("s\(index)", user), ("o\(index)", other)] {
                try await store.createSession(
                    secret: secret, account: owner.id, endsAt: now.adding(seconds: 60), audit: signIn(owner))
            }
            try await store.createLink(
                secret: "l\(index)", account: user.id, expiresAt: now.adding(seconds: 60), by: Self.console)
            let changed = try await store.updateAccount(user.id, edit, by: Self.console)
            #expect(try store.account(id: user.id) == changed)
            #expect((try store.session(secret: "s\(index)", idleSeconds: 60, now: now) == nil) == ends, "\(edit)")
            #expect((try await store.redeemLink(secret: "l\(index)", now: now) == nil) == ends, "\(edit)")
            #expect(try store.session(secret: "o\(index)", idleSeconds: 60, now: now) != nil)
        }
    }

    func aDisabledAccountGetsNothingNew() async throws {
        let user = try await account("ann")
        _ = try await store.updateAccount(user.id, change { $0.isDisabled = true }, by: Self.console)
        await #expect(throws: Problem.self) {
            try await store.createSession(secret: "s", account: user.id, endsAt: now, audit: signIn(user))
        }
        await #expect(throws: Problem.self) {
            try await store.createLink(secret: "l", account: user.id, expiresAt: now, by: Self.console)
        }
    }

    func aLinkWorksOnceAndInTime() async throws {
        let user = try await account("ann")
        let end = now.adding(seconds: 900)
        for secret in ["one", "two"] {
            try await store.createLink(secret: secret, account: user.id, expiresAt: end, by: Self.console)
        }
        #expect(try await store.redeemLink(secret: "one", now: now)?.id == user.id)
        #expect(try await store.redeemLink(secret: "one", now: now) == nil)
        #expect(try await store.redeemLink(secret: "two", now: end) == nil)
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try await store.redeemLink(secret: "two", now: now) != nil } }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(winners == 1)
    }

    func tokensAreFoundBySecretWhateverTheirState() async throws {
        let made = try await store.createToken(
            secret: "sn_secret", label: " Backup job ", role: .reader, clients: ["a"], expiresAt: now, by: Self.console)
        #expect(made.id == "t_1" && made.label == "Backup job" && made.clients == ["a"] && made.expiresAt == now)
        #expect(try store.token(secret: "sn_secret") == made)
        #expect(try store.token(secret: "sn_secreT") == nil)
        try await store.touchToken(made.id, now: now.adding(seconds: 5))
        #expect(try store.token(secret: "sn_secret")?.lastUsedAt == now.adding(seconds: 5))
        let revoked = try await store.revokeToken(made.id, by: Self.console)
        #expect(revoked.revokedAt == now)
        #expect(try await store.revokeToken(made.id, by: Self.console) == revoked)
        #expect(try store.tokens() == [revoked])
        for label in ["", "a\nb"] {
            await #expect(throws: Problem.self) {
                try await store.createToken(
                    secret: "x", label: label, role: .reader, clients: nil, expiresAt: nil, by: Self.console)
            }
        }
    }
}
