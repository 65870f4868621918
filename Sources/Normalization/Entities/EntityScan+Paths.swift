import Domain

/// File, share and registry paths.
extension EntityScan {
    /// `\\server\share\folder`.
    func uncPath(_ start: Int) -> Match? {
        guard view[start + 1] == UInt8(ascii: "\\"), view[start - 1] != UInt8(ascii: "\\"),
            view[start + 2].isAlphanumeric
        else { return nil }
        let end = pathEnd(start, from: start + 2)
        guard end - start > 3 else { return nil }
        return Match(kind: .path, start: start, end: end)
    }

    /// `C:\folder\file.ext`, `C:/folder`.
    func drivePath(_ start: Int, _ end: Int) -> Match? {
        guard end - start == 1, view[start].isLetter,
            view[end + 1] == UInt8(ascii: "\\") || view[end + 1] == UInt8(ascii: "/"),
            view[end + 2] != UInt8(ascii: "/")
        else { return nil }
        let last = pathEnd(start, from: end + 2)
        return Match(kind: .path, start: start, end: max(last, end + 2))
    }

    /// `HKLM\SOFTWARE\…`, `HKEY_LOCAL_MACHINE\…`.
    func registryPath(_ start: Int) -> Match? {
        for hive: StaticString in ["hklm", "hkcu", "hkcr", "hku", "hkcc"] where view.has(hive, at: start) {
            let end = start + hive.utf8CodeUnitCount
            guard view[end] == UInt8(ascii: "\\") else { continue }
            return Match(kind: .path, start: start, end: pathEnd(start, from: end + 1))
        }
        return nil
    }

    /// `HKEY_…`: its word ends at the underscore.
    func longRegistryPath(_ start: Int) -> Match? {
        guard view.has("hkey_", at: start) else { return nil }
        let hive = run(start, limit: 32) { $0 == UInt8(ascii: "_") }
        return Match(
            kind: .path, start: start, end: view[hive] == UInt8(ascii: "\\") ? pathEnd(start, from: hive + 1) : hive)
    }

    /// `%APPDATA%\folder`.
    func environmentPath(_ start: Int) -> Match? {
        let end = run(start + 1, limit: 32) {
            $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")")
        }
        guard end > start + 2, view[end] == UInt8(ascii: "%"), view[end + 1] == UInt8(ascii: "\\") else { return nil }
        return Match(kind: .path, start: start, end: pathEnd(start, from: end + 2))
    }

    /// Absolute POSIX path under a usual root folder.
    func unixPath(_ start: Int) -> Match? {
        let before = view[start - 1]
        guard start == 0 || before.isSpaceOrEnd || "\"'`(:=>[".utf8.contains(before) else { return nil }
        let root = run(start + 1, limit: 16) { _ in false }
        guard root > start + 1, view[root] == UInt8(ascii: "/"), words.roots.contains(view.hash(start + 1..<root))
        else {
            return nil
        }
        var end = run(root, limit: 1_024) { "/._-+~@%".utf8.contains($0) }
        while view[end] == UInt8(ascii: "*"), isWildcard(end) {
            end = run(end + 1, limit: 256) { "/._-+~@%".utf8.contains($0) }
        }
        end = trimmed(start, end)
        return Match(kind: .path, start: start, end: end)
    }

    /// End of a Windows path. A blank belongs to it when a further `\` follows before the next blank
    /// (`C:\Program Files\App`), or up to the closing quote when it is quoted.
    private func pathEnd(_ start: Int, from index: Int) -> Int {
        let quote = view[start - 1]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`") {
            var end = index
            while end - start < 1_024, !view[end].isLineEnd, view[end] != quote { end += 1 }
            if view[end] == quote { return end }
        }
        var end = index
        var blanks = 0
        while end < view.count, end - start < 1_024 {
            let byte = view.base[end]
            if byte == 0x20 {
                guard blanks < 8, continues(end + 1) else { break }
                blanks += 1
            } else if byte == UInt8(ascii: "*"), isWildcard(end) {
                // Goes on.
            } else if byte.isSpaceOrEnd || "\"<>|*?`,;".utf8.contains(byte) || isClosingMark(end) {
                break
            } else if byte == UInt8(ascii: ":"), end > start + 1 {
                break
            }
            end += 1
        }
        while end < view.count, view.base[end] & 0xC0 == 0x80 { end += 1 }
        return trimmed(start, end)
    }

    /// `*` as in `lic\*.cache`, `C:\logs\*`: behind `\`, `/`, `.` or letters and before `.`; not the stars of emphasis.
    private func isWildcard(_ index: Int) -> Bool {
        let before = view[index - 1]
        let next = view[index + 1]
        if before == UInt8(ascii: "*") || next == UInt8(ascii: "*") { return false }
        return before == UInt8(ascii: "\\") || before == UInt8(ascii: "/") || before == UInt8(ascii: ".")
            || next == UInt8(ascii: ".") && view[index + 2].isAlphanumeric || next.isAlphanumeric
    }

    private func continues(_ start: Int) -> Bool {
        guard view.isWord(start) || view[start] == UInt8(ascii: "(") else { return false }
        var index = start
        while index - start < 64, view.isWord(index) || "-_.()+".utf8.contains(view[index]) { index += 1 }
        guard view[index] == UInt8(ascii: "\\") else { return false }
        // "C:\a and DOM\user" and "x.txt D:\b" begin something new.
        return !(start..<index).contains { view[$0] == UInt8(ascii: ":") } && view[start - 2] != UInt8(ascii: ".")
            && view[start].isUpper || view[start] == UInt8(ascii: "(")
    }
}
