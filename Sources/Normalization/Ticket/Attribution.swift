/// The line above a quotation: `On Mon, Sep 14, 2026 at 2:41 AM Support <support@example.com> wrote:`, in the languages
/// and word orders that mail programs use, wrapped over up to four lines.
enum Attribution {
    private static let longest = 500
    private static let mostLines = 4

    /// One past the last line of the attribution that begins at `start`; nil when there is none.
    static func match(_ message: MessageLines, at start: Int, before end: Int) -> Int? {
        let first = message.folded(start)
        guard first.count < longest else { return nil }
        let reach = openers.prefix(of: first) != nil ? mostLines : 2
        var last = start
        var length = first.count
        while !endsWithColon(message.folded(last)) {
            last += 1
            guard last < end, last < start + reach, !message.lines[last].isBlank else { return nil }
            length += message.lines[last].range.count
            guard length < longest else { return nil }
        }
        var hasVerb = false
        var hasFact = false
        for index in start...last {
            let line = message.folded(index)
            hasVerb = hasVerb || Fold.contains(line, anyOf: verbs)
            hasFact = hasFact || line.contains { Fold.isDigit($0) || $0 == UInt8(ascii: "@") }
        }
        guard hasFact, hasVerb || isDatedAddress(first, message.folded(last)) else { return nil }
        return last + 1
    }

    private static func endsWithColon(_ line: ArraySlice<UInt8>) -> Bool {
        line.last { $0 != UInt8(ascii: "*") && $0 != 0x20 } == UInt8(ascii: ":")
    }

    /// `2026-09-14 10:00 GMT+02:00 Name <name@example.com>:`
    private static func isDatedAddress(_ first: ArraySlice<UInt8>, _ last: ArraySlice<UInt8>) -> Bool {
        first.first.map(Fold.isDigit) == true && last.contains(UInt8(ascii: "@")) && last.suffix(3).contains(62)
    }

    private static let openers = PhraseSet([
        "on ", "am ", "le ", "el ", "il ", "op ", "em ", "a ", "den ", "på ", "quoting ", "zitat von ", "il giorno ",
        "dnia ", "w dniu ",
    ])

    private static let verbs = [
        "wrote", "schrieb", "a écrit", "a ecrit", "escribió", "escribio", "ha scritto", "schreef", "escreveu",
        "skrev", "napisał", "<mailto:", "quoting ", "zitat von ",
    ].map(Fold.lower)
}
