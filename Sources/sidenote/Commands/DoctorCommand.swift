import ArgumentParser
import Domain

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks configuration, data and machine, and says what to do.",
        discussion: """
            Changes nothing, and works while the service runs. Exit status: 0 all in order, 2 warnings, 3 something is \
            broken.

            Examples:
              sidenote doctor
              sidenote doctor --full --online
            """)

    @Flag(help: "Read every page and both ledgers; takes a while on large data.")
    var full = false

    @Flag(help: "Ask the configured endpoint too, without key or content.")
    var online = false

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var data: DataOptions

    func run() async throws {
        let directory = Workspace.directory(data)
        let now = SystemClock().now()
        var findings = await SettingChecks(data: data, isOnline: online).findings()
        findings += MachineChecks(directory: directory, now: now).findings
        if findings.last?.check != "data folder" {
            findings += DataChecks(directory: directory, now: now, isFull: full).findings
        }
        if json {
            try ConsoleAccess.printJSON(findings)
        } else {
            for finding in findings { print(finding) }
        }
        if findings.contains(where: { $0.state == .fail }) { throw ExitCode(ExitStatus.nothingDone) }
        if findings.contains(where: { $0.state == .warn }) { throw ExitCode(ExitStatus.someFailed) }
    }

    private func print(_ finding: Finding) {
        let style: Console.Style = finding.state == .ok ? .green : finding.state == .warn ? .yellow : .red
        let mark = finding.state.rawValue + String(repeating: " ", count: 4 - finding.state.rawValue.count)
        let name = finding.check + String(repeating: " ", count: max(0, 16 - finding.check.count))
        var line = Console.styled(mark, style, on: .standardOutput) + "  \(name)  " + Console.printable(finding.detail)
        if let remedy = finding.remedy { line += "\n      " + Console.printable("→ " + remedy) }
        Console.write(line + "\n", to: .standardOutput)
    }
}
