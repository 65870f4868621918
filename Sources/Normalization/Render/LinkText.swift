/// How the address of a link is written beside its text.
enum LinkText {
    private static let longest = 300

    /// The address without blanks and controls; empty for what leads nowhere (scripts, `data:`, places in the page).
    static func clean(_ url: String) -> String {
        let bytes = url.utf8.filter { $0 > 0x20 && $0 != 0x7F }
        let text = String(decoding: bytes, as: UTF8.self)
        let start = text.prefix(12).lowercased()
        let useless = ["javascript:", "data:", "vbscript:", "cid:", "#", "about:", "blob:"]
        return useless.contains(where: start.hasPrefix) ? "" : text
    }

    /// Only an address that says more than the text, and that can be opened outside its page.
    static func isWorthShowing(_ url: String, beside text: String) -> Bool {
        guard !text.isEmpty, url.utf8.count <= longest else { return false }
        let shown = Array(bare(String(text.prefix(2 * longest))).utf8)
        guard Fold.find(Array(bare(url).utf8), in: shown[...]) == nil else { return false }
        let lower = url.prefix(8).lowercased()
        return ["http:", "https:", "mailto:", "ftp:", "file:", "tel:", "\\\\"].contains(where: lower.hasPrefix)
    }

    /// Lower case, without scheme, `www.` and what follows the last slash.
    private static func bare(_ url: String) -> String {
        var text = url.lowercased()[...]
        for prefix in ["https://", "http://", "mailto:", "tel:", "www."] where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        while text.hasSuffix("/") { text = text.dropLast() }
        return String(text)
    }
}
