import ArgumentParser
import Domain
import Foundation
import LanguageModel
import Settings

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Shows and checks the configuration.",
        discussion: """
            Settings come from one YAML file (--config FILE, else $SIDENOTE_CONFIG, else DATA/sidenote.yaml), \
            overridden by environment variables: SIDENOTE_LLM_MODEL is llm.model.

            Example:
              sidenote config show
            """,
        subcommands: [Show.self, Check.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints every setting with its value and where it comes from.",
            discussion: "Example:\n  sidenote config show --json")

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var data: DataOptions

        func run() throws {
            let values = try Workspace.settingValues(data)
            let lines = SettingLine.all(values)
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
                Console.write(String(decoding: try encoder.encode(lines), as: UTF8.self) + "\n", to: .standardOutput)
                return
            }
            var table = Table([("setting", .left), ("value", .left), ("from", .left), ("what it is", .left)])
            for line in lines { table.add([line.path, line.value ?? "–", line.origin ?? "", line.help]) }
            Console.write(table.text(width: Console.Stream.standardOutput.tableWidth) + "\n", to: .standardOutput)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks the configuration without doing anything.",
            discussion: "Example:\n  sidenote config check --config sidenote.yaml")

        @OptionGroup var data: DataOptions

        func run() throws {
            let settings = try Workspace.settings(data)
            for name in SettingValues.unknownVariables(Workspace.environment) {
                Console.warning("the environment variable \(name.name) is no setting. \(name.suggestion)")
            }
            // Reads key and prompts, so that what is missing shows up here and not in the first batch.
            if let llm = settings.llm {
                for warning in try settings.loadModel(llm).model.warnings { Console.warning(warning.description) }
            } else {
                _ = try settings.loadPrompts()
            }
            let drafts = settings.llm.map { "drafts by \($0.model)" } ?? "no model configured: drafts are extractive"
            Console.write(
                "the configuration is valid; \(drafts); default policy \(settings.defaultPolicy.rawValue)\n",
                to: .standardOutput)
        }
    }
}

/// One setting as `config show` prints it. Header values are secrets and never shown.
struct SettingLine: Encodable {
    var path: String
    var value: String?
    var origin: String?
    var help: String
    var environment: String

    static func all(_ values: SettingValues) -> [SettingLine] {
        SettingKey.all.flatMap { key -> [SettingLine] in
            if case .map(let words) = key.kind {
                let entries = values.map(key.path)
                guard !entries.isEmpty else {
                    return [SettingLine(path: key.path, help: key.help, environment: "")]
                }
                return entries.map { entry in
                    SettingLine(
                        path: "\(key.path).\(entry.name)", value: words.isEmpty ? "(hidden)" : entry.value.text,
                        origin: entry.value.origin, help: key.help, environment: "")
                }
            }
            let value = values.value(key.path)
            return [
                SettingLine(
                    path: key.path, value: value?.text, origin: value?.origin, help: key.help,
                    environment: key.environmentName)
            ]
        }
    }
}
