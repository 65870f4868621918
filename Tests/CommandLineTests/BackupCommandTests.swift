import Foundation
import Testing

@Suite("Backup, restore and doctor")
struct BackupCommandTests {
    private func run(_ arguments: String..., in folder: Folder) throws -> Program.Run {
        try Program.run(arguments + ["--data", "data"], in: folder)
    }

    private func accounts(_ folder: Folder, _ count: Int) throws {
        for index in 0..<count {
            #expect(try run("user", "add", "user\(index)", "--role", "admin", "--no-password", in: folder).status == 0)
        }
    }

    @Test("A backup restores to the same records and searches")
    func roundTrip() throws {
        let folder = try SampleWorld.copy()
        try folder.write("data/sidenote.yaml", "policy:\n  default: extractive\n")
        let query = ["search", "printer", "--client", "hdg", "--json"]
        let before = try Program.run(query + ["--data", "data"], in: folder)
        let backup = try run("backup", "saved", in: folder)
        #expect(backup.status == 0, "\(backup.errors)")
        #expect(try folder.names("saved").sorted() == ["manifest.json", "sidenote.sqlite", "sidenote.yaml"])
        let restore = try Program.run(["restore", "saved", "--data", "other"], in: folder)
        #expect(restore.status == 0, "\(restore.errors)")
        let after = try Program.run(query + ["--data", "other"], in: folder)
        #expect(after.status == 0 && after.text == before.text && !after.text.isEmpty)
        #expect(try folder.text("other/sidenote.yaml").contains("extractive"))
        let acts = try Program.run(["audit", "export", "--data", "other"], in: folder).objects.map {
            $0["act"] as? String
        }
        #expect(acts == ["records_imported", "backup_made", "data_restored", "audit_exported"])
    }

    @Test("Existing data is only replaced when that is asked for, and kept")
    func replaced() throws {
        let folder = try Folder()
        try accounts(folder, 1)
        #expect(try run("backup", "saved", in: folder).status == 0)
        try accounts(folder, 0)
        #expect(try run("user", "add", "later", "--no-password", in: folder).status == 0)
        expectProblem(try run("restore", "saved", in: folder), status: 3, "there is data already", "--force")
        #expect(try run("user", "list", in: folder).text.contains("later"))
        let forced = try run("restore", "saved", "--force", in: folder)
        #expect(forced.status == 0 && forced.errors.contains("data/replaced-"), "\(forced.errors)")
        #expect(try !run("user", "list", in: folder).text.contains("later"))
        let aside = try #require(try folder.names("data").first { $0.hasPrefix("replaced-") })
        let old = try Program.run(["user", "list", "--data", "data/\(aside)"], in: folder)
        #expect(old.text.contains("later"), "\(old.errors)")
    }

    @Test("What is no backup, or a damaged one, is refused")
    func refused() throws {
        let folder = try Folder()
        try accounts(folder, 1)
        expectProblem(try run("restore", "none", in: folder), status: 3, "this is no backup", "manifest.json")
        #expect(try run("backup", "saved", in: folder).status == 0)
        var bytes = try folder.read("saved/sidenote.sqlite")
        bytes[bytes.count / 2] ^= 1
        try folder.write("saved/sidenote.sqlite", bytes)
        expectProblem(
            try Program.run(["restore", "saved", "--data", "new"], in: folder), status: 3, "checksum differs")
        try folder.write("saved/sidenote.sqlite", bytes.prefix(bytes.count / 2))
        expectProblem(
            try Program.run(["restore", "saved", "--data", "new"], in: folder), status: 3, "incomplete")
        #expect(!folder.has("new/sidenote.sqlite"))
        expectProblem(
            try Program.run(["backup", "x", "--data", "none"], in: folder), status: 3, "no Sidenote data here")
    }

    private func findings(_ run: Program.Run) throws -> [String: String] {
        let list = try JSONSerialization.jsonObject(with: run.output) as? [[String: String]] ?? []
        return Dictionary(list.map { ($0["check"] ?? "", $0["state"] ?? "") }) { first, second in
            first == "ok" ? second : first
        }
    }

    @Test("Doctor is content with sound data and says what is missing")
    func doctor() throws {
        let folder = try Folder()
        let none = try run("doctor", "--json", in: folder)
        #expect(none.status == 3)
        #expect(try findings(none)["data folder"] == "fail")
        #expect(try run("user", "add", "ann", "--no-password", in: folder).status == 0)
        let noAdmin = try run("doctor", "--json", in: folder)
        #expect(noAdmin.status == 2)
        #expect(try findings(noAdmin).filter { $0.value != "ok" }.keys.filter { $0 != "file system" } == ["accounts"])
        #expect(try run("user", "set", "ann", "--role", "admin", in: folder).status == 0)
        let sound = try run("doctor", "--full", "--json", in: folder)
        // A test may run where the temporary folder is in memory.
        #expect(try findings(sound).filter { $0.value != "ok" && $0.key != "file system" }.isEmpty, "\(sound.text)")
        #expect(try run("token", "create", "--label", "x", "--expires", "never", in: folder).status == 0)
        #expect(try findings(run("doctor", "--json", in: folder))["tokens"] == "warn")
    }

    @Test("Doctor names what is broken")
    func doctorFails() throws {
        let folder = try Folder()
        try accounts(folder, 3)
        try folder.write("data/sidenote.yaml", "llm:\n  modell: x\n")
        #expect(try findings(run("doctor", "--json", in: folder))["configuration"] == "fail")
        try folder.write("data/sidenote.yaml", "llm:\n  endpoint: http://127.0.0.1:9/v1\n  model: m\n")
        #expect(try findings(run("doctor", "--json", in: folder))["endpoint"] == "ok")
        let online = try run("doctor", "--online", in: folder)
        #expect(online.status == 3 && online.text.contains("not reached"))
        let script = """
            import sqlite3
            c = sqlite3.connect("data/sidenote.sqlite")
            c.executescript("DROP TRIGGER audit_no_update; UPDATE audit SET act = 'x' WHERE id = 3; "
                "UPDATE audit_head SET entry = 2")
            """
        try folder.write("edit.py", script)
        guard try Program.shell("python3 edit.py", in: folder).status == 0 else { return }
        #expect(try findings(run("doctor", "--json", in: folder))["audit head"] == "fail")
        #expect(try findings(run("doctor", "--full", "--json", in: folder))["audit ledger"] == "fail")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/data")
        #expect(try findings(run("doctor", "--json", in: folder))["data folder"] == "warn")
        try folder.write("data/sidenote.sqlite", Data(repeating: 0xA5, count: 9000))
        #expect(try findings(run("doctor", "--json", in: folder))["database"] == "fail")
    }
}
