/// Whether a document speaks of another Windows than a device has. Only what both name outright counts, and a document
/// that names the device's version among others contradicts nothing.
enum WindowsVersions {
    private static let known = [
        "windows server 2025", "windows server 2022", "windows server 2019", "windows server 2016",
        "windows server 2012", "windows server 2008", "windows 11", "windows 10", "windows 8", "windows 7",
    ]

    static func contradiction(document: String, os: String, host: String) -> String? {
        let os = os.lowercased().replacing("microsoft ", with: "")
        guard let own = known.first(where: { names($0, in: os) }) else { return nil }
        let text = document.lowercased()
        let isServer = own.contains("server")
        let named = known.filter { $0.contains("server") == isServer && names($0, in: text) }
        guard let other = named.first, !named.contains(own) else { return nil }
        return "Speaks of \(spelled(other)); \(host) has \(spelled(own))."
    }

    /// `windows 1` does not stand in `windows 10`.
    private static func names(_ version: String, in text: String) -> Bool {
        text.ranges(of: version).contains { range in
            range.upperBound == text.endIndex || !text[range.upperBound].isNumber
        }
    }

    private static func spelled(_ version: String) -> String {
        version.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
