import Domain
import Normalization

/// Finds a client's host names, serial numbers and addresses in a text.
struct DeviceNameTable: Sendable {
    enum Kind: Sendable {
        case hostname, hostnamePart, hostnameFuzzy, serial, mac, ip

        var label: String {
            switch self {
            case .hostname, .hostnamePart, .hostnameFuzzy: "hostname"
            case .serial: "serial"
            case .mac: "mac"
            case .ip: "ip"
            }
        }
    }

    struct Mention {
        var device: Int
        var kind: Kind
        /// As it stands in the text.
        var text: String
        /// UTF-8 offset in the text.
        var position: Int
    }

    private var hostnames: [String: [Int]] = [:]
    private var parts: [String: [Int]] = [:]
    private var serials: [String: [Int]] = [:]
    private var macs: [String: [Int]] = [:]
    private var ips: [String: [Int]] = [:]
    /// Folded host names by length, for look-up with one edit.
    private var byLength: [Int: [(name: [UInt8], device: Int)]] = [:]

    init(_ devices: [Device]) {
        for (index, device) in devices.enumerated() {
            let folded = HostName.fold(device.hostname)
            if folded.utf8.count >= 3 {
                hostnames[folded, default: []].append(index)
                byLength[folded.utf8.count, default: []].append((Array(folded.utf8), index))
            }
            if let suffix = HostNameParts.suffix(device.hostname), suffix.utf8.count >= 4,
                suffix.contains(where: \.isNumber)
            {
                parts[suffix, default: []].append(index)
            }
            if let serial = device.serial?.trimmingWhitespace(), serial.utf8.count >= 5 {
                serials[serial.uppercased(), default: []].append(index)
            }
            for mac in device.macAddresses {
                if let mac = MACAddress.normalize(mac) { macs[mac, default: []].append(index) }
            }
            for ip in device.ipAddresses { ips[ip, default: []].append(index) }
        }
    }

    /// Every mention in order of position.
    func mentions(in text: String) -> [Mention] {
        let chunks = NameChunk.chunks(of: text)
        var found: [Mention] = []
        for (number, chunk) in chunks.enumerated() {
            func add(_ devices: [Int]?, _ kind: Kind, _ text: String) -> Bool {
                guard let devices, devices.count == 1 || kind == .hostname || kind == .ip else { return false }
                for device in devices {
                    found.append(Mention(device: device, kind: kind, text: text, position: chunk.position))
                }
                return true
            }
            if let mac = MACAddress.normalize(chunk.text), add(macs[mac], .mac, chunk.text) { continue }
            if add(ips[chunk.address], .ip, chunk.address) { continue }
            let folded = HostName.fold(chunk.text)
            if add(hostnames[folded], .hostname, chunk.text) { continue }
            if add(serials[chunk.text.uppercased()], .serial, chunk.text) { continue }
            if number + 1 < chunks.count, chunks[number + 1].isAdjacent {
                let both = folded + HostName.fold(chunks[number + 1].text)
                let written = chunk.text + " " + chunks[number + 1].text
                if chunk.text.count >= 2, add(hostnames[both], .hostname, written) { continue }
                if add(parts[both], .hostnamePart, written) { continue }
            }
            if add(parts[folded], .hostnamePart, chunk.text) { continue }
            if let device = fuzzy(folded) { _ = add([device], .hostnameFuzzy, chunk.text) }
        }
        return found
    }

    /// The one device whose name differs in a single letter (missing, extra, other, swapped). Digits must agree: in a
    /// fleet, `OP03` and `OP08` are two machines, not a typing error.
    private func fuzzy(_ name: String) -> Int? {
        let bytes = Array(name.utf8)
        guard bytes.count >= 6, bytes.contains(where: Self.isDigit) else { return nil }
        let digits = bytes.filter(Self.isDigit)
        var match: Int?
        for length in bytes.count - 1...bytes.count + 1 {
            for candidate in byLength[length] ?? []
            where candidate.name.filter(Self.isDigit) == digits && OneEdit.apart(bytes, candidate.name) {
                if let match, match != candidate.device { return nil }
                match = candidate.device
            }
        }
        return match
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}

/// A run of characters of which names and addresses are made.
struct NameChunk {
    var text: String
    var position: Int
    /// Whether only one blank or dash stands between it and the chunk before.
    var isAdjacent: Bool

    /// The part before a port or prefix length: `10.0.0.1:443` is `10.0.0.1`.
    var address: String {
        guard text.contains("."), let end = text.firstIndex(where: { $0 == ":" || $0 == "/" }) else { return text }
        return String(text[..<end])
    }

    static func chunks(of text: String) -> [NameChunk] {
        var chunks: [NameChunk] = []
        var text = text
        text.withUTF8 { bytes in
            var position = 0
            var end = -2
            while position < bytes.count {
                guard isName(bytes[position]) else {
                    position += 1
                    continue
                }
                let start = position
                while position < bytes.count, isName(bytes[position]) { position += 1 }
                var last = position
                while last > start, ".:-_/".utf8.contains(bytes[last - 1]) { last -= 1 }
                if last > start {
                    chunks.append(
                        NameChunk(
                            text: String(decoding: bytes[start..<last], as: UTF8.self), position: start,
                            isAdjacent: start == end + 1))
                }
                end = last
            }
        }
        return chunks
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x3A, 0x5F, 0x80...0xFF: true
        default: false
        }
    }
}

/// Whether two names are one typing error apart: insertion, deletion, substitution or transposition
/// (Damerau, “A technique for computer detection and correction of spelling errors”, 1964).
enum OneEdit {
    static func apart(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        if a.count > b.count { return apart(b, a) }
        guard b.count - a.count <= 1 else { return false }
        var prefix = 0
        while prefix < a.count, a[prefix] == b[prefix] { prefix += 1 }
        var suffix = 0
        while suffix < a.count - prefix, a[a.count - 1 - suffix] == b[b.count - 1 - suffix] { suffix += 1 }
        let restA = a.count - prefix - suffix
        let restB = b.count - prefix - suffix
        if restA <= 1, restB == 1 { return true }
        return restA == 2 && restB == 2 && a[prefix] == b[prefix + 1] && a[prefix + 1] == b[prefix]
    }
}
