import Domain

/// What the fields of a vendor's ticket say that have no place of their own.
enum FormFields {
    /// `Asset tag: CMF-WS21`, one a line. A field whose name says that it holds a secret is not read.
    static func lines(_ fields: [(name: String, value: String)]) -> [String] {
        fields.prefix(50).filter { field in
            let name = field.name.lowercased()
            return !["password", "passcode", "secret", "token", "api key"].contains { name.contains($0) }
        }.map { "\($0.name): \($0.value.prefix(1000))" }
    }
}
