import Settings

/// The known name that a mistyped one most likely meant.
enum NearestName {
    static func of(_ name: String, among known: [String]) -> String? {
        // The distance is quadratic in the lengths, and a name can be as long as a request line.
        name.utf8.count <= 64 ? NearestKey.of(name, among: known) : nil
    }
}
