import ArgumentParser
import Domain
import Settings

/// What the argument parser complains about, in the form of every other error.
enum UsageProblem {
    static func describe(_ error: any Error) -> Problem {
        let message = Sidenote.message(for: error)
        // “See 'sidenote enrich --help' for more information.” names the command that was meant.
        let command =
            Sidenote.fullMessage(for: error).split(separator: "'").first { $0.hasSuffix(" --help") }
            .map { String($0.dropLast(" --help".count)) } ?? "sidenote"
        let text = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        if let known = names(below: command), let word = unexpectedWord(text) {
            let nearest = NearestKey.of(word, among: known).map { "Did you mean “\($0)”?" }
            return Problem(
                "there is no command “\(word)”", place: command,
                remedy: nearest ?? "The commands are: \(known.joined(separator: ", "))")
        }
        return Problem(plain(text), place: command, remedy: "See \(command) --help")
    }

    /// The parser's words begin with a capital and end with or without a full stop.
    private static func plain(_ text: String) -> String {
        var text = text
        while text.hasSuffix(".") { text.removeLast() }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// `frobnicate` in “Unexpected argument 'frobnicate'” and “2 unexpected arguments: 'frobnicate', 'x'”.
    private static func unexpectedWord(_ text: String) -> String? {
        guard text.lowercased().contains("unexpected argument"), let start = text.firstIndex(of: "'") else {
            return nil
        }
        return String(text[text.index(after: start)...].prefix { $0 != "'" })
    }

    /// The commands below one; nil for one that has none.
    private static func names(below command: String) -> [String]? {
        var found: any ParsableCommand.Type = Sidenote.self
        for name in command.split(separator: " ").dropFirst() {
            guard let next = found.configuration.subcommands.first(where: { $0._commandName == name }) else {
                return nil
            }
            found = next
        }
        let names = found.configuration.subcommands.map { $0._commandName }
        return names.isEmpty ? nil : names
    }
}
