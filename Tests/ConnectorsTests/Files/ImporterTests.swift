import Domain
import Foundation
import Testing

@testable import Connectors

/// Takes `SECRET-…` words out: enough to see that nothing is stored uncleaned.
private let cleaner: RecordCleaner = {
    @Sendable func scrub(_ text: String) -> (String, [String: Int]) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        let found = words.filter { $0.hasPrefix("SECRET-") }.count
        return (
            words.map { $0.hasPrefix("SECRET-") ? "[secret removed]" : $0 }.joined(separator: " "),
            found > 0 ? ["password": found] : [:]
        )
    }
    return RecordCleaner(
        document: { document in
            var document = document
            let (text, found) = scrub(document.body)
            document.body = text
            return (StoredDocument(document: document, text: text), found)
        },
        ticket: { ticket in
            var ticket = ticket
            let (text, found) = scrub(ticket.body)
            ticket.body = text
            return (StoredTicket(ticket: ticket, subject: ticket.subject, text: text, entities: []), found)
        },
        device: { device in
            var device = device
            let (text, found) = scrub(device.notes ?? "")
            device.notes = device.notes == nil ? nil : text
            return (device, found)
        },
        text: scrub)
}()

/// Keeps what it is given, as a store would.
private final class Shelf {
    var clients: [Client] = []
    var contacts: [Contact] = []
    var devices: [Device] = []
    var documents: [Document] = []
    var tickets: [Ticket] = []
    var order: [String] = []

    func write(_ batch: ImportBatch) -> [String: ImportCounts] {
        var counts: [String: ImportCounts] = [:]
        func take<Record>(_ name: String, _ records: [Record], _ shelf: inout [Record]) {
            guard !records.isEmpty else { return }
            order.append(name)
            shelf += records
            counts[name, default: ImportCounts()].inserted = records.count
        }
        take("clients", batch.clients, &clients)
        take("contacts", batch.contacts, &contacts)
        take("devices", batch.devices, &devices)
        take("documents", batch.documents.map(\.document), &documents)
        take("tickets", batch.tickets.map(\.ticket), &tickets)
        return counts
    }
}

@Suite struct ImporterTests {
    let folder: TemporaryFolder
    private let shelf = Shelf()

    init() throws { folder = try TemporaryFolder() }

    private let acme = Client(id: "acme", name: "Acme Dental Group", aliases: ["ADG"])
    private let bolt = Client(id: "bolt", name: "Bolt Legal LLP", domains: ["bolt.example"])

    private func run(_ names: [String] = [""], options: ImportOptions = ImportOptions(), known: [Client]? = nil) throws
        -> ImportReport
    {
        let plan = try ImportPlan(paths: names.map { folder.path + "/" + $0 }, options: options)
        return try Importer(cleaner: cleaner, knownClients: known ?? [acme, bolt], options: options)
            .run(plan) { shelf.write($0) }
    }

    @Test func aFolderOfJSONLines() throws {
        try folder.write("clients.jsonl", #"{"id":"zeta","name":"Zeta"}"#)
        try folder.write("contacts.jsonl", #"{"id":"c1","client_id":"zeta","name":"Jo"}"#)
        try folder.write("a/devices.jsonl", #"{"id":"d1","client_id":"zeta","hostname":"H1","notes":"SECRET-1 x"}"#)
        try folder.write("documents.jsonl", #"{"id":"s1","client_id":null,"title":"t","body":"b"}"#)
        try folder.write("tickets-history.jsonl", #"{"id":"t1","subject":"s","created_at":"2026-01-01"}"#)
        try folder.write("odd.jsonl", #"{"_id":"k1","title":"t","text":"SECRET-2"}"#)
        try folder.write("truth.jsonl", "{}")
        try folder.write("enrichment.jsonl", #"{"ticket_id":"t1"}"#)
        try folder.write("other.jsonl", #"{"ticket_id":"t1","id":"x"}"#)
        try folder.write("notes.xlsx", "x")
        let report = try run()
        #expect(shelf.clients.map(\.id) == ["zeta"])
        #expect(shelf.contacts.count == 1 && shelf.tickets.count == 1)
        #expect(shelf.devices.map(\.notes) == ["[secret removed] x"])
        #expect(shelf.documents.map(\.id) == ["s1", "k1"])
        #expect(shelf.documents.allSatisfy { $0.clientID == nil })
        #expect(report.secretsRemoved == ["password": 2])
        #expect(report.counts["documents"]?.inserted == 2)
        #expect(report.ignored.map(\.what) == ["enrichment.jsonl", "notes.xlsx", "other.jsonl", "truth.jsonl"])
        #expect(report.failures.isEmpty && report.quarantined.isEmpty)
    }

    @Test func clientsComeFirstWhateverTheOrder() throws {
        try folder.write("t.jsonl", #"{"id":"t1","client_id":"zeta","subject":"s","created_at":"2026-01-01"}"#)
        try folder.write("z.jsonl", #"{"id":"zeta","name":"Zeta","domains":[]}"#)
        let report = try run(["t.jsonl", "z.jsonl"], known: [])
        #expect(report.quarantined.isEmpty)
        #expect(shelf.order == ["clients", "tickets"])
    }

    @Test func unknownClientsAreQuarantinedNeverShared() throws {
        try folder.write(
            "documents.jsonl",
            [
                #"{"id":"1","client_id":"nobody","title":"t","body":"b"}"#, #"{"id":"2","title":"t","body":"b"}"#,
                #"{"id":"3","client_id":"","title":"t","body":"b"}"#,
                #"{"id":"4","client_id":" ","title":"t","body":"b"}"#,
                #"{"id":"5","client_id":"acme","title":"t","body":"b"}"#,
            ].joined(separator: "\n"))
        try folder.write(
            "tickets.jsonl",
            #"{"id":"1","client_id":"nobody","subject":"s","created_at":"2026-01-01"}"# + "\n"
                + #"{"id":"2","client_id":null,"subject":"s","created_at":"2026-01-01"}"#)
        try folder.write("devices.jsonl", #"{"id":"1","client_id":"nobody","hostname":"h"}"#)
        try folder.write("contacts.jsonl", #"{"id":"1","client_id":"nobody","name":"n"}"#)
        let report = try run()
        #expect(shelf.documents.map(\.id) == ["5"])
        #expect(shelf.tickets.map(\.id) == ["2"])
        #expect(shelf.devices.isEmpty && shelf.contacts.isEmpty)
        #expect(
            report.quarantined.map(\.place) == [
                "contacts.jsonl line 1", "devices.jsonl line 1", "documents.jsonl line 1", "documents.jsonl line 2",
                "documents.jsonl line 3", "documents.jsonl line 4", "tickets.jsonl line 1",
            ])
    }

    @Test func runbooksBelongToTheirFolder() throws {
        try folder.write(
            "books/Acme Dental Group/vpn.md", "---\ntags: [vpn]\nupdated: 2026-01-02\n---\n# VPN\nuse SECRET-1 now")
        try folder.write("books/adg/wi-fi.txt", "text")
        try folder.write("books/BOLT LEGAL/x.html", "<h1>Title</h1>")
        try folder.write("books/_global/mfa.md", "no heading")
        try folder.write("books/Unknown Corp/secret-free.md", "x")
        try folder.write("books/Unknown Corp/plan.md", "x")
        try folder.write("books/loose.md", "x")
        try folder.write("books/acme/wrong.md", "---\nclient: bolt\n---\nx")
        try folder.write("books/acme/shared.md", "---\nclient: _global\n---\nx")
        try folder.write("books/named.md", "---\nclient: Bolt Legal\nvisibility: shareable\n---\nx")
        try folder.write("books/acme/big.md", String(repeating: "x", count: 11 << 20))
        let report = try run(["books"])
        let told = shelf.documents.map { "\($0.id) \($0.clientID?.rawValue ?? "*") \($0.title)" }
        #expect(
            told == [
                "Acme Dental Group/vpn.md acme VPN", "BOLT LEGAL/x.html bolt Title", "_global/mfa.md * mfa",
                "adg/wi-fi.txt acme wi fi", "named.md bolt named",
            ])
        #expect(shelf.documents[0].body == "# VPN\nuse [secret removed] now")
        #expect(shelf.documents[0].tags == ["vpn"])
        #expect(shelf.documents[0].updatedAt == Timestamp("2026-01-02"))
        #expect(shelf.documents[4].visibility == .shareable)
        #expect(
            report.quarantined.map(\.place) == [
                "Unknown Corp/plan.md", "acme/shared.md", "acme/wrong.md", "loose.md",
            ])
        #expect(report.refused.map(\.what) == ["Unknown Corp/secret-free.md"])
        #expect(report.ignored.map(\.what) == ["acme/big.md"])
    }

    @Test func idsDoNotDependOnTheFolderNamed() throws {
        try folder.write("runbooks/acme/net/vpn.md", "x")
        _ = try run([""])
        _ = try run(["runbooks"])
        _ = try run(["runbooks/acme"])
        #expect(Set(shelf.documents.map(\.id)) == ["acme/net/vpn.md"])
        #expect(shelf.documents.count == 3)
    }

    @Test func composedAndDecomposedNamesAreOne() throws {
        let client = Client(id: "m", name: "Müller")
        try folder.write("b/Mu\u{308}ller/u\u{308}.md", "x")
        _ = try run(["b"], known: [client])
        #expect(shelf.documents.map(\.clientID) == ["m"])
        #expect(Array((shelf.documents.first?.id.rawValue ?? "").unicodeScalars) == Array("Müller/ü.md".unicodeScalars))
    }

    @Test func csvOfDevices() throws {
        let bytes: [UInt8] =
            Array("Client;Hostname;IP;Notes;Admin Password;Last Seen\nAcme Dental Group;HOST-1;10.0.0.5;\"caf".utf8) + [
                0xE9
            ]
            + Array(
                "\nSECRET-9 x\";hunter2;9/14/2026\nNobody;HOST-2;;;;\n;HOST-3;;;;\nADG;HOST-4;;;;1/2/2026;extra\nADG;;;;;\n"
                    .utf8)
        try folder.write("assets.csv", bytes)
        let report = try run()
        #expect(shelf.devices.map(\.hostname) == ["HOST-1"])
        #expect(shelf.devices.first?.ipAddresses == ["10.0.0.5"])
        #expect(shelf.devices.first?.notes?.hasPrefix("caf\u{E9}") == true)
        #expect(shelf.devices.first?.lastSeenAt == Timestamp("2026-09-14"))
        #expect(report.quarantined.map(\.place) == ["assets.csv line 4", "assets.csv line 5"])
        #expect(report.failures.map(\.place) == ["assets.csv line 6", "assets.csv line 7"])
        #expect(report.warnings.contains { $0.contains("Admin Password") })
        #expect(!"\(report) \(shelf.devices)".contains("hunter2"))
    }

    @Test func csvTicketsWithoutADateOrder() throws {
        try folder.write(
            "tickets.csv",
            "Ticket #,Summary,Date Entered,Status\n1,a,03/04/2026 9:15 AM,New\n2,b,05/05/2026,New\n3,c,,New\n")
        let report = try run()
        #expect(shelf.tickets.map(\.id) == ["2"])
        #expect(report.failures.map(\.place) == ["tickets.csv line 2", "tickets.csv line 4"])
        #expect(report.failures.first?.remedy.contains("--date-order") == true)
        var options = ImportOptions()
        options.dateOrder = .dayFirst
        _ = try run(options: options)
        #expect(shelf.tickets.first { $0.id == "1" }?.createdAt == Timestamp("2026-04-03T09:15:00Z"))
    }

    @Test func theColumnProvesTheDateOrder() throws {
        try folder.write(
            "tickets.csv", "Ticket #,Summary,Date Entered,Status\n1,a,03/04/2026,New\n2,b,25/04/2026,New\n")
        _ = try run()
        #expect(shelf.tickets.first?.createdAt == Timestamp("2026-04-03"))
    }

    @Test func companiesOfAnotherSystemKeepTheirId() throws {
        try folder.write(
            "organizations.csv", "id,name,short_name,created_at\n618,Acme Dental Group,adgrp,2021-01-01\n700,Nova,nv,\n"
        )
        try folder.write(
            "configurations.csv",
            "id,name,organization,serial_number,operating_system\n"
                + "1,PC-1,adgrp,S,Windows\n")
        _ = try run()
        #expect(shelf.clients.map(\.id) == ["acme", "700"])
        #expect(shelf.clients.first?.aliases == ["ADG", "618", "adgrp"])
        #expect(shelf.devices.map(\.clientID) == ["acme"])
    }

    @Test func itPortalTablesNumberTheirOwnRows() throws {
        try folder.write(
            "KBs.csv", "KBID,KBName,Company,ClientID,KB\n601,VPN,Bolt Legal LLP,,<p>x</p>\n602,All,,0,<p>y</p>\n")
        try folder.write("Documents.csv", "DocumentID,DocName,Company,Doc\n601,Plan,Bolt Legal LLP,<p>x</p>\n")
        let report = try run()
        #expect(shelf.documents.map(\.id) == ["documentid-601", "kbid-601"])
        #expect(report.quarantined.map(\.place) == ["KBs.csv line 3"])
        var options = ImportOptions()
        options.sharedNames = ["0"]
        _ = try run(options: options)
        #expect(shelf.documents.last?.id == "kbid-602")
        #expect(shelf.documents.last?.clientID == nil)
    }

    @Test func itGlueDocumentsAreJoinedWithTheirFiles() throws {
        try folder.write(
            "documents.csv",
            "id,organization,name,locator,folder,archived,created_at,updated_at\n"
                + "73,Bolt Legal LLP,Client VPN: how,DOC-44-17,Network,No,2024-11-02,2026-03-18\n"
                + "74,Bolt Legal LLP,Lost,DOC-44-18,Network,No,2024-11-02,2026-03-18\n")
        try folder.write("Documents/Network/DOC-44-17 Client VPN_ how/Client VPN_ how.html", "<p>Do it</p>")
        let report = try run()
        #expect(shelf.documents.map(\.title) == ["Client VPN: how"])
        #expect(shelf.documents.first?.clientID == "bolt")
        #expect(shelf.documents.first?.body == "<p>Do it</p>")
        #expect(report.warnings.contains { $0.contains("DOC-44-18") })
    }

    @Test func passwordFilesAreNotOpened() throws {
        try folder.write("passwords.csv", "id,password\n1,hunter2\n")
        let report = try run()
        #expect(report.refused.map(\.what) == ["passwords.csv"])
        #expect(try run(["passwords.csv"]).refused.count == 1)
    }

    @Test func mailAndMailboxes() throws {
        let mail =
            "From: jo@bolt.example\nSubject: x\nMessage-ID: <1@x>\nDate: Mon, 14 Sep 2026 15:05:00 +0200\n\nbody\n"
        try folder.write("a.eml", mail)
        try folder.write(
            "b.mbox", "From jo Mon Sep 14 15:05:00 2026\n" + mail.replacingOccurrences(of: "<1@", with: "<2@"))
        try folder.write("bad.mbox", "garbage")
        try folder.write("bad.eml", "garbage")
        let report = try run()
        #expect(shelf.tickets.count == 2)
        #expect(Set(shelf.tickets.map(\.id)).count == 2)
        #expect(shelf.tickets.allSatisfy { $0.clientID == nil })
        #expect(report.failures.map(\.what) == ["bad.eml", "bad.mbox"])
    }

    @Test func theCallerMayNameTheOwner() throws {
        try folder.write("loose.md", "x")
        var options = ImportOptions()
        options.owner = .client("bolt")
        #expect(try run(options: options).quarantined.isEmpty)
        #expect(shelf.documents.map(\.clientID) == ["bolt"])
        options.owner = .client("Bolt Legal")
        _ = try run(options: options)
        #expect(shelf.documents.map(\.clientID) == ["bolt", "bolt"])
        options.owner = .client("nobody")
        #expect(throws: Problem.self) { try run(options: options) }
    }

    @Test func batchesAreFilledAndSinkErrorsEndTheImport() throws {
        let lines = (0..<1200).map { #"{"id":"\#($0)","subject":"s","created_at":"2026-01-01"}"# }
        try folder.write("tickets.jsonl", lines.joined(separator: "\n"))
        let plan = try ImportPlan(paths: [folder.path])
        var sizes: [Int] = []
        var last: ImportProgress?
        let report = try Importer(cleaner: cleaner).run(
            plan, progress: { last = $0 },
            sink: { batch in
                sizes.append(batch.count)
                return shelf.write(batch)
            })
        #expect(sizes == [500, 500, 200])
        #expect(report.counts["tickets"]?.inserted == 1200)
        #expect(last?.bytesDone == last?.bytesTotal)
        #expect(last?.records == 1200)
        let problem = #expect(throws: Problem.self) {
            try Importer(cleaner: cleaner).run(plan) { _ in throw Problem("the store is closed") }
        }
        #expect(problem?.what == "the store is closed")
    }

    @Test func emptyFilesAndMissingPaths() throws {
        for name in ["tickets.jsonl", "x.jsonl", "x.csv", "x.md", "x.eml", "x.mbox", "x.docx"] {
            try folder.write(name, "")
        }
        let report = try run()
        #expect(shelf.order.isEmpty)
        #expect(report.failures.map(\.what) == ["x.docx", "x.eml"])
        #expect(throws: Problem.self) { try run(["nowhere"]) }
    }
}

@Suite struct ClientMatcherTests {
    private let matcher = ClientMatcher([
        Client(id: "1", name: "Müller & Söhne GmbH", aliases: ["MS"]),
        Client(id: "2", name: "O'Brien Co", aliases: ["OB"]),
        Client(id: "3", name: "Twin", aliases: ["same"]), Client(id: "4", name: "Other", aliases: ["Same"]),
    ])

    @Test(arguments: [
        ("1", "1"), ("müller & söhne", "1"), ("Muller-Sohne", "1"), ("Mu\u{308}ller & So\u{308}hne GMBH", "1"),
        ("ms", "1"), ("OBrien", "2"), ("O’Brien Co", "2"), ("same", "?"), ("", "-"), ("Mül", "-"), ("..", "-"),
    ])
    func matches(_ text: String, _ expected: String) {
        let told =
            switch matcher.match(text) {
            case .client(let id): id.rawValue
            case .none: "-"
            case .ambiguous: "?"
            }
        #expect(told == expected)
    }
}
