import Domain
import Grounding
import Retrieval

/// Builds fingerprints of new and of stored tickets alike.
enum IncidentFingerprints {
    /// Evidence that names a machine, as against evidence that guesses it.
    private static let naming: Set<String> = ["linked", "hostname", "serial", "mac", "ip"]
    private static let codeKinds: Set<Entity.Kind> = [.errorCode, .eventID, .kbNumber]

    static func make(
        ticket: Ticket, clean: CleanTicket, devices: [DeviceMatch], runbook: String?, category: String,
        isAutomatic: Bool, statistics: TermStatistics
    ) -> IncidentFingerprint {
        let text = clean.subject + "\n" + String(clean.text.prefix(6_000))
        let vectors = statistics.vectors(of: [text, clean.subject, wordedErrors(text)])
        let named = devices.filter { match in
            match.evidence.contains { naming.contains($0.kind) && $0.place != "removed" }
        }
        return IncidentFingerprint(
            ticket: ticket.id, client: ticket.clientID, createdAt: ticket.createdAt,
            requester: (ticket.requester.email ?? ticket.requester.name)?.lowercased(),
            namedThings: Set(named.map(\.id.rawValue)), likelyThings: devices.prefix(2).map(\.id.rawValue),
            codes: Set(clean.entities.filter { codeKinds.contains($0.kind) }.map { $0.value.lowercased() }),
            volumes: volumes(in: text), runbook: runbook, category: category,
            error: vectors[2], vector: vectors[0],
            subject: vectors[1], isAutomatic: isAutomatic)
    }

    /// Quotations of several words and lines with the words in which programs fail.
    private static func wordedErrors(_ text: String) -> String {
        var found: [Substring] = []
        if text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == 0xE2 || $0 == 0xC2 }) {
            found += text.split(omittingEmptySubsequences: false, whereSeparator: { "\"“”„«»".contains($0) })
                .enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
                .filter { $0.utf8.count <= 160 && $0.split(separator: " ").count >= 3 }
        }
        // Few tickets hold one of these words, and the lines of the others need not be looked at.
        let lowered = text.lowercased()
        if failureWords.contains(where: { lowered.hasBytes($0) }) {
            found += text.split(separator: "\n").filter { line in
                let line = line.lowercased()
                return failureWords.contains { line.hasBytes($0) }
            }
        }
        return found.joined(separator: "\n")
    }

    private static let failureWords = [
        "login failed", "logon failed", "cannot obtain", "could not ", "unable to", "access denied", "exception",
        "error:", "error 0x",
    ]

    /// Drive letters (`C:`) that stand alone or begin a path.
    private static func volumes(in text: String) -> Set<String> {
        var found = Set<String>()
        let bytes = Array(text.utf8)
        for index in bytes.indices.dropLast() where bytes[index + 1] == UInt8(ascii: ":") {
            let letter = bytes[index]
            let before = index > 0 ? bytes[index - 1] : UInt8(ascii: " ")
            let after = index + 2 < bytes.count ? bytes[index + 2] : UInt8(ascii: " ")
            guard letter >= 65, letter <= 90, !isWord(before), !isWord(after), after != UInt8(ascii: "/") else {
                continue
            }
            found.insert(String(UnicodeScalar(letter)))
        }
        return found
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 128
    }
}
