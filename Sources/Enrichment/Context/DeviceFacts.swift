import Domain

/// A device's facts as lines of `Field: value`, for evidence and prompts.
enum DeviceFacts {
    static func text(_ device: Device, match: DeviceMatch) -> String {
        var lines: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value = value.nonBlank { lines.append("\(name): \(value)") }
        }
        add("Host name", device.hostname)
        add("Kind", device.kind)
        add("Manufacturer", device.manufacturer)
        add("Model", device.model)
        add("Serial", device.serial)
        add("Operating system", device.os)
        add("IP", device.ipAddresses.joined(separator: ", "))
        add("MAC", device.macAddresses.joined(separator: ", "))
        add("Last user", device.lastUser)
        add("Site", device.site)
        add("Online", device.online.map { $0 ? "yes" : "no" })
        add("Last seen", device.lastSeenAt.map(minutes))
        add("Warranty until", device.warrantyUntil?.day)
        for disk in device.disks { lines.append(line(disk)) }
        for alert in device.alerts {
            lines.append(
                "Alert" + (alert.at.map { " " + minutes($0) } ?? "") + (alert.severity.map { " (\($0))" } ?? "") + ": "
                    + alert.message)
        }
        if !device.software.isEmpty { add("Software", device.software.prefix(20).joined(separator: ", ")) }
        add("Notes", device.notes)
        add(
            "Matched by",
            match.evidence.map { "\($0.kind.replacing("_", with: " ")) \($0.value) (\($0.place))" }.joined(separator: "; "))
        return lines.joined(separator: "\n")
    }

    /// `2026-09-11 11:34 UTC`: as people read it, and as drafts quote it.
    static func minutes(_ time: Timestamp) -> String {
        let text = time.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    private static func line(_ disk: Device.Disk) -> String {
        guard let total = disk.totalBytes, total > 0, let free = disk.freeBytes else { return "Disk \(disk.name)" }
        let percent = Int((Double(free) / Double(total) * 100).rounded())
        return "Disk \(disk.name): \(gigabytes(free)) GB free of \(gigabytes(total)) GB (\(percent) % free)"
    }

    /// Decimal gigabytes, one digit behind the point below ten.
    private static func gigabytes(_ bytes: Int64) -> String {
        let tenths = (bytes + 50_000_000) / 100_000_000
        return tenths < 100 && tenths % 10 != 0 ? "\(tenths / 10).\(tenths % 10)" : "\((tenths + 5) / 10)"
    }
}
