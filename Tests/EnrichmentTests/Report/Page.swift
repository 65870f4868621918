import Domain

@testable import Enrichment

/// A whole page as `ReportFile` would join it.
func page(
    _ samples: [(record: EnrichmentRecord, facts: TicketFacts)], totals: ReportTotals = ReportTotals(),
    title: String = "Enrichment report"
) -> String {
    var writer = ReportWriter(title: title, generatedAt: Samples.reportTime)
    let cards = samples.flatMap { writer.append($0.record, facts: $0.facts) }
    return String(decoding: writer.opening(totals) + cards + writer.closing(), as: UTF8.self)
}

/// Every tag of a page, in order, without its angle brackets. Bytes, not characters: `<` and a combining mark after it
/// are one character to Swift and two to a browser.
func tags(_ page: String) -> [String] {
    page.utf8.split(separator: UInt8(ascii: "<")).dropFirst().compactMap { part in
        part.firstIndex(of: UInt8(ascii: ">")).map { String(decoding: part[..<$0], as: UTF8.self) }
    }
}

func values(of attribute: String, in page: String) -> [String] {
    tags(page).flatMap { tag in
        tag.split(separator: " \(attribute)=\"", omittingEmptySubsequences: false).dropFirst()
            .compactMap { $0.split(separator: "\"", omittingEmptySubsequences: false).first.map(String.init) }
    }
}

/// The page's tags with their attribute names and without values: what must not depend on data.
func structure(_ page: String) -> [String] {
    tags(page).map { tag in
        var names: [UInt8] = []
        var quoted = false
        for byte in tag.utf8 {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if !quoted { names.append(byte) }
        }
        return String(decoding: names, as: UTF8.self)
    }
}

/// Text as a browser would show it: tags and visually hidden text gone, references resolved.
func shown(_ html: HTML) -> String {
    var text = ""
    for part in html.bytes.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false) {
        guard let end = part.firstIndex(of: UInt8(ascii: ">")) else {
            text += String(decoding: part, as: UTF8.self)
            continue
        }
        if !part.starts(with: Array("span class=\"vh\"".utf8)) {
            text += String(decoding: part[(end + 1)...], as: UTF8.self)
        }
    }
    for (reference, character) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
        text = text.split(separator: reference, omittingEmptySubsequences: false).joined(separator: character)
    }
    return text
}
