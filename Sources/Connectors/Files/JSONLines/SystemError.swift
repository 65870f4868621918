import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// System error numbers in words a person can act on.
enum SystemError {
    static func text(_ code: Int32) -> String {
        String(cString: strerror(code)).lowercased()
    }

    static func reading(_ name: String, _ code: Int32) -> Problem {
        switch code {
        case ENOENT:
            Problem("there is no such file", place: name, remedy: "check the path")
        case EISDIR:
            Problem("this is a folder, not a file", place: name, remedy: "name a file inside it")
        case EACCES, EPERM:
            Problem("the file may not be read", place: name, remedy: "check its permissions")
        case ELOOP:
            Problem("the symbolic links go round in a circle", place: name, remedy: "remove the link")
        default:
            Problem("reading failed: \(text(code))", place: name, remedy: "check the disk and try again")
        }
    }

    static func writing(_ name: String, _ code: Int32, partial: String?) -> any Error {
        let kept = partial.map { "; what was written so far is in \(PathText.display($0))" } ?? ""
        return switch code {
        case EPIPE:
            OutputClosed()
        case ENOSPC, EDQUOT:
            Problem(
                "the disk is full", place: name,
                remedy: partial == nil
                    ? "free some space and run again" : "free some space and run again with --resume\(kept)")
        case EIO:
            Problem("the disk reported an error", place: name, remedy: "check the disk before you run again\(kept)")
        case EACCES, EPERM, EROFS:
            Problem("the file may not be written", place: name, remedy: "choose a folder you may write to")
        case ENOENT, ENOTDIR:
            Problem("the folder does not exist", place: name, remedy: "create it first")
        case EISDIR:
            Problem("this is a folder, not a file", place: name, remedy: "name a file inside it")
        default:
            Problem("writing failed: \(text(code))", place: name, remedy: "try again\(kept)")
        }
    }
}

/// Whoever read the output has stopped reading (`sidenote … | head`): nothing to report, only to end.
public struct OutputClosed: Error, Hashable, Sendable {
    public init() {}
}

/// Sizes for people.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        if bytes >= 1 << 20 { return "\(bytes >> 20) MiB" }
        if bytes >= 1 << 10 { return "\(bytes >> 10) KiB" }
        return "\(bytes) bytes"
    }
}

/// Paths for people.
enum PathText {
    /// The path on one line: a file name may hold line breaks and terminal escapes.
    static func display(_ path: String) -> String {
        // A lone dot would read as the end of the sentence.
        if path == "." || path == ".." { return path + "/" }
        guard path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return path }
        return String(
            path.unicodeScalars.map { scalar -> String in
                switch scalar {
                case "\n": "\\n"
                case "\r": "\\r"
                case "\t": "\\t"
                case _ where scalar.properties.generalCategory == .control:
                    "\\x" + String(scalar.value, radix: 16)
                default: String(scalar)
                }
            }.joined())
    }

    /// The part behind the last slash.
    static func name(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }

    /// `folder/name`, without a doubled slash.
    static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The name without its last extension, and that extension in lower case without the dot.
    static func split(_ name: String) -> (stem: String, ext: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
        return (String(name[..<dot]), name[name.index(after: dot)...].lowercased())
    }

    /// The absolute path with every link resolved; nil when it does not exist.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
