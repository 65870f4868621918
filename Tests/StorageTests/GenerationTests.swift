import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct GenerationTests {
    /// Whatever way a change of an identity takes, it is counted; what is no identity is not.
    @Test(arguments: [
        ("INSERT INTO clients VALUES ('b', x'00', '{}')", true),
        ("UPDATE clients SET payload = '{}' WHERE id = 'a'", true),
        ("INSERT INTO contacts VALUES ('c2', 'a', x'00', '{}')", true),
        ("UPDATE contacts SET client_id = 'a'", true),
        ("DELETE FROM contact_emails; DELETE FROM contact_phones; DELETE FROM contacts", true),
        ("INSERT INTO devices VALUES ('d2', 'a', x'00', '{}')", true),
        ("UPDATE devices SET payload = '{}'", true),
        ("DELETE FROM devices", true),
        ("DELETE FROM documents", false),
        ("UPDATE tickets SET text = ''", false),
    ])
    func identities(_ sql: String, counts: Bool) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        batch.contacts = [Sample.contact("c", "a", emails: ["c@a.example.com"], phones: ["+1 555 0100 200"])]
        batch.devices = [Sample.device("d", "a")]
        batch.documents = [Sample.document("x", "a")]
        batch.tickets = [Sample.ticket("t", "a")]
        _ = try store.write(batch)
        let before = try store.generations().identities
        try await store.commit { db in try db.execute(sql: sql) }
        #expect((try store.generations().identities > before) == counts)
    }

    @Test func anImportCountsWhatItChangesAndNothingElse() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        batch.devices = [Sample.device("d", "a")]
        _ = try store.write(batch)
        let first = try store.generations()
        #expect(first.identities > 0 && first.documents == 0 && first.tickets == 0)
        _ = try store.write(batch)
        #expect(try store.generations() == first)

        var texts = ImportBatch()
        texts.tickets = [Sample.ticket("t", "a")]
        _ = try store.write(texts)
        let second = try store.generations()
        #expect(second.identities == first.identities && second.tickets > first.tickets && second.documents == 0)
        texts.tickets = []
        texts.documents = [Sample.document("x", nil)]
        _ = try store.write(texts)
        let third = try store.generations()
        #expect(third.identities == first.identities && third.documents > 0 && third.tickets == second.tickets)
    }
}
