import Digest
import Domain
import Settings

/// Whose account a provider's person has here: by issuer and subject alone, which never change hands. Mail addresses
/// only count at the first sign-in, and only where the configuration says so.
struct OpenIDAccounts: Sendable {
    static let actor = Actor(.system, "oidc")

    let accounts: any AccountStore
    let settings: OpenIDSettings

    /// nil: there is none and none is to be made. Throws what the store throws.
    func account(for claims: IDTokenClaims) async throws -> Account? {
        let subject = FederatedSubject(issuer: claims.issuer, subject: claims.subject)
        if let known = try accounts.account(subject: subject) { return known.isDisabled ? nil : known }
        var link = AccountChange()
        link.subject = subject
        if settings.linkByEmail, claims.isEmailVerified, let email = claims.email?.lowercased(),
            let found = try accounts.account(login: email), found.subject == nil
        {
            return found.isDisabled ? nil : try await accounts.updateAccount(found.id, link, by: Self.actor)
        }
        guard let role = role(claims) else { return nil }
        let login = try Self.login(of: subject)
        // Left over by a first sign-in that broke off between the two writes below.
        if let begun = try accounts.account(login: login) {
            guard begun.subject == nil, !begun.hasPassword, !begun.isDisabled else { return nil }
            return try await accounts.updateAccount(begun.id, link, by: Self.actor)
        }
        let made = try await accounts.createAccount(
            login: login, name: Self.name(claims), role: role, clients: settings.everyClient ? nil : [],
            passwordHash: nil, by: Self.actor)
        return try await accounts.updateAccount(made.id, link, by: Self.actor)
    }

    /// The highest of the roles that the claim's values stand for.
    private func role(_ claims: IDTokenClaims) -> Role? {
        guard let claim = settings.roleClaim else { return nil }
        return claims.texts[claim]?.compactMap { settings.roles[$0] }.max()
    }

    /// The same for the same person always, and nothing that another one could have chosen.
    private static func login(of subject: FederatedSubject) throws(DigestUnavailable) -> String {
        var digest = try FieldDigest(domain: "sidenote oidc login 1")
        try digest.add(subject.issuer)
        try digest.add(subject.subject)
        return "oidc-" + Hexadecimal.text(Array(try digest.finalize().prefix(12)))
    }

    /// Fit to be shown: characters that are none, control characters and those that turn the direction of writing are
    /// left out.
    private static func name(_ claims: IDTokenClaims) -> String {
        for text in [claims.name, claims.email, claims.subject].compactMap({ $0 }) {
            var plain = String.UnicodeScalarView()
            for scalar in text.unicodeScalars.prefix(100) {
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: break
                default: plain.append(scalar)
                }
            }
            if plain.contains(where: { !$0.properties.isWhitespace }) { return String(plain) }
        }
        return "Account of the provider"
    }
}
