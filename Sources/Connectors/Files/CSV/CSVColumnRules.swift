/// Which columns and files are never read, since they are made to hold secrets.
public enum CSVColumnRules {
    private static let denied = ["pass", "pwd", "secret", "psk", "otp", "2fa", "token"]
    private static let deniedWords: Set<String> = ["pin", "key", "keys", "pins"]

    /// Whether a column must be dropped before its values are held.
    public static func isDenied(column: String) -> Bool {
        let name = column.lowercased()
        if denied.contains(where: name.contains) { return true }
        return words(column).contains { deniedWords.contains($0) }
    }

    /// Words of a header in lower case, also split at `camelCase`.
    static func words(_ header: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for scalar in header.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if !isLetter || (scalar.properties.isUppercase && wasLower) {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if isLetter { word.unicodeScalars.append(scalar) }
            wasLower = scalar.properties.isLowercase
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }

    /// A header reduced to its letters and digits in lower case, as the alias tables hold them.
    static func folded(_ header: String) -> String {
        String(
            String.UnicodeScalarView(
                header.lowercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                }))
    }
}
