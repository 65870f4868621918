/// Which files of a folder are looked at. Names alone decide: what is refused is never opened.
public enum FileRules {
    public enum Verdict: Hashable, Sendable {
        case take
        /// Not worth a word: lock files, editors' temporary files, dot files.
        case skip
        /// Named like a file of secrets.
        case refuse
    }

    private static let refused = ["passw", "credential", "keepass", "secret", "id_rsa", "id_ed25519", "id_ecdsa"]
    private static let refusedExtensions: Set<String> = ["kdbx", "kdb", "pfx", "pem", "p12", "ppk"]
    private static let skipped: Set<String> = ["desktop.ini", "thumbs.db"]

    /// - Parameter name: the file's or folder's own name, without its folder.
    public static func verdict(_ name: String) -> Verdict {
        let lower = name.lowercased()
        if refused.contains(where: lower.contains) || refusedExtensions.contains(PathText.split(lower).ext) {
            return .refuse
        }
        if lower.hasPrefix(".") || lower.hasPrefix("~$") || lower.hasSuffix(".tmp") || lower.hasSuffix(".partial")
            || lower.hasSuffix("~") || skipped.contains(lower)
        {
            return .skip
        }
        return .take
    }
}
