internal import Domain

/// The stretches of a text in which the entity extractor sees persons, hosts or addresses.
struct SensitiveEntities: Sendable {
    let extract: @Sendable (String) -> [Entity]

    struct Found {
        var thing: PlaceholderTable.Thing
        /// As written.
        var text: [UInt8]
    }

    func find(in text: String) -> [Found] {
        let entities = extract(text)
        guard !entities.isEmpty else { return [] }
        let bytes = Array(text.utf8)
        let offsets = ScalarOffsets(bytes)
        return entities.compactMap { entity in
            guard let offset = entity.offset, let length = entity.length, length > 0,
                let range = offsets.bytes(offset, length)
            else { return nil }
            if entity.kind == .path { return account(inPath: Array(bytes[range])) }
            guard let kind = Self.kind(entity.kind) else { return nil }
            return Found(
                thing: .init(kind: kind, key: Array(entity.value.lowercased().utf8)), text: Array(bytes[range]))
        }
    }

    private static func kind(_ kind: Entity.Kind) -> String? {
        switch kind {
        case .hostname: "HOST"
        case .ip: "IP"
        case .mac: "MAC"
        case .serial: "SERIAL"
        case .email: "EMAIL"
        case .phone: "PHONE"
        case .user: "USER"
        case .url: "URL"
        case .domain: "DOMAIN"
        case .path, .version, .product, .date, .time, .amount, .errorCode, .eventID, .kbNumber, .ticketNumber: nil
        }
    }

    /// The account in `C:\Users\NAME\…` or `/home/NAME/…`.
    private func account(inPath path: [UInt8]) -> Found? {
        let parts = path.split { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "/") }.map { Array($0) }
        guard
            let home = parts.firstIndex(where: {
                ["users", "home"].contains(String(decoding: $0, as: UTF8.self).lowercased())
            }),
            home + 1 < parts.count, parts[home + 1].count >= 2
        else { return nil }
        let name = String(decoding: parts[home + 1], as: UTF8.self).lowercased()
        guard !["public", "default", "shared", "all users"].contains(name) else { return nil }
        return Found(thing: .init(kind: "USER", key: Array(name.utf8)), text: parts[home + 1])
    }
}

/// Scalar offsets to byte offsets.
private struct ScalarOffsets {
    /// Byte offset of every 64th scalar.
    private var marks: [Int] = []
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var count = 0
        for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            if count % 64 == 0 { marks.append(index) }
            count += 1
        }
    }

    func bytes(_ offset: Int, _ length: Int) -> Range<Int>? {
        guard offset >= 0, let start = byte(offset), let end = byte(offset + length) else { return nil }
        return start..<end
    }

    private func byte(_ offset: Int) -> Int? {
        guard offset / 64 < marks.count else {
            return offset % 64 == 0 && offset / 64 == marks.count && total == offset ? bytes.count : nil
        }
        var position = marks[offset / 64]
        var rest = offset % 64
        while rest > 0, position < bytes.count {
            position += 1
            while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
            rest -= 1
        }
        return rest == 0 ? position : nil
    }

    private var total: Int { bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}
