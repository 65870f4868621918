import Domain

/// The text of a PDF through poppler's `pdftotext -layout`, which knows fonts, columns and encodings.
struct PDFText {
    enum Outcome: Equatable {
        case text(String)
        /// Only the title can be indexed; why.
        case none(String)
    }

    var program = "pdftotext"
    var process = ChildProcess()

    /// - Throws: `Problem` when the program cannot be run at all although it is there.
    func read(path: String) throws -> Outcome {
        // Absolute, so that a name that begins with `-` is no option.
        guard let absolute = PathText.resolved(path) else { return .none("the file is gone") }
        guard let result = try process.run(program, ["-layout", "-enc", "UTF-8", absolute, "-"]) else {
            return .none("pdftotext is not installed (package poppler-utils)")
        }
        if result.timedOut { return .none("pdftotext did not end within \(process.timeoutSeconds) seconds") }
        if result.wasCut { return .none("it holds more than \(ByteCount.text(process.outputLimit)) of text") }
        let errors = String(decoding: result.errors, as: UTF8.self)
        if errors.contains("Incorrect password") || errors.contains("password") { return .none("it is encrypted") }
        if result.status == 3 { return .none("its author does not allow text to be copied") }
        guard result.status == 0 else { return .none("it is damaged or no PDF") }
        let text = Self.tidy(String(decoding: result.output, as: UTF8.self))
        return text.isEmpty ? .none("it holds no text (a scan?)") : .text(text)
    }

    /// Page breaks become blank lines, trailing blanks and runs of blank lines go.
    static func tidy(_ text: String) -> String {
        var lines: [Substring] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline || $0 == "\u{C}" }) {
            let end = line.lastIndex { !$0.isWhitespace }
            let kept = end.map { line[...$0] } ?? ""
            if kept.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(kept)
        }
        return lines.joined(separator: "\n").trimmingWhitespace()
    }
}
