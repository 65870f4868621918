import Domain

/// Entity tags of drafts, `"r17"` for revision 17, and the headers that name some (RFC 9110, section 13.1).
enum EntityTags {
    static func text(_ revision: Int64) -> String { "\"r\(revision)\"" }

    /// What a header lists: `*` and the revisions named. A weak tag counts for If-None-Match alone. nil when the header
    /// is not a list of entity tags.
    static func read(_ header: String, allowsWeak: Bool) -> (isAny: Bool, revisions: Set<Int64>)? {
        let parts = header.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingWhitespace() }
        if parts == ["*"] { return (true, []) }
        var revisions: Set<Int64> = []
        for part in parts {
            let isWeak = part.hasPrefix("W/")
            let quoted = isWeak ? part.dropFirst(2) : part[...]
            guard quoted.count >= 2, quoted.first == "\"", quoted.last == "\"",
                !quoted.dropFirst().dropLast().contains("\"")
            else { return nil }
            if isWeak, !allowsWeak { continue }
            if quoted.dropFirst().first == "r", let number = Parameter.integer(String(quoted.dropFirst(2).dropLast())) {
                revisions.insert(number)
            }
        }
        return (false, revisions)
    }
}
