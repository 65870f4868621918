public import Domain

/// A found document with what it matched.
public struct FoundDocument: Sendable {
    public var stored: StoredDocument
    public var hit: Hit

    public init(stored: StoredDocument, hit: Hit) {
        self.stored = stored
        self.hit = hit
    }

    /// A document that was not found by the query: it counts as matching nothing of it.
    public init(unmatched stored: StoredDocument) {
        self.stored = stored
        hit = Hit(
            id: stored.document.id.rawValue, score: 0, coverage: 0, time: stored.document.updatedAt, contributions: [])
    }
}

/// Tells which found documents are out of date, and which newer one of the same owner replaces each.
///
/// Documentation keeps old versions, and quoting one is worse than quoting nothing. Their wording differs too much for
/// text likeness to tell (versions measured on labelled runbooks have a cosine of .1 to .3, as unrelated ones have), so
/// the signs are: the document says so; its title names a bygone year; or a clearly newer one answers the same question,
/// that is, holds most of what the old one matched.
public struct DocumentTwins: Sendable {
    private static let day: Int64 = 86_400

    public init() {}

    /// - Parameter found: the best hits of one query.
    /// - Returns: per outdated document the one to use instead; nil where it only says that it is out of date.
    public func outdated(_ found: [FoundDocument], statistics: TermStatistics) -> [DocumentID: DocumentID?] {
        var result: [DocumentID: DocumentID?] = [:]
        let titles = found.map { Set(statistics.terms(in: $0.stored.document.title)) }
        let saysSo = found.map { Self.saysSo($0.stored) }
        for (index, old) in found.enumerated() {
            if saysSo[index] { result[old.stored.document.id] = .some(nil) }
            guard let updated = old.stored.document.updatedAt else { continue }
            for (other, new) in found.enumerated() where other != index {
                guard new.stored.document.clientID == old.stored.document.clientID,
                    let newer = new.stored.document.updatedAt, !saysSo[other]
                else { continue }
                let age = newer.seconds(since: updated) / Self.day
                guard age >= 180 else { continue }
                let covered = Self.share(of: old.hit, in: new.hit)
                let smaller = min(titles[index].count, titles[other].count)
                let titleShare =
                    smaller == 0 ? 0 : Float(titles[index].intersection(titles[other]).count) / Float(smaller)
                let isOldYear = Self.year(in: old.stored.document.title).map { $0 < Self.year(of: newer) } ?? false
                let soft = Self.namesItselfOld(old.stored.document.title)
                let isOldVersion = age >= 540 && Self.namesVersion(old.stored.document.title)
                let sharesSubject = titles[index].intersection(titles[other]).contains { statistics.isRareInTitles($0) }
                let isReplaced =
                    sharesSubject && (soft || isOldVersion || age >= 540 && covered >= 0.25)
                    || titleShare >= 0.55 && covered >= 0.3 && age >= 300
                    || isOldYear && (covered >= 0.35 || titleShare >= 0.3)
                    || age >= 540 && covered >= 0.75 && new.hit.score >= 0.8 * old.hit.score
                if isReplaced {
                    result[old.stored.document.id] = new.stored.document.id
                    break
                }
            }
        }
        return result
    }

    /// Share of what one hit matched, by weight, that another matched too.
    private static func share(of hit: Hit, in other: Hit) -> Float {
        let terms = Set(other.contributions.map(\.term))
        var all: Float = 0
        var common: Float = 0
        for part in hit.contributions {
            all += part.queryWeight * part.idf
            if terms.contains(part.term) { common += part.queryWeight * part.idf }
        }
        return all > 0 ? common / all : 0
    }

    /// Whether a remark in the title, a tag or the first lines call the document replaced. A word within the title proves
    /// nothing: “Archive mailbox is full” and “Retired laptops: disposal” are runbooks in force.
    private static func saysSo(_ stored: StoredDocument) -> Bool {
        let labels = stored.document.tags + [stored.document.kind].compactMap { $0 }
        if labels.contains(where: { oldTags.contains($0.lowercased()) }) { return true }
        return remarks(in: stored.document.title.lowercased()).contains {
            ByteSearch.holds(String($0), anyOf: headSigns)
        }
            || ByteSearch.holds(stored.text.prefix(400).lowercased(), anyOf: startSigns)
    }

    /// What a title says about itself: text in brackets, before a colon when it is one word, after a dash at the end.
    private static func remarks(in title: String) -> [Substring] {
        var remarks = title.split(whereSeparator: { "()[]".contains($0) }).dropFirst(
            title.first == "(" || title.first == "[" ? 0 : 1
        )
        .map { $0 }
        if let colon = title.firstIndex(of: ":"), !title[..<colon].contains(" ") { remarks.append(title[..<colon]) }
        if let dash = title.lastIndex(where: { "-–—".contains($0) }), dash > title.startIndex,
            title[title.index(before: dash)] == " "
        {
            remarks.append(title[title.index(after: dash)...])
        }
        return remarks
    }

    /// Whether the title gives reason to look for a newer version that the query itself did not find.
    public static func mayBeOld(_ document: Document) -> Bool {
        namesItselfOld(document.title) || year(in: document.title) != nil || namesVersion(document.title)
    }

    /// A product with a number behind it: `CatalogKeeper 8 notes`.
    private static func namesVersion(_ title: String) -> Bool {
        let words = title.split(separator: " ")
        return zip(words, words.dropFirst()).contains { word, next in
            let number = next.trimmingPrefix("v").filter { $0 != ":" && $0 != "," }
            return word.count > 3 && word.first?.isUppercase == true && (1...2).contains(number.count)
                && number.allSatisfy(\.isNumber)
        }
    }

    private static let oldTags: Set<String> = [
        "archive", "archived", "archiv", "obsolete", "deprecated", "superseded", "outdated", "retired", "old",
        "veraltet",
        "obsolète", "obsoleto", "verouderd",
    ]
    private static let headSigns = [
        "superseded", "deprecated", "obsolete", "out of date", "outdated", "do not use", "archiv", "retired",
        "obsolète", "obsoleto", "verouderd", "old", "legacy version", "veraltet",
    ]
    private static let startSigns = [
        "superseded by", "is obsolete", "replaced by", "is out of date", "is outdated", "no longer valid",
        "do not follow this", "kept for reference only", "do not use this",
    ]

    /// Whether the title has a word that old versions are marked with; alone it proves nothing (“old office”).
    private static func namesItselfOld(_ title: String) -> Bool {
        title.lowercased().split { !$0.isLetter }.contains { oldWords.contains(String($0)) }
    }

    private static let oldWords: Set<String> = [
        "old", "former", "previous", "legacy", "alt", "alte", "alter", "ehemals", "oud", "oude", "verouderd", "ancien",
        "ancienne", "périmé", "antiguo", "antigua", "viejo", "vieja", "anterior", "vorige",
    ]

    /// A year from 2000 on that stands in a title.
    private static func year(in title: String) -> Int? {
        title.split { !$0.isNumber }.compactMap { $0.count == 4 ? Int($0) : nil }.filter { (2000...2099).contains($0) }
            .max()
    }

    private static func year(of time: Timestamp) -> Int {
        Int(time.description.prefix(4)) ?? 0
    }
}
