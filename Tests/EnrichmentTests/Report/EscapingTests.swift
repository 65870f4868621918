import Domain
import Foundation
import Testing

@testable import Enrichment

/// Data must never become markup, wherever it stands.
@Suite struct EscapingTests {
    static let hostile = [
        "\"><script>alert(1)</script>", "' onmouseover='alert(1)", "</style><style>*{display:none}</style>",
        "<!--", "]]><svg/onload=alert(1)>", "&lt;b&gt; &amp;amp; &#60;", "a\u{0000}b\u{0008}\u{001B}[31m\u{007F}",
        "\u{202E}gpj.exe \u{2066}", "javascript:alert(1)", "</title></article></main>", "`${7*7}` {{7*7}}",
    ]

    /// The samples, each with the paths of its texts that are not one of a closed list of values.
    static let samples: [(json: JSON, paths: [[String]])] = Samples.all.compactMap { sample in
        guard let json = try? JSON(sample.record) else { return nil }
        let paths = texts(of: json).filter { path in
            let changed = json.replacing(path[...], by: .string("free text"))
            return (try? changed.decoded(as: EnrichmentRecord.self)) != nil
        }
        return (json, paths)
    }

    /// The records with every such text replaced.
    private func records(filledWith text: String) throws -> [EnrichmentRecord] {
        try Self.samples.map { sample in
            try sample.paths.reduce(sample.json) { $0.replacing($1[...], by: .string(text)) }
                .decoded(as: EnrichmentRecord.self)
        }
    }

    private static func texts(of value: JSON) -> [[String]] {
        switch value {
        case .object(let object):
            object.sorted { $0.key < $1.key }.flatMap { key, value in texts(of: value).map { [key] + $0 } }
        case .list(let list):
            list.enumerated().flatMap { index, value in texts(of: value).map { [String(index)] + $0 } }
        case .string: [[]]
        case .literal: []
        }
    }

    private func facts(_ text: String) -> TicketFacts {
        let device = Device(
            id: DeviceID(text), clientID: "c", hostname: text, kind: text, manufacturer: text, model: text,
            serial: text, os: text, ipAddresses: [text], macAddresses: [text], lastUser: text, site: text,
            online: true, disks: [.init(name: text, totalBytes: 10, freeBytes: 1), .init(name: text)],
            alerts: [.init(at: Samples.reportTime, severity: text, message: text)], software: [text], notes: text,
            url: text)
        return TicketFacts(
            clientName: text, number: text, requester: .init(name: text, email: text, phone: text),
            createdAt: Samples.reportTime, status: text, priority: text, board: text, agreement: text, url: text,
            devices: [device])
    }

    private func page(_ text: String) throws -> String {
        let samples = try records(filledWith: text).map { (record: $0, facts: facts(text)) }
        return EnrichmentTests.page(
            samples, totals: ReportTotals(failed: 1, problems: [Problem(text, place: text)], notes: [text]), title: text
        )
    }

    @Test(arguments: hostile)
    func structureDoesNotDependOnData(_ text: String) throws {
        // As long, so that the record's offsets fall on the same places, and no language tag either.
        let harmless = String(repeating: "ж", count: text.unicodeScalars.count)
        let found = structure(try page(text))
        let expected = structure(try page(harmless))
        let difference = zip(found, expected).first { $0 != $1 }
        #expect(difference == nil)
        #expect(found.count == expected.count)
    }

    @Test(arguments: hostile)
    func noTextIsLeftUnescaped(_ text: String) throws {
        let page = try page(text)
        for forbidden in ["<script", "alert(1)>", "onmouseover='", "<svg/", "<!--", "</style><style>"] {
            #expect(!page.contains(forbidden))
        }
        #expect(!page.utf8.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F })
        #expect(!values(of: "href", in: page).contains { !$0.hasPrefix("#") })
    }

    @Test func everyTextOfTheRecordIsReplaced() throws {
        #expect(Self.samples.count == Samples.all.count)
        let json = try records(filledWith: "<x>").map { try JSON($0).line }.joined()
        for text in ["northwind", "203.0.113.77", "gpt-4o", "draft@", "llm.example.net", "phishing", "invoice"] {
            #expect(!json.lowercased().contains(text))
        }
    }

    @Test(arguments: [
        ("a<b", "a&lt;b"), ("\"&'>", "&quot;&amp;&#39;&gt;"), ("\u{0000}\u{001F}\u{007F}", "␀␟␡"),
        ("a\r\nb\tc", "a\n\nb\tc"), ("Grüße 漢字", "Grüße 漢字"), ("", ""),
    ])
    func escapes(_ text: String, _ expected: String) {
        var html = HTML()
        html.text(text)
        #expect(String(decoding: html.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        ("https://docs.example.com/a?b=c#d", "docs.example.com"), ("HTTP://[2001:db8::1]:8080/", "[2001:db8::1]:8080"),
        ("https://docs.example.com", "docs.example.com"),
    ])
    func links(_ text: String, _ host: String) {
        #expect(WebAddress(text)?.host == host)
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "https://", "https:///x", "https://portal.example.com@203.0.113.9/",
        "https://exämple.com/", "https://example.com\\@evil.example/", "https://exam ple.com", "//example.com", "",
        "java\nscript:alert(1)", "https://example.com/\u{0000}", "file:///etc/passwd", "ftp://example.com/",
    ])
    func doesNotLink(_ text: String) {
        #expect(WebAddress(text) == nil)
    }
}
