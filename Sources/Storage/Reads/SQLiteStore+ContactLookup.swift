public import Domain
internal import GRDB

extension SQLiteStore {
    public func clientOfContact(email: String) throws -> ClientID? {
        guard let email = Optional(email).nonBlank?.lowercased() else { return nil }
        return try read { db in
            let owners = try rows(
                "SELECT DISTINCT client_id FROM contact_emails WHERE email = ? LIMIT 2", db,
                bind: { try $0.bind(1, email) }, { $0.text(0) })
            return owners.count == 1 ? ClientID(owners[0]) : nil
        }
    }

    /// Numbers are compared as `PhoneKey` says: an equal number wins over one with an equal ending.
    public func clientOfContact(phoneDigits: String) throws -> ClientID? {
        guard let key = PhoneKey.reversed(phoneDigits) else { return nil }
        return try read { db in
            let equal = try owners(of: String(decoding: key, as: UTF8.self), db)
            if !equal.isEmpty { return equal.count == 1 ? equal.first : nil }
            guard key.count >= PhoneKey.shortestEnding else { return nil }
            var found = try ownersOfLonger(than: String(decoding: key, as: UTF8.self), db)
            for length in PhoneKey.shortestEnding..<max(key.count, PhoneKey.shortestEnding) {
                found.formUnion(try owners(of: String(decoding: key[..<length], as: UTF8.self), db))
            }
            return found.count == 1 ? found.first : nil
        }
    }

    private func owners(of reversed: String, _ db: Database) throws -> Set<ClientID> {
        Set(
            try rows(
                "SELECT DISTINCT client_id FROM contact_phones WHERE reversed_digits = ? LIMIT 2", db,
                bind: { try $0.bind(1, reversed) }, { ClientID($0.text(0)) }))
    }

    /// Stored numbers that go on to the left of the given digits. `:` is the character after `9`.
    private func ownersOfLonger(than reversed: String, _ db: Database) throws -> Set<ClientID> {
        Set(
            try rows(
                """
                SELECT DISTINCT client_id FROM contact_phones WHERE reversed_digits > ? AND reversed_digits < ? LIMIT 2
                """, db,
                bind: {
                    try $0.bind(1, reversed)
                    try $0.bind(2, reversed + ":")
                }, { ClientID($0.text(0)) }))
    }
}
