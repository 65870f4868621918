import Domain
import Yams

/// Errors of the YAML parser in words, with the line.
enum YAMLProblem {
    static func describe(_ error: any Error, file: String) -> Problem {
        switch error as? YamlError {
        case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _), .composer(_, let what, let mark, _):
            return Problem(
                "the configuration file is not valid YAML: \(plain(what))", place: "\(file) line \(mark.line)",
                remedy: "Check indentation, colons, quotes and brackets there; YAML allows no tabs")
        case .duplicatedKeysInMapping(let keys, let context):
            return Problem(
                "“\(keys.map { String(describing: $0) }.sorted().joined(separator: ", "))” stands there twice",
                place: "\(file) line \(context.mark.line)", remedy: "Keep one of them")
        default:
            return Problem(
                "the configuration file is not valid YAML", place: file,
                remedy: "Check indentation, colons, quotes and brackets")
        }
    }

    private static func plain(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
        return String(line.prefix(120)).trimmingWhitespace()
    }
}
