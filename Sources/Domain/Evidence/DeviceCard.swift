/// A device as evidence: the text a sentence about it can cite, and the facts of it that a technician must not miss.
///
/// Both are written by the same functions, so that a fact's numbers stand in the card exactly as they are quoted.
public struct DeviceCard: Sendable {
    /// Something about the device that bears on most tickets.
    public struct Fact: Hashable, Sendable {
        public enum Kind: Int, Hashable, Sendable, Comparable {
            case offline, disk, alert, stale, warranty
            public static func < (lhs: Kind, rhs: Kind) -> Bool { lhs.rawValue < rhs.rawValue }
        }

        public var kind: Kind
        /// One English sentence.
        public var text: String
    }

    /// A disk with less than this share free is nearly full.
    public static let lowDiskShare = 0.10
    /// A device not seen for longer is stale.
    public static let staleSeconds: Int64 = 7 * 86_400
    /// Alerts older than this say nothing about today.
    public static let alertSeconds: Int64 = 14 * 86_400

    private let device: Device
    private let now: Timestamp

    public init(_ device: Device, now: Timestamp) {
        self.device = device
        self.now = now
    }

    /// One line a property; empty properties are left out. Notes are not part of it: they may hold anything.
    public var text: String {
        var lines = [title]
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append("\(name): \(value)") }
        }
        add("Serial", device.serial)
        add("Operating system", device.os)
        add("IP addresses", device.ipAddresses.joined(separator: ", "))
        add("MAC addresses", device.macAddresses.joined(separator: ", "))
        add("Last user", device.lastUser)
        add("Site", device.site)
        add("State", state)
        add("Warranty", warranty)
        lines += device.disks.compactMap { disk(for: $0)?.text() }
        lines += newestAlerts.map { alertText($0) }
        add("Software", device.software.prefix(20).joined(separator: ", "))
        return lines.joined(separator: "\n")
    }

    /// `FS01 (server, Dell PowerEdge R740)`
    public var title: String {
        let make = [device.manufacturer, device.model].compactMap(\.nonBlank).joined(separator: " ")
        let parts = [device.kind.nonBlank, make.isEmpty ? nil : make].compactMap { $0 }
        return parts.isEmpty ? device.hostname : "\(device.hostname) (\(parts.joined(separator: ", ")))"
    }

    /// What stands out, the most pressing first.
    public var facts: [Fact] {
        var facts: [Fact] = []
        if device.online == false {
            let seen = device.lastSeenAt.map { ", last seen \(minute($0))" } ?? ""
            facts.append(Fact(kind: .offline, text: "\(device.hostname) is offline\(seen)."))
        } else if let seen = device.lastSeenAt, now.seconds(since: seen) > Self.staleSeconds {
            facts.append(Fact(kind: .stale, text: "\(device.hostname) was last seen \(minute(seen))."))
        }
        for entry in device.disks {
            guard let disk = disk(for: entry), disk.freeShare < Self.lowDiskShare else { continue }
            facts.append(Fact(kind: .disk, text: "\(disk.text(of: device.hostname))."))
        }
        if let alert = newestAlerts.first, alert.at.map({ now.seconds(since: $0) <= Self.alertSeconds }) ?? true {
            facts.append(Fact(kind: .alert, text: "\(alertText(alert, on: device.hostname))."))
        }
        if let end = device.warrantyUntil, end < now {
            facts.append(Fact(kind: .warranty, text: "The warranty of \(device.hostname) ended \(end.day)."))
        }
        return facts.sorted { $0.kind < $1.kind }
    }

    private var state: String? {
        let seen = device.lastSeenAt.map { "last seen \(minute($0))" }
        let online = device.online.map { $0 ? "online" : "offline" }
        let parts = [online, seen].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private var warranty: String? {
        device.warrantyUntil.map { $0 < now ? "ended \($0.day)" : "until \($0.day)" }
    }

    private struct Room {
        var name: String
        var space: String
        var freeShare: Double

        /// `Disk C: has 2.1 GB of 100 GB free (2%)`
        func text(of host: String? = nil) -> String {
            "Disk \(name)\(host.map { " of \($0)" } ?? "") has \(space)"
        }
    }

    private func disk(for disk: Device.Disk) -> Room? {
        guard let total = disk.totalBytes, let free = disk.freeBytes, total > 0, free >= 0 else { return nil }
        let share = Double(free) / Double(total)
        let percent = Int((min(share, 1) * 100).rounded())
        return Room(
            name: disk.name, space: "\(size(free)) of \(size(total)) free (\(percent)%)", freeShare: share)
    }

    private var newestAlerts: [Device.Alert] {
        let past = device.alerts.filter { $0.at.map { $0 <= now } ?? true }
        let sorted = past.enumerated().sorted { a, b in
            let (x, y) = (a.element.at ?? Timestamp(seconds: 0), b.element.at ?? Timestamp(seconds: 0))
            return x != y ? x > y : a.offset < b.offset
        }
        return sorted.prefix(3).map(\.element)
    }

    private func alertText(_ alert: Device.Alert, on host: String? = nil) -> String {
        let severity = alert.severity.nonBlank.map { " (\($0))" } ?? ""
        let date = alert.at.map { " of \(minute($0))" } ?? ""
        var message = alert.message.trimmingWhitespace().prefix(200)
        while message.last == "." { message.removeLast() }
        return "Alert\(host.map { " on \($0)" } ?? "")\(date)\(severity): \(message)"
    }

    /// `2026-03-04 15:07 UTC`
    private func minute(_ time: Timestamp) -> String {
        let text = time.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    /// Decimal gigabytes with one digit, or megabytes below one gigabyte.
    private func size(_ bytes: Int64) -> String {
        if bytes < 1_000_000_000 { return "\(bytes / 1_000_000) MB" }
        let tenths = bytes / 100_000_000
        return tenths % 10 == 0 || tenths >= 1000 ? "\(tenths / 10) GB" : "\(tenths / 10).\(tenths % 10) GB"
    }
}
