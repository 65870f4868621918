import Domain
import Glibc

/// What is known of each device in words: kind, model, place and the readable parts of its name, weighted by how few
/// of the client's devices share them.
struct DeviceDescriptions: Sendable {
    struct Match {
        var device: Int
        var kind: String
        var value: String
        var place: String
        var weight: Double
    }

    /// The vocabulary's kind per device.
    let kinds: [String?]
    private let devices: [Device]
    /// Words of name, model, site and notes → devices that have them.
    private var words: [String: [Int]] = [:]
    private var sites: [(words: [String], name: String)] = []
    private var kindCounts: [String: Int] = [:]

    init(_ devices: [Device]) {
        self.devices = devices
        kinds = devices.map { DeviceVocabulary.kind(of: $0.kind, hostname: $0.hostname) }
        for kind in kinds { if let kind { kindCounts[kind, default: 0] += 1 } }
        for (index, device) in devices.enumerated() {
            let texts = [device.model, device.manufacturer, device.notes].compactMap { $0 }
            var own = Set(texts.flatMap(Self.tokens))
            own.formUnion(HostNameParts.of(device.hostname).filter { $0.count >= 4 })
            own.subtract(Set((device.site ?? "").lowercased().split(separator: " ").map(String.init)))
            for word in own where DeviceVocabulary.kinds[word] == nil { words[word, default: []].append(index) }
        }
        for site in Set(devices.compactMap(\.site)).sorted() {
            sites.append((Self.tokens(site), site))
        }
    }

    /// The kinds of device the ticket speaks of.
    func kindsNamed(in ticket: CleanTicket) -> Set<String> {
        Set(Self.tokens(ticket.subject + "\n" + ticket.text).compactMap { DeviceVocabulary.kinds[$0] })
    }

    func matches(_ ticket: CleanTicket) -> [Match] {
        let subject = Set(Self.tokens(ticket.subject))
        let text = subject.union(Self.tokens(ticket.text))
        let named = Set(text.compactMap { DeviceVocabulary.kinds[$0] })
        let place = { (word: String) in subject.contains(word) ? "subject" : "text" }
        var matches: [Match] = []
        var wordWeights = [Double](repeating: 0, count: devices.count)
        var wordValues = [[String]](repeating: [], count: devices.count)
        for word in text.sorted() {
            guard let holders = words[word], holders.count * 3 <= max(devices.count, 3) || holders.count == 1
            else { continue }
            let rarity = 1 - log(Double(holders.count) + 0.5) / log(Double(devices.count) + 2)
            for device in holders {
                wordWeights[device] = 1 - (1 - wordWeights[device]) * (1 - DeviceMatcher.Weight.words * rarity)
                wordValues[device].append(word)
            }
        }
        let siteNames = sites.filter { site in
            let distinctive = site.words.filter { !Self.siteNoise.contains($0) }
            return !distinctive.isEmpty && distinctive.allSatisfy(text.contains)
        }.map(\.name)
        for (index, device) in devices.enumerated() {
            let kindAgrees = kinds[index].map(named.contains) ?? false
            if wordWeights[index] > 0 {
                // A model or a place word alone (“front”) is thin; together with the kind (“front printer”) it tells.
                let factor = kindAgrees ? 1.0 : 0.5
                matches.append(
                    Match(
                        device: index, kind: "words", value: wordValues[index].joined(separator: " "),
                        place: wordValues[index].first.map(place) ?? "text", weight: wordWeights[index] * factor))
            }
            if kindAgrees, let kind = kinds[index] {
                let isPersonal = DeviceVocabulary.personal.contains(kind)
                let weight =
                    kindCounts[kind] == 1 && !isPersonal
                    ? DeviceMatcher.Weight.onlyOneOfKind : DeviceMatcher.Weight.kindAgrees * (isPersonal ? 0.4 : 1)
                matches.append(Match(device: index, kind: "kind", value: kind, place: "text", weight: weight))
                if let site = device.site, siteNames.contains(site) {
                    matches.append(
                        Match(
                            device: index, kind: "site", value: site, place: "text", weight: DeviceMatcher.Weight.site))
                }
            }
        }
        return matches
    }

    private static let siteNoise: Set<String> = [
        "office", "site", "main", "hq", "clinic", "street", "remote", "staff", "the", "building", "branch",
    ]

    /// Lower-case words of letters and digits, at least two characters long.
    static func tokens(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 1 }.map(String.init)
    }
}
