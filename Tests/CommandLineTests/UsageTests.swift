import Foundation
import Testing

@Suite("Usage: help, mistakes in the call, completions")
struct UsageTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(
        "A mistake in the call is told like every other error, and nothing is begun",
        arguments: [
            (["frobnicate"], "there is no command “frobnicate”. sidenote. The commands are: demo, import"),
            (["enrch", "x"], "there is no command “enrch”. sidenote. Did you mean “enrich”?"),
            (["config", "chek"], "there is no command “chek”. sidenote config. Did you mean “check”?"),
            (["--nope"], "unknown option '--nope'. sidenote. See sidenote --help."),
            (["enrich"], "missing expected argument '<tickets>'. sidenote enrich. See sidenote enrich --help."),
            (["enrich", "a", "b"], "unexpected argument 'b'"),
            (["enrich", "a", "--concurency", "2"], "Did you mean '--concurrency'?"),
            (["enrich", "a", "--concurrency", "0"], "--concurrency must be a number from 1 to 1024"),
            (["enrich", "a", "--concurrency", "two"], "the value 'two' is invalid for '--concurrency <n>'"),
            (["enrich", "a", "--limit", "0"], "--limit must be at least 1"),
            (["enrich", "a", "--limit"], "missing value for '--limit <n>'"),
            (["enrich", "a", "--resume"], "--resume needs a file"),
            (["enrich", "a", "-o", "b", "--report", "b"], "--report and -o must be different files"),
            (["import"], "missing expected argument '<path> ...'. sidenote import."),
            (["import", "a", "--client", "hdg", "--shared"], "exclude each other. sidenote import."),
            (["import", "a", "--kind", "invoices"], "--kind must be one of clients, contacts, devices"),
            (["import", "a", "--map", "hostname"], "--map needs field=Column, not “hostname”"),
            (["import", "a", "--date-order", "ymd"], "--date-order must be mdy or dmy"),
            (["normalize"], "missing expected argument '<tickets>'. sidenote normalize."),
            (["search"], "missing expected argument '<query>'. sidenote search."),
            (["search", "vpn"], "say whose records to search: --client ID or --shared"),
            (["search", "vpn", "--client", "hdg", "--shared"], "exclude each other"),
            (["search", " ", "--client", "hdg"], "the query is empty"),
            (["search", "vpn", "--client", "hdg", "-k", "0"], "-k must be a number from 1 to 1000"),
            (["search", "vpn", "--client", "hdg", "--kind", "docs"], "'documents', 'devices' or 'tickets'"),
            (["user", "ad"], "there is no command “ad”. sidenote user. Did you mean “add”?"),
            (["user", "add", "a", "--password-stdin", "--no-password"], "exclude each other"),
            (["user", "add", "a", "--role", "boss"], "'reader', 'technician', 'lead' or 'admin'"),
            (["user", "set", "a"], "say what to change"),
            (["user", "link", "a", "--url", "ftp://x"], "--url must be the service’s address"),
            (["token", "create"], "missing expected argument '--label <label>'. sidenote token create."),
            (["token", "create", "--label", "x", "--expires", "soon"], "'soon' is invalid for '--expires <time>'"),
            (["audit", "export", "--since", "lately"], "--since must be a date"),
            (["egress", "show", "--limit", "0"], "--limit must be a number from 1"),
            (["backup"], "missing expected argument '<destination>'. sidenote backup."),
        ])
    func mistake(arguments: [String], message: String) throws {
        let run = try Program.run(arguments, in: folder)
        expectProblem(run, status: 1, message)
        #expect(run.output.isEmpty)
        #expect(try folder.names().isEmpty)
    }

    @Test(
        "The help of every command has an example",
        arguments: [
            ["demo"], ["import"], ["enrich"], ["normalize"], ["search"], ["config"], ["config", "show"],
            ["config", "check"], ["user"], ["user", "add"], ["user", "list"], ["user", "set"], ["user", "disable"],
            ["user", "enable"], ["user", "passwd"], ["user", "link"], ["token"], ["token", "create"],
            ["token", "list"],
            ["token", "revoke"], ["audit"], ["audit", "verify"], ["audit", "head"], ["audit", "export"], ["egress"],
            ["egress", "show"], ["egress", "verify"], ["backup"], ["restore"], ["doctor"],
        ])
    func help(command: [String]) throws {
        let run = try Program.run(command + ["--help"], in: folder)
        #expect(run.status == 0)
        #expect(run.text.contains("Example"))
        #expect(run.text.contains("  sidenote \(command.joined(separator: " "))"))
        #expect(run.errors.isEmpty)
    }

    @Test("Without a command, and with --help, the overview teaches the first steps")
    func overview() throws {
        for arguments in [[], ["--help"]] {
            let run = try Program.run(arguments, in: folder)
            #expect(run.status == 0)
            #expect(run.text.contains("sidenote demo"))
            #expect(run.text.contains("Exit status: 0"))
        }
    }

    @Test("--version prints a version")
    func version() throws {
        let run = try Program.run(["--version"], in: folder)
        #expect(run.status == 0)
        #expect(run.lines.first?.split(separator: ".").count == 3)
    }

    @Test(
        "Completion scripts name the commands and are valid where their shell is here",
        arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let run = try Program.run(["--generate-completion-script", shell], in: folder)
        #expect(run.status == 0)
        for word in ["enrich", "normalize", "search", "concurrency"] { #expect(run.text.contains(word)) }
        try folder.write("script", run.output)
        let check = try Program.shell(
            "command -v \(shell) > /dev/null || exit 99; \(shell) -n script", in: folder)
        #expect(check.status == 0 || check.status == 99, "\(check.errors)")
    }
}
