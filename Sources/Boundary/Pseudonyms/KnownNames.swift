internal import Domain

/// What the scope's records name, with the ways in which tickets write it.
struct KnownNames: Sendable {
    struct Name: Sendable {
        var thing: PlaceholderTable.Thing
        /// Everyday words count as a name only when they begin with a capital.
        var needsCapital = false
    }

    private(set) var names: [Name] = []
    private var patterns: [[UInt8]] = []
    private var seen: Set<[UInt8]> = []
    private let fold: CaseFold
    private(set) var automaton = AhoCorasick([])

    init(client: Client?, contacts: [Contact], devices: [Device], fold: CaseFold) {
        self.fold = fold
        for contact in contacts { add(contact) }
        for device in devices { add(device) }
        if let client { add(client) }
        automaton = AhoCorasick(patterns)
        patterns = []
        seen = []
    }

    /// The first to claim a spelling has it: whole names before parts of names.
    private mutating func add(
        _ text: String, _ kind: String, key: String, atLeast shortest: Int = 3, needsCapital: Bool = false
    ) {
        let text = text.trimmingWhitespace()
        guard text.unicodeScalars.count >= shortest else { return }
        for form in Spelling.forms(of: text) {
            let pattern = fold.bytes(form)
            guard seen.insert(pattern).inserted else { continue }
            patterns.append(pattern)
            names.append(Name(thing: .init(kind: kind, key: Array(key.utf8)), needsCapital: needsCapital))
        }
    }

    private mutating func add(_ contact: Contact) {
        let key = "contact \(contact.id)"
        for email in contact.emails {
            add(email, "EMAIL", key: email.lowercased(), atLeast: 5)
            if let local = email.split(separator: "@").first, local.contains(where: { ".0123456789".contains($0) }) {
                add(String(local), "USER", key: local.lowercased(), atLeast: 4)
            }
        }
        for phone in contact.phones {
            add(phone, "PHONE", key: String(phone.filter(\.isNumber)), atLeast: 6)
        }
        person(contact.name, key: key)
    }

    private mutating func person(_ name: String, key: String) {
        add(name, "PERSON", key: key)
        let parts = name.split { $0.isWhitespace || $0 == "," }.map(String.init)
        guard parts.count > 1 else { return }
        for part in parts {
            let everyday = OrdinaryWords.isAlsoAName(part) || OrdinaryWords.contains(part)
            add(part, "PERSON", key: key, needsCapital: everyday)
        }
    }

    private mutating func add(_ device: Device) {
        if !OrdinaryWords.contains(device.hostname) { add(device.hostname, "HOST", key: "device \(device.id)") }
        if let label = device.hostname.split(separator: ".").first, !OrdinaryWords.contains(String(label)) {
            add(String(label), "HOST", key: "device \(device.id)")
        }
        if let serial = device.serial, serial.contains(where: \.isNumber) {
            add(serial, "SERIAL", key: serial.lowercased(), atLeast: 4)
        }
        for address in device.ipAddresses { add(address, "IP", key: address.lowercased()) }
        for address in device.macAddresses {
            let key = address.lowercased().filter(\.isHexDigit)
            for separator in [":", "-"] { add(Self.mac(key, separator) ?? address, "MAC", key: key, atLeast: 6) }
        }
        if let user = device.lastUser { add(user: user) }
        if let site = device.site, !OrdinaryWords.contains(site) { add(site, "SITE", key: site.lowercased()) }
    }

    /// `DOMAIN\user`, a mail address or a person's name.
    private mutating func add(user: String) {
        if let slash = user.lastIndex(where: { $0 == "\\" || $0 == "/" }) {
            add(user, "USER", key: user.lowercased())
            let account = String(user[user.index(after: slash)...])
            if !OrdinaryWords.contains(account) { add(account, "USER", key: account.lowercased()) }
        } else if user.contains("@") {
            add(user, "EMAIL", key: user.lowercased())
        } else if user.contains(" ") {
            person(user, key: "user \(user)")
        } else if !OrdinaryWords.contains(user) {
            add(user, "USER", key: user.lowercased(), needsCapital: OrdinaryWords.isAlsoAName(user))
        }
    }

    private mutating func add(_ client: Client) {
        let key = "client \(client.id)"
        add(client.name, "COMPANY", key: key)
        let words = client.name.split(whereSeparator: \.isWhitespace).map(String.init)
        let core = words.filter { !OrdinaryWords.isLegalForm($0) }
        let everyday = core.count == 1 && core.allSatisfy { OrdinaryWords.contains($0) }
        add(core.joined(separator: " "), "COMPANY", key: key, needsCapital: everyday)
        for alias in client.aliases {
            add(alias, "COMPANY", key: key, needsCapital: OrdinaryWords.contains(alias))
        }
        for domain in client.domains { add(domain, "DOMAIN", key: domain.lowercased(), atLeast: 4) }
    }

    private static func mac(_ digits: String, _ separator: String) -> String? {
        guard digits.utf8.count == 12 else { return nil }
        let bytes = Array(digits)
        return stride(from: 0, to: 12, by: 2).map { String(bytes[$0...($0 + 1)]) }.joined(separator: separator)
    }
}
