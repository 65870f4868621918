import Digest
public import Domain

/// A link that signs an account in once.
public enum OneTimeLink {
    public static let validSeconds: Int64 = 15 * 60
    /// Login of the account that `make(store:baseURL:now:)` makes where it is missing.
    public static let administrator = "admin"

    /// A link for the administrator, for a start without any configuration: the account is made if there is none.
    /// Valid for 15 minutes. The returned address is a credential; print it once, to the console alone.
    ///
    /// - Parameter baseURL: Address of the service without a path.
    /// - Throws: `Problem` when the account is disabled or is no administrator's, and what the store throws.
    public static func make(store: any AccountStore, baseURL: String, now: Timestamp) async throws -> String {
        let actor = Actor(.console, "server")
        let account: Account
        if let known = try store.account(login: administrator) {
            guard !known.isDisabled, known.role == .admin else {
                throw Problem(
                    "the account admin is disabled or no administrator's",
                    remedy: "Make a link for another account with sidenote user link")
            }
            account = known
        } else {
            account = try await store.createAccount(
                login: administrator, name: "Administrator", role: .admin, clients: nil, passwordHash: nil, by: actor)
        }
        return try await make(for: account, store: store, baseURL: baseURL, now: now, by: actor)
    }

    /// A link for an account. Valid for 15 minutes unless said otherwise.
    public static func make(
        for account: Account, store: any AccountStore, baseURL: String, now: Timestamp,
        validSeconds: Int64 = OneTimeLink.validSeconds, by actor: Actor
    ) async throws -> String {
        let secret = try SessionSecret.make()
        try await store.createLink(
            secret: secret.text, account: account.id, expiresAt: now.adding(seconds: validSeconds), by: actor)
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        return base + "/sign-in/link/" + secret.text
    }
}
