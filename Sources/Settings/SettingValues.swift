public import Domain
import Foundation
import Yams

/// Configured values with where each came from: file, environment, or built in.
public struct SettingValues: Sendable {
    public struct Value: Hashable, Sendable {
        public var text: String
        /// `sidenote.yaml line 3`, `environment variable SIDENOTE_LLM_MODEL`.
        public var origin: String
    }

    /// By path; the entries of a map setting stand at `path.NAME`.
    private(set) var values: [String: Value] = [:]
    private(set) var maps: [String: [String: Value]] = [:]

    public init() {}

    /// Reads a YAML file over what is there.
    ///
    /// - Throws: `Problem` naming file and line for a file that cannot be read, is no YAML, holds an unknown key (with
    ///   the nearest known one) or a value of the wrong kind.
    public mutating func read(file path: String) throws(Problem) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "cannot read the configuration file", place: path,
                remedy: "Check the path given with --config or SIDENOTE_CONFIG and its permissions")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Problem("the configuration file is not UTF-8 text", place: path, remedy: "Save it as UTF-8")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw YAMLProblem.describe(error, file: path)
        }
        guard let root, !Self.isBlank(root) else { return }
        guard case .mapping = root else {
            throw Problem(
                "the configuration file must hold keys and values", place: path,
                remedy: "Begin with a line such as “llm:”; see sidenote config show")
        }
        try read(root, at: "", file: path)
    }

    private mutating func read(_ node: Node, at path: String, file: String) throws(Problem) {
        guard case .mapping(let mapping) = node else { return }
        for (key, child) in mapping {
            let name = key.scalar?.string ?? ""
            let childPath = path.isEmpty ? name : "\(path).\(name)"
            let place = "\(file) line \(key.mark?.line ?? child.mark?.line ?? 0)"
            if let setting = SettingKey.byPath[childPath] {
                try read(setting, child, place: place, file: file)
            } else if SettingKey.all.contains(where: { $0.path.hasPrefix(childPath + ".") }) {
                // All keys below it may be commented out.
                if Self.isBlank(child) { continue }
                guard case .mapping = child else {
                    throw Problem(
                        "“\(childPath)” holds further keys, not a value", place: place,
                        remedy: "Write its keys on indented lines below it")
                }
                try read(child, at: childPath, file: file)
            } else {
                throw Self.unknown(childPath, place: place)
            }
        }
    }

    private mutating func read(_ setting: SettingKey, _ node: Node, place: String, file: String) throws(Problem) {
        // “key:” without a value leaves the setting as it is.
        if Self.isBlank(node) { return }
        if case .map(let words) = setting.kind {
            guard case .mapping(let mapping) = node else {
                throw Problem(
                    "“\(setting.path)” must be a list of names with a value each", place: place,
                    remedy: "Write “NAME: VALUE” on indented lines below it")
            }
            for (key, child) in mapping {
                let place = "\(file) line \(key.mark?.line ?? 0)"
                guard let name = key.scalar?.string, let text = child.scalar?.string else {
                    throw Problem(
                        "an entry of “\(setting.path)” has no single value", place: place,
                        remedy: "Write “NAME: VALUE” on one line")
                }
                guard words.isEmpty || words.contains(text) else {
                    throw Problem(
                        "“\(setting.path).\(name)” must be one of \(words.joined(separator: ", "))", place: place,
                        remedy: Self.suggestion(text, words))
                }
                maps[setting.path, default: [:]][name] = Value(text: text, origin: place)
            }
            return
        }
        guard let text = node.scalar?.string else {
            throw Problem(
                "“\(setting.path)” must be a single value", place: place, remedy: "Write it as “KEY: VALUE” on one line"
            )
        }
        try set(setting, text, origin: place)
    }

    /// Reads `SIDENOTE_…` variables over what is there. Variables that name no setting are left alone: they may belong
    /// to the process that starts Sidenote.
    public mutating func read(environment: [String: String]) throws(Problem) {
        for setting in SettingKey.all {
            guard let text = environment[setting.environmentName].nonBlank else { continue }
            if case .map = setting.kind { continue }
            try set(setting, text, origin: "environment variable \(setting.environmentName)")
        }
    }

    /// Variables that look like settings and are none, with what they most likely meant.
    public static func unknownVariables(_ environment: [String: String]) -> [(name: String, suggestion: String)] {
        let known = SettingKey.all.map(\.environmentName) + ["SIDENOTE_DATA", "SIDENOTE_CONFIG"]
        return environment.keys.filter { $0.hasPrefix("SIDENOTE_") && !known.contains($0) }.sorted()
            .map { name in
                let nearest = NearestKey.of(name, among: known.map { $0.lowercased() })
                return (name, nearest.map { "Did you mean \($0.uppercased())?" } ?? "See sidenote config show --json")
            }
    }

    private mutating func set(_ setting: SettingKey, _ text: String, origin: String) throws(Problem) {
        let expectation: String?
        switch setting.kind {
        case .text: expectation = nil
        case .integer(let range):
            expectation =
                Int(text).map(range.contains) == true
                ? nil : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range):
            expectation =
                Double(text).map(range.contains) == true
                ? nil : "a number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: expectation = ["true", "false"].contains(text) ? nil : "true or false"
        case .choice(let words):
            expectation = words.contains(text) ? nil : "one of " + words.joined(separator: ", ")
        case .map: expectation = nil
        }
        if let expectation {
            throw Problem(
                "“\(setting.path)” must be \(expectation), not “\(text.prefix(40))”", place: origin,
                remedy: "Correct it there")
        }
        values[setting.path] = Value(text: text, origin: origin)
    }

    private static func unknown(_ path: String, place: String) -> Problem {
        let known = SettingKey.all.map(\.path)
        let groups = Set(known.compactMap { $0.split(separator: ".").first.map(String.init) })
        return Problem(
            "“\(path)” is not a setting", place: place, remedy: suggestion(path, known + groups.sorted()))
    }

    private static func suggestion(_ text: String, _ words: [String]) -> String {
        guard let nearest = NearestKey.of(text, among: words) else {
            return "See sidenote config show for all settings"
        }
        return "Did you mean “\(nearest)”?"
    }

    private static func isBlank(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    }

    // MARK: Reading

    /// The value of a setting as it is in force, with its origin; nil when it has none.
    public func value(_ path: String) -> Value? {
        values[path] ?? SettingKey.byPath[path]?.standard.map { Value(text: $0, origin: "built in") }
    }

    /// The entries of a map setting in order of name.
    public func map(_ path: String) -> [(name: String, value: Value)] {
        (maps[path] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func text(_ path: String) -> String? { value(path)?.text }
    func integer(_ path: String) -> Int? { text(path).flatMap { Int($0) } }
    func number(_ path: String) -> Double? { text(path).flatMap { Double($0) } }
    func flag(_ path: String) -> Bool { text(path) == "true" }
}
