import Domain
import Foundation
import Testing

@testable import Connectors

@Suite struct CSVReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func rows(_ bytes: [UInt8], limit: Int = 1 << 20) throws -> [String] {
        var reader = try CSVReader(path: try folder.write("x.csv", bytes), fieldLimit: limit)
        var rows: [String] = []
        while let item = try reader.next() {
            switch item {
            case .row(let row): rows.append("\(row.line) " + row.fields.joined(separator: "|"))
            case .failure(let failure): rows.append("\(failure.line) ! \(failure.problem.what)")
            }
        }
        return rows
    }

    @Test(arguments: [
        ("", []), ("a,b\n1,2", ["1 a|b", "2 1|2"]), ("a;b\r\n1;2,5\r\n", ["1 a|b", "2 1|2,5"]),
        ("a\tb\n1\t2\n", ["1 a|b", "2 1|2"]), ("sep=;\na;b\n", ["2 a|b"]),
        ("a,b\n\"x\ny\",\"say \"\"hi\"\"\"\nz,\n", ["1 a|b", "2 x\ny|say \"hi\"", "4 z|"]),
        ("a,b\n\n,\n1,2", ["1 a|b", "4 1|2"]), ("a,b\n5\" disk,x\n", ["1 a|b", "2 5\" disk|x"]),
        ("a,b\r1,2\r", ["1 a|b", "2 1|2"]), ("\u{FEFF}a,b\n", ["1 a|b"]), ("a,b\nx\0y,2", ["1 a|b", "2 xy|2"]),
        ("a,b\n\"x\"y,2", ["1 a|b", "2 xy|2"]), ("a,b\n\"\",2", ["1 a|b", "2 |2"]),
        ("a,b\n1,2\n\"open,3\n4,5\n", ["1 a|b", "2 1|2", "3 ! a quotation mark is opened and never closed"]),
    ])
    func reads(_ text: String, _ expected: [String]) throws {
        #expect(try rows(Array(text.utf8)) == expected)
    }

    @Test func readsSpreadsheetEncodings() throws {
        let text = "Kunde;Gerät\nMüller „AG“;Zürich 😀\n"
        let expected = ["1 Kunde|Gerät", "2 Müller „AG“|Zürich 😀"]
        let units = Array(text.utf16)
        let little: [UInt8] =
            [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
        #expect(try rows(little) == expected)
        #expect(try rows(big) == expected)
        #expect(try rows(Array(text.utf8)) == expected)
        #expect(try rows([0x61, 0x3B, 0x80, 0x20, 0xFC, 0x0A]) == ["1 a|€ ü"])
    }

    @Test func anEnormousFieldIsReportedAndPassedOver() throws {
        let text = "a,b\n" + String(repeating: "x", count: 5000) + ",1\n2,3\n"
        #expect(try rows(Array(text.utf8), limit: 100) == ["1 a|b", "2 ! the row is too large", "3 2|3"])
    }

    @Test func maskedColumnsAreNotHeld() throws {
        var reader = try CSVReader(path: try folder.write("x.csv", "a,b,c\n1,\"se\ncret\",3\n"))
        _ = try reader.next()
        reader.masked = [1]
        guard case .row(let row) = try reader.next() else {
            Issue.record("no row")
            return
        }
        #expect(row.fields == ["1", "", "3"])
    }

    @Test func writingAndReadingAgainChangesNothing() throws {
        var random = SystemRandomNumberGenerator()
        let pieces = ["a", ",", "\"", "\n", "\r\n", "ü", ";", "'", "=1"]
        for _ in 0..<200 {
            let fields = (0..<3).map { _ in
                "x" + (0..<4).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "x"
            }
            let line = fields.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
            var reader = try CSVReader(
                path: try folder.write("r.csv", line.joined(separator: ",") + "\r\n"),
                dialect: CSVDialect(delimiter: 44))
            guard case .row(let row) = try reader.next() else {
                Issue.record("no row")
                return
            }
            #expect(row.fields == fields)
        }
    }
}

@Suite struct CSVMappingTests {
    @Test(arguments: [
        ("Password", true), ("local_pwd", true), ("otp_secret", true), ("2fasecret", true), ("WiFi PSK", true),
        ("API Token", true), ("PIN", true), ("Door pin", true), ("License Key", true), ("doorPin", true),
        ("Shipping", false), ("Keyboard", false), ("Pinned", false), ("Notes", false),
    ])
    func secretColumnsAreDenied(_ header: String, _ isDenied: Bool) {
        #expect(CSVColumnRules.isDenied(column: header) == isDenied)
    }

    @Test(arguments: [
        ("Client;Hostname;Type;OS;IP;Make;Model;Serial;Notes", "x.csv", ImportKind.devices),
        ("ClientID;Company;Abbreviation;Status;WebSite", "Companies.csv", .clients),
        (
            "id;name;organization_type;organization_status;short_name;description;alert;quick_notes;created_at;updated_at",
            "organizations.csv", .clients
        ),
        ("id;organization;name;locator;folder;archived;created_at;updated_at", "documents.csv", .documents),
        ("KBID;KBName;Company;ClientID;Description;Category;SubCategory;KB;ModifiedDate", "KBs.csv", .documents),
        (
            "Ticket #;Company;Summary Description;Date Entered;Status;Priority;Service Board;Contact", "export.csv",
            .tickets
        ),
        ("Ticket Number;Account;Title;Description;Create Date;Status;Queue", "export.csv", .tickets),
        ("First Name;Last Name;Email Address;Company;Direct Phone", "export.csv", .contacts),
        (
            "Device Hostname;Site;Operating System;IP Address;Last User;Serial Number;Device Type", "Devices.csv",
            .devices
        ),
        ("System Name;Organization;Device Role;OS Name;Last Login;Serial Number", "ninja.csv", .devices),
    ])
    func recognisesExports(_ header: String, _ name: String, _ kind: ImportKind) throws {
        let fields = header.split(separator: ";").map(String.init)
        #expect(try CSVMapping(header: fields, fileName: name)?.kind == kind)
    }

    @Test func unknownColumnsAreNoKind() throws {
        #expect(try CSVMapping(header: ["Colour", "Size"], fileName: "x.csv") == nil)
    }

    @Test func explicitColumnsWin() throws {
        let header = ["Kunde", "Rechner", "Serial", "Passwort"]
        let mapping = try #require(
            try CSVMapping(
                header: header, fileName: "x.csv", explicit: ["client_id": "Kunde", "hostname": "rechner"]))
        #expect(mapping.kind == .devices)
        #expect(mapping.columns["hostname"] == 1)
        #expect(mapping.deniedHeaders == ["Passwort"])
        #expect(throws: Problem.self) { try CSVMapping(header: header, fileName: "x", explicit: ["notes": "Nope"]) }
        #expect(throws: Problem.self) { try CSVMapping(header: header, fileName: "x", explicit: ["notes": "Passwort"]) }
    }
}

@Suite struct ExportDateTests {
    @Test(
        arguments: [
            ("2026-09-14", nil, "2026-09-14T00:00:00Z"), ("9/14/2026 1:05 PM", nil, "2026-09-14T13:05:00Z"),
            ("14/09/2026 13:05:09", nil, "2026-09-14T13:05:09Z"), ("14.09.2026", nil, "2026-09-14T00:00:00Z"),
            ("4.9.26", nil, "2026-09-04T00:00:00Z"), ("03/04/2026", nil, "ambiguous"),
            ("03/04/2026", .dayFirst, "2026-04-03T00:00:00Z"), ("03/04/2026", .monthFirst, "2026-03-04T00:00:00Z"),
            ("03/03/2026", nil, "2026-03-03T00:00:00Z"), ("14-Sep-2026 08:00", nil, "2026-09-14T08:00:00Z"),
            ("Sep 14, 2026 12:00 AM", nil, "2026-09-14T00:00:00Z"), ("2026/09/14", nil, "2026-09-14T00:00:00Z"),
            ("31/02/2026", nil, "unreadable"), ("13/13/2026", nil, "unreadable"), ("soon", nil, "unreadable"),
            ("9/14/2026 13:05 PM", nil, "unreadable"), ("", nil, "unreadable"), ("1/2", nil, "unreadable"),
            ("9/14/2026 25:00", nil, "unreadable"),
        ] as [(String, DateOrder?, String)])
    func reads(_ text: String, _ order: DateOrder?, _ expected: String) {
        let told: String =
            switch ExportDate.read(text, order: order) {
            case .date(let value): value.description
            case .ambiguous: "ambiguous"
            case .unreadable: "unreadable"
            }
        #expect(told == expected)
    }
}
