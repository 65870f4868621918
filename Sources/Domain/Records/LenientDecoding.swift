extension KeyedDecodingContainer {
    /// A list that exports leave out, set to null, or write as a single value.
    func list<Element: Decodable>(_ key: Key) throws -> [Element] {
        guard contains(key), try !decodeNil(forKey: key) else { return [] }
        do {
            return try decode([Element].self, forKey: key)
        } catch {
            if let single = try? decode(Element.self, forKey: key) { return [single] }
            throw error
        }
    }

    /// An optional text; a JSON number or boolean is kept as its text, a blank one is nil.
    func text(_ key: Key) throws -> String? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        if let text = try? decode(String.self, forKey: key) {
            return text.trimmingWhitespace().isEmpty ? nil : text
        }
        if let number = try? decode(Int64.self, forKey: key) { return String(number) }
        if let number = try? decode(Double.self, forKey: key) { return String(number) }
        if let flag = try? decode(Bool.self, forKey: key) { return String(flag) }
        throw DecodingError.typeMismatch(
            String.self, .init(codingPath: codingPath + [key], debugDescription: "expected a text"))
    }

    /// A text that must be there; it may be empty.
    func requiredText(_ key: Key) throws -> String {
        guard contains(key), try !decodeNil(forKey: key) else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: codingPath, debugDescription: "“\(key.stringValue)” is missing"))
        }
        return try text(key) ?? ""
    }

    /// A whole number that exports sometimes write with a fraction or as a text.
    func wholeNumber(_ key: Key) throws -> Int64? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        if let number = try? decode(Int64.self, forKey: key) { return number }
        if let number = try? decode(Double.self, forKey: key), abs(number) < 9e15 { return Int64(number) }
        if let text = try? decode(String.self, forKey: key), let number = Int64(text) { return number }
        throw DecodingError.typeMismatch(
            Int64.self, .init(codingPath: codingPath + [key], debugDescription: "expected a whole number"))
    }

    /// An optional id; null and blank mean “none”.
    func identifier<Record>(_ key: Key) throws -> Identifier<Record>? {
        guard let text = try text(key) else { return nil }
        return Identifier(text.trimmingWhitespace())
    }

    /// An id that must be there; the error names the key.
    func requiredIdentifier<Record>(_ key: Key) throws -> Identifier<Record> {
        guard let id: Identifier<Record> = try identifier(key) else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: codingPath, debugDescription: "“\(key.stringValue)” is missing or empty"))
        }
        return id
    }
}
