internal import Domain

/// How ids of accounts and tokens are written: a letter, `_` and the row's number.
enum AccessID {
    static func account(_ row: Int64) -> String { "u_\(row)" }
    static func token(_ row: Int64) -> String { "t_\(row)" }

    /// nil for what is no such id; only the spelling that was given out is read.
    static func row(_ id: String, prefix: Character) -> Int64? {
        guard id.first == prefix, id.dropFirst().first == "_", let row = Int64(id.dropFirst(2)), row > 0,
            id == "\(prefix)_\(row)"
        else { return nil }
        return row
    }

    static func unknownAccount(_ id: String) -> Problem {
        Problem("there is no account “\(id.prefix(40))”", place: "accounts", remedy: "See sidenote user list")
    }

    static func unknownToken(_ id: String) -> Problem {
        Problem("there is no token “\(id.prefix(40))”", place: "tokens", remedy: "See sidenote token list")
    }
}
