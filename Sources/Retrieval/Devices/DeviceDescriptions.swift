import Domain
import Glibc
import Normalization

/// What is known of each device in words: kind, maker, model, place, software and the readable parts of its name,
/// weighted by how few of the client's devices share them.
struct DeviceDescriptions: Sendable {
    struct Match {
        var device: Int
        var kind: String
        var value: String
        var place: String
        var weight: Double
    }

    /// The vocabulary's kinds per device.
    let kinds: [Set<String>]
    private let devices: [Device]
    /// Words of name, maker, model, site, notes and software → devices that have them.
    private var words: [String: [Int]] = [:]
    private var sites: [(words: [String], name: String)] = []

    init(_ devices: [Device]) {
        self.devices = devices
        kinds = devices.map { device in
            DeviceVocabulary.kinds(of: device.kind, maker: device.manufacturer, hostname: device.hostname)
        }
        let siteWords = Set(devices.compactMap(\.site).flatMap(DeviceWords.tokens))
        // The part that all host names begin with is the client's, not a device's.
        let prefixes = Set(devices.compactMap { HostNameParts.of($0.hostname).first })
        for (index, device) in devices.enumerated() {
            let texts = [device.model, device.manufacturer, device.notes].compactMap { $0 } + device.software
            var own = Set(texts.flatMap(DeviceWords.tokens))
            own.formUnion(HostNameParts.of(device.hostname).filter { $0.count >= 4 })
            own.formUnion(HostNameParts.numbered(device.hostname))
            own.subtract(siteWords)
            own.subtract(prefixes)
            for word in own where DeviceVocabulary.kind(word) == nil && !DeviceWords.ordinary.contains(word) {
                words[word, default: []].append(index)
            }
        }
        for site in Set(devices.compactMap(\.site)).sorted() {
            let distinctive = DeviceWords.tokens(site).filter { !DeviceWords.siteNoise.contains($0) }
            if !distinctive.isEmpty { sites.append((distinctive, site)) }
        }
    }

    /// The kinds of device the ticket speaks of.
    func kindsNamed(in ticket: CleanTicket, translation: String) -> Set<String> {
        Set(
            DeviceWords.tokens(ticket.subject + "\n" + ticket.text + "\n" + translation).compactMap(
                DeviceVocabulary.kind))
    }

    /// - Parameters:
    ///   - translation: English words for what a ticket in another language says.
    ///   - runbookTitle: the best document's title; it says the matter in the words of the client's records.
    func matches(_ ticket: CleanTicket, translation: String, runbookTitle: String) -> [Match] {
        let subject = Set(DeviceWords.tokens(ticket.subject))
        let text = subject.union(DeviceWords.tokens(String(ticket.text.prefix(6_000)) + "\n" + translation))
        let named = Set(text.compactMap(DeviceVocabulary.kind))
        let implied = text.reduce(into: Set<String>()) { $0.formUnion(DeviceVocabulary.impliedKinds($1)) }
        let siteNames = sites.filter { $0.words.allSatisfy(text.contains) }.map(\.name)
        var matches: [Match] = []
        let title = Set(DeviceWords.tokens(runbookTitle))
        for (index, found) in sharedWords(text, subject: subject, title: title).enumerated() {
            let device = devices[index]
            let agreeing = kinds[index].intersection(named)
            let impliedOnly = agreeing.isEmpty ? kinds[index].intersection(implied) : []
            let isAtSite = device.site.map(siteNames.contains) ?? false
            if found.weight > 0 {
                // A place or product word alone (“front”) is thin; together with the kind (“front printer”) it tells.
                let lone = found.words.count == 1 ? 0.75 : found.words.count == 2 ? 0.85 : 0.95
                let factor = agreeing.isEmpty && impliedOnly.isEmpty ? lone : 1
                matches.append(
                    Match(
                        device: index, kind: "words", value: found.words.joined(separator: " "),
                        place: found.words.contains(where: subject.contains) ? "subject" : "text",
                        weight: found.weight * factor))
            }
            guard let kind = agreeing.union(impliedOnly).sorted().first else { continue }
            let weight = kindWeight(
                kind, isImplied: agreeing.isEmpty, site: isAtSite ? device.site : nil, anySite: !siteNames.isEmpty)
            matches.append(Match(device: index, kind: "kind", value: kind, place: "text", weight: weight))
            if isAtSite, let site = device.site {
                matches.append(
                    Match(device: index, kind: "site", value: site, place: "text", weight: DeviceMatcher.Weight.site))
            }
        }
        return matches
    }

    /// How much the mere kind tells: most where there is only one such device, at the client or at the named site.
    private func kindWeight(_ kind: String, isImplied: Bool, site: String?, anySite: Bool) -> Double {
        let isPersonal = DeviceVocabulary.personal.contains(kind)
        if isPersonal { return DeviceMatcher.Weight.kindAgrees * 0.4 }
        let peers = devices.indices.count { index in
            kinds[index].contains(kind) && (site == nil || devices[index].site == site)
        }
        // A named site where this device does not stand speaks against it.
        if anySite, site == nil { return DeviceMatcher.Weight.kindAgrees * 0.3 }
        let only = isImplied ? DeviceMatcher.Weight.kindAgrees : DeviceMatcher.Weight.onlyOneOfKind
        return peers == 1 ? only : DeviceMatcher.Weight.kindAgrees * (isImplied ? 0.5 : 1)
    }

    /// Per device, the words it shares with the ticket and how much they tell together.
    private func sharedWords(_ text: Set<String>, subject: Set<String>, title: Set<String>) -> [(
        weight: Double, words: [String]
    )] {
        var result = [(weight: Double, words: [String])](repeating: (0, []), count: devices.count)
        for word in text.sorted() {
            guard let holders = words[word], holders.count * 4 <= max(devices.count, 8) else { continue }
            let rarity = 1 - log(Double(holders.count) + 0.5) / log(Double(devices.count) + 3)
            // In the subject a word says what the ticket is about; in the runbook's title too, it is the matter itself.
            let emphasis = (subject.contains(word) ? 1.25 : 1) * (title.contains(word) ? 1.3 : 1)
            for device in holders {
                let weight = min(0.75, DeviceMatcher.Weight.words * rarity * emphasis)
                result[device].weight = 1 - (1 - result[device].weight) * (1 - weight)
                result[device].words.append(word)
            }
        }
        return result
    }
}

/// Words as device descriptions and tickets are compared by.
enum DeviceWords {
    /// Lower-case words of letters and digits, at least two characters long; ordinals as numbers (`first` = `1st`); a
    /// word with the number behind it as one more (`desk 2`, `desk two` = `desk2`); hyphenated words also joined
    /// (`x-ray` = `xray`).
    static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var previous = ""
        for chunk in splitter.words(in: text) {
            let parts = chunk.split(separator: "-")
            if parts.count > 1, chunk.count <= 24 { tokens.append(parts.joined()) }
            for part in parts {
                let word = String(part)
                if let number = numbers[word] ?? (word.count <= 2 && word.allSatisfy(\.isNumber) ? word : nil) {
                    if previous.count > 1 { tokens.append(previous + number) }
                    previous = ""
                    continue
                }
                if word.count > 1 { tokens.append(ordinals[word] ?? singular(word)) }
                previous = word
            }
        }
        return tokens
    }

    /// Without the plural's s: “cans” and “can” are one word.
    private static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
            !word.hasSuffix("is")
        else { return word }
        return String(word.dropLast())
    }

    private static let splitter = WordSplitter(signs: "-")

    private static let numbers = [
        "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eins": "1", "zwei": "2",
        "drei": "3",
        "uno": "1", "dos": "2", "tres": "3",
    ]

    private static let ordinals = [
        "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "ersten": "1st", "zweiten": "2nd",
        "primera": "1st", "segunda": "2nd", "premier": "1st",
    ]

    static let siteNoise: Set<String> = [
        "office", "site", "main", "hq", "clinic", "street", "remote", "staff", "the", "building", "branch", "plant",
        "headquarters", "st", "road", "house", "surgery", "depot",
    ]

    /// Words that stand in notes and model names and say nothing about which device is meant.
    static let ordinary: Set<String> = Set(
        """
        about app after all also an and any are as at be been before but by can cannot do does each for from get had has \
        have if in into is it its just like may me more most my need new no not now of off on one only or other our out \
        over per same so some still than that the their them then there this to two until up use used user users very \
        was we were when where which while who will with work working works would you your yes day days week month \
        year old last next shared share see do don time times back down open closed call called ask asked please thanks \
        inc llc ltd corp gmbh pro professional enterprise standard edition home window windows microsoft office 365 server \
        version series plus gen dell hp hewlett packard lenovo apple intel elite book latitude optiplex precision \
        thinkpad macbook surface ram gb tb ssd nvme port ports poe gigabit system service monitor level primary \
        secondary backup internal external department team room floor desk since set bit client clients agent
        """.split(whereSeparator: \.isWhitespace).map(String.init)
            + StemmingLanguage.allCases.flatMap { StopWords.words(for: $0).map(String.init) } + dutchStopWords)

    private static let dutchStopWords = [
        "de", "het", "een", "en", "van", "in", "op", "is", "dat", "die", "niet", "met", "voor", "aan", "ik", "je", "we",
        "wij", "er", "bij", "naar", "ook", "maar", "als", "dit", "zijn", "heeft", "hebben", "kan", "nog", "wel", "geen",
    ]
}
