extension StringProtocol {
    /// The text without leading and trailing white space (Unicode White_Space).
    public func trimmingWhitespace() -> String {
        let scalars = String(self).unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}

extension Optional where Wrapped == String {
    /// The trimmed text, or nil when it is missing or blank.
    public var nonBlank: String? {
        guard let self else { return nil }
        let trimmed = self.trimmingWhitespace()
        return trimmed.isEmpty ? nil : trimmed
    }
}
