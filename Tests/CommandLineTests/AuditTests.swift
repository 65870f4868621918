import Foundation
import Testing

@Suite("The audit ledger from the command line")
struct AuditTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        for login in ["ann", "bob", "zoë"] {
            let run = try run("user", "add", login, "--no-password")
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    private func run(_ arguments: String...) throws -> Program.Run {
        try Program.run(arguments + ["--data", "data"], in: folder)
    }

    private func sqlite(_ sql: String) throws -> Bool {
        try folder.write(
            "edit.py",
            "import sqlite3\nc=sqlite3.connect('data/sidenote.sqlite')\nc.executescript(\"\"\"\(sql)\"\"\")\n")
        return try Program.shell("python3 edit.py", in: folder).status == 0
    }

    @Test("A sound ledger verifies, with its anchors")
    func sound() throws {
        let head = try run("audit", "head").lines[0]
        #expect(head.hasPrefix("3:") && head.count == 66)
        try folder.write("anchors", "# kept elsewhere\n\(head)\n")
        for anchor in [head, "anchors"] {
            let run = try run("audit", "verify", "--anchor", anchor)
            #expect(run.status == 0 && run.text.contains("3 entries, 1 anchor in it, head \(head)"), "\(run.errors)")
        }
        let json = try run("audit", "verify", "--json")
        let object = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
        #expect(object?["sound"] as? Bool == true && object?["head"] as? String == head)
    }

    @Test("What is altered or not anchored is named, with exit status 2")
    func broken() throws {
        let zeros = String(repeating: "0", count: 64)
        expectProblem(
            try run("audit", "verify", "--anchor", "2:\(zeros)"), status: 2, "does not hold at entry 2", "rewritten")
        expectProblem(
            try run("audit", "verify", "--anchor", "9:\(zeros)"), status: 2, "does not hold at entry 9", "removed")
        expectProblem(try run("audit", "verify", "--anchor", "nowhere"), status: 3, "neither an anchor nor a file")
        guard try sqlite("DROP TRIGGER audit_no_update; UPDATE audit SET act = 'x' WHERE id = 2") else { return }
        expectProblem(try run("audit", "verify"), status: 2, "does not hold at entry 2", "altered")
        let json = try run("audit", "verify", "--json")
        let object = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
        #expect(json.status == 2 && object?["first_broken"] as? Int == 2)
    }

    /// The Python of `docs/audit.md`.
    private func verifier() throws -> String {
        let text = try String(
            contentsOfFile: Project.root.appendingPathComponent("docs/audit.md").path, encoding: .utf8)
        let start = try #require(text.range(of: "```python\n"))
        let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
        return String(text[start.upperBound..<end.lowerBound])
    }

    @Test("A third party can recompute an export with what the documentation says")
    func export() throws {
        let script = try verifier()
        #expect(script.split(separator: "\n").count <= 30)
        try folder.write("verify.py", script)
        #expect(try run("audit", "export", "-o", "a.jsonl").status == 0)
        #expect(try folder.lines("a.jsonl").count == 4)
        let head = try run("audit", "head").lines[0]
        let check = try Program.shell("python3 verify.py a.jsonl", in: folder)
        guard check.status != 127 else { return }
        #expect(check.lines == [head], "\(check.errors)")
        // Each field of an entry, an entry taken out, two exchanged.
        let lines = try folder.lines("a.jsonl")
        let second = try #require(try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any])
        for key in second.keys where key != "at" {
            var altered = second
            switch altered[key] {
            case let text as String where key.hasSuffix("hash"): altered[key] = String(text.reversed())
            case let text as String: altered[key] = text + "x"
            case let number as Int: altered[key] = number + 1
            default: altered[key] = "x"
            }
            let line = String(decoding: try JSONSerialization.data(withJSONObject: altered), as: UTF8.self)
            try folder.write("b.jsonl", [lines[0], line, lines[2]].joined(separator: "\n"))
            #expect(try Program.shell("python3 verify.py b.jsonl", in: folder).status == 1, "\(key)")
        }
        try folder.write("b.jsonl", [lines[1], lines[0]].joined(separator: "\n"))
        #expect(try Program.shell("python3 verify.py b.jsonl", in: folder).status == 1)
    }

    @Test("An export can be narrowed, and is an act itself")
    func narrowed() throws {
        #expect(try run("audit", "export", "--client", "hdg").lines.count == 1)
        let future = try run("audit", "export", "--since", "2999-01-01")
        #expect(future.status == 0 && future.lines.isEmpty)
        let all = try run("audit", "export", "--since", "2020-01-01").objects
        #expect(all.suffix(3).allSatisfy { $0["act"] as? String == "audit_exported" })
        #expect(all.map { $0["id"] as? Int } == Array(1...6))
    }

    @Test("Where the entry cannot be written there is no export")
    func refused() throws {
        guard
            try sqlite("CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END")
        else { return }
        let export = try run("audit", "export", "-o", "a.jsonl")
        #expect(export.status == 3 && !folder.has("a.jsonl"))
        #expect(try run("user", "add", "mallory", "--no-password").status == 3)
        #expect(try !run("user", "list").text.contains("mallory"))
    }

    @Test("An import is an act: how many records of each kind, and whose hand")
    func importing() throws {
        try folder.write("clients.jsonl", "{\"id\":\"a\",\"name\":\"Acme\"}\n{\"id\":\"b\",\"name\":\"Brook\"}\n")
        try folder.write(
            "devices.jsonl",
            "{\"id\":\"d\",\"client_id\":\"a\",\"hostname\":\"ACME-PC\",\"kind\":\"server\"}\nnonsense\n")
        #expect(try run("import", "clients.jsonl", "devices.jsonl").status == 2)
        #expect(try run("import", "clients.jsonl").status == 0)
        #expect(try run("import", "none.jsonl").status == 3)
        let entries = try run("audit", "export").objects.filter { $0["act"] as? String == "records_imported" }
        #expect(entries.count == 2)
        #expect(entries.allSatisfy { ($0["actor"] as? String)?.hasPrefix("console:") == true })
        let details = entries.map { $0["detail"] as? String }
        #expect(
            details == [#"{"clients_inserted":"2","devices_inserted":"1"}"#, #"{"clients_unchanged":"2"}"#])
    }

    @Test("An import that the ledger cannot be told of says so and fails")
    func importRefused() throws {
        guard
            try sqlite("CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END")
        else { return }
        try folder.write("clients.jsonl", "{\"id\":\"a\",\"name\":\"Acme\"}\n")
        expectProblem(
            try run("import", "clients.jsonl"), status: 3, "the records are stored, but the audit ledger", "again")
    }

    @Test("The egress ledger is shown and verified")
    func egress() throws {
        let empty = try run("egress", "show")
        #expect(empty.status == 0 && empty.errors.contains("nothing was sent"))
        #expect(try run("egress", "verify").text.contains("the egress ledger holds: 0 entries"))
        expectProblem(try run("egress", "show", "--body", "1"), status: 3, "no egress receipt 1")
        expectProblem(
            try Program.run(["egress", "verify", "--data", "none"], in: folder), status: 3, "no Sidenote data")
    }
}
