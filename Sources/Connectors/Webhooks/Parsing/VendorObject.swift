import Domain

/// An object of a vendor's JSON, read leniently: a member that is missing, null, blank or of another kind is nil.
///
/// Vendors write the same member as number, text or decimal, and under different names from version to version.
struct VendorObject: Decodable {
    struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private let values: KeyedDecodingContainer<Key>

    init(from decoder: any Decoder) throws {
        values = try decoder.container(keyedBy: Key.self)
    }

    private func key(_ name: String) -> Key? {
        let key = Key(stringValue: name)
        guard values.contains(key), (try? values.decodeNil(forKey: key)) == false else { return nil }
        return key
    }

    /// The first that is not blank; a number as its text.
    func text(_ names: String...) -> String? {
        for name in names {
            guard let key = key(name) else { continue }
            if let text = try? values.decode(String.self, forKey: key) {
                if !text.trimmingWhitespace().isEmpty { return text }
            } else if let number = whole(key) {
                return String(number)
            }
        }
        return nil
    }

    /// The first whole number, also when written as text or with a zero fraction.
    func number(_ names: String...) -> Int64? {
        for name in names {
            guard let key = key(name) else { continue }
            if let number = whole(key) { return number }
            if let text = try? values.decode(String.self, forKey: key), let number = Int64(text) { return number }
        }
        return nil
    }

    private func whole(_ key: Key) -> Int64? {
        if let number = try? values.decode(Int64.self, forKey: key) { return number }
        guard let number = try? values.decode(Double.self, forKey: key), abs(number) < 9e15,
            number == number.rounded(.towardZero)
        else { return nil }
        return Int64(number)
    }

    func flag(_ name: String) -> Bool {
        truth(name) ?? false
    }

    /// nil when the member is missing or no truth value.
    func truth(_ name: String) -> Bool? {
        key(name).flatMap { try? values.decode(Bool.self, forKey: $0) }
    }

    /// The first time after 1901; without a zone it is UTC. Some vendors write “never” as 1900-01-01 or 0001-01-01.
    func time(_ names: String...) -> Timestamp? {
        for name in names {
            guard let key = key(name), let text = try? values.decode(String.self, forKey: key),
                let time = Timestamp(text), time > Self.empty
            else { continue }
            return time
        }
        return nil
    }

    private static let empty = Timestamp(seconds: -2_145_916_800)

    func object(_ name: String) -> VendorObject? {
        key(name).flatMap { try? values.decode(VendorObject.self, forKey: $0) }
    }

    func objects(_ name: String) -> [VendorObject] {
        key(name).flatMap { try? values.decode([VendorObject].self, forKey: $0) } ?? []
    }
}
