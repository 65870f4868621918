public import Domain
internal import GRDB

extension SQLiteStore {
    public func policyOverrides() throws -> [ClientID: Policy] {
        var policies: [ClientID: Policy] = [:]
        for override in try policyOverrideRows() {
            if let policy = override.policy { policies[override.clientID] = policy }
        }
        return policies
    }

    /// Every override there was, those that were taken back too, in order of client.
    public func policyOverrideRows() throws -> [PolicyOverride] {
        try read { db in
            try rows(
                "SELECT client_id, policy, revision, at, actor FROM policy_overrides ORDER BY client_id", db
            ) { row in
                PolicyOverride(
                    clientID: ClientID(row.text(0)), policy: try row.optionalText(1).map(Self.policy),
                    revision: row.integer(2), at: Timestamp(milliseconds: row.integer(3)), actor: row.text(4))
            }
        }
    }

    /// Says what holds for a client, or with nil that record and default do again. Together with its audit entry
    /// (`policy_changed`), or not at all.
    ///
    /// - Parameter revision: of the override that the caller saw, 0 where there was none.
    /// - Throws: `PolicyRefusal`.
    public func setPolicyOverride(
        _ policy: Policy?, client: ClientID, ifRevision revision: Int64, by actor: Actor, now: Timestamp
    ) async throws {
        try await commit { db in
            guard try KnownClient(db).named(client.rawValue) != nil else { throw PolicyRefusal.unknownClient }
            let query = try Prepared(
                cached: "SELECT policy, revision FROM policy_overrides WHERE client_id = ?", db)
            try query.bind(1, client.rawValue)
            var before: Policy?
            var current: Int64 = 0
            do {
                defer { query.reset() }
                if try query.step() {
                    before = try query.optionalText(0).map(Self.policy)
                    current = query.integer(1)
                }
            }
            guard current == revision else { throw PolicyRefusal.changedMeanwhile }
            guard before != policy else { return }
            let upsert = try Prepared(
                cached: """
                    INSERT INTO policy_overrides (client_id, policy, revision, at, actor) VALUES (?1, ?2, ?3, ?4, ?5)
                    ON CONFLICT (client_id) DO UPDATE SET policy = ?2, revision = ?3, at = ?4, actor = ?5
                    """, db)
            try upsert.bind(1, client.rawValue)
            try upsert.bind(2, policy?.rawValue)
            try upsert.bind(3, current + 1)
            try upsert.bind(4, now.milliseconds)
            try upsert.bind(5, actor.description)
            try upsert.run()
            try AuditChain.append(
                AuditEntry(
                    at: now, actor: actor, act: "policy_changed", object: "client:\(client)", clientID: client,
                    detail: ["policy": policy?.rawValue ?? "none", "policy_before": before?.rawValue ?? "none"]), db)
        }
    }

    private static func policy(_ text: String) throws -> Policy {
        // An unknown word must not fall back on something wider.
        guard let policy = Policy(rawValue: text) else {
            throw Problem(
                "a stored policy cannot be read: the data is damaged", remedy: "Restore the data from a backup")
        }
        return policy
    }
}
