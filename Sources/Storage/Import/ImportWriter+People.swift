internal import Digest
internal import Domain
internal import GRDB

extension ImportWriter {
    mutating func write(_ client: Client) throws {
        let payload = try json.text(client)
        let hash = try SHA256Digest.bytes(of: Array(payload.utf8))
        guard differs(try existing(client.id.rawValue, in: .clients), hash: hash, table: .clients) else { return }
        let insert = try Prepared(
            cached: """
                INSERT INTO clients (id, hash, payload) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, payload = excluded.payload
                """, db)
        try insert.bind(1, client.id.rawValue)
        try insert.bind(2, hash)
        try insert.bind(3, payload)
        try insert.run()
    }

    mutating func write(_ contact: Contact) throws {
        try requireClient(contact.clientID, for: "contact “\(contact.id)”")
        let payload = try json.text(contact)
        let hash = try SHA256Digest.bytes(of: Array(payload.utf8))
        guard differs(try existing(contact.id.rawValue, in: .contacts), hash: hash, table: .contacts) else { return }
        try upsert(.contacts, id: contact.id.rawValue, client: contact.clientID, hash: hash, payload: payload)
        try replaceLookups(of: contact)
    }

    mutating func write(_ device: Device) throws {
        try requireClient(device.clientID, for: "device “\(device.id)”")
        let payload = try json.text(device)
        let hash = try SHA256Digest.bytes(of: Array(payload.utf8))
        let previous = try existing(device.id.rawValue, in: .devices)
        guard differs(previous, hash: hash, table: .devices) else { return }
        try upsert(.devices, id: device.id.rawValue, client: device.clientID, hash: hash, payload: payload)
        touch(.devices, device.clientID, previous: previous)
    }

    private func upsert(_ table: Table, id: String, client: ClientID, hash: [UInt8], payload: String) throws {
        let insert = try Prepared(
            cached: """
                INSERT INTO \(table.rawValue) (id, client_id, hash, payload) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, hash = excluded.hash,
                    payload = excluded.payload
                """, db)
        try insert.bind(1, id)
        try insert.bind(2, client.rawValue)
        try insert.bind(3, hash)
        try insert.bind(4, payload)
        try insert.run()
    }

    private func replaceLookups(of contact: Contact) throws {
        for table in ["contact_emails", "contact_phones"] {
            let delete = try Prepared(cached: "DELETE FROM \(table) WHERE contact_id = ?", db)
            try delete.bind(1, contact.id.rawValue)
            try delete.run()
        }
        let emails = contact.emails.compactMap { Optional($0).nonBlank?.lowercased() }
        let phones = contact.phones.compactMap { PhoneKey.reversed($0).map { String(decoding: $0, as: UTF8.self) } }
        for (table, values) in [("contact_emails", emails), ("contact_phones", phones)] {
            for value in values {
                let insert = try Prepared(cached: "INSERT OR IGNORE INTO \(table) VALUES (?, ?, ?)", db)
                try insert.bind(1, value)
                try insert.bind(2, contact.id.rawValue)
                try insert.bind(3, contact.clientID.rawValue)
                try insert.run()
            }
        }
    }
}
