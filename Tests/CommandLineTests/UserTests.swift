import Foundation
import Testing

@Suite("Accounts from the command line")
struct UserTests {
    private let folder: Folder
    private static let good = "a long enough phrase\n"

    init() throws { folder = try Folder() }

    private func run(_ arguments: String..., input: String = "") throws -> Program.Run {
        try Program.run(arguments + ["--data", "data"], in: folder, input: Data(input.utf8))
    }

    private func accounts() throws -> [[String: Any]] {
        let run = try run("user", "list", "--json")
        #expect(run.status == 0, "\(run.errors)")
        return try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]] ?? []
    }

    @Test("An account is made, changed, disabled and enabled, each act with its entry")
    func life() throws {
        let copy = try SampleWorld.copy()
        func run(_ arguments: String..., input: String = "") throws -> Program.Run {
            try Program.run(arguments + ["--data", "data"], in: copy, input: Data(input.utf8))
        }
        #expect(
            try run("user", "add", "Ann@Example.com", "--role", "admin", "--password-stdin", input: Self.good).status
                == 0)
        #expect(try run("user", "add", "bob", "--name", "Bob B", "--client", "hdg", "--no-password").status == 0)
        #expect(try run("user", "set", "u_2", "--role", "lead", "--client", "nwl", "--client", "cmf").status == 0)
        #expect(try run("user", "disable", "bob").status == 0)
        #expect(try run("user", "enable", "BOB").status == 0)
        #expect(try run("user", "passwd", "bob", "--password-stdin", input: Self.good).status == 0)
        let list = try run("user", "list", "--json")
        let accounts = try JSONSerialization.jsonObject(with: list.output) as? [[String: Any]]
        let bob = try #require(accounts?.last)
        #expect(bob["login"] as? String == "bob" && bob["name"] as? String == "Bob B")
        #expect(bob["role"] as? String == "lead" && bob["clients"] as? [String] == ["cmf", "nwl"])
        #expect(bob["password"] as? Bool == true && bob["disabled"] as? Bool == false)
        #expect(!list.text.contains("$y$"))
        let export = try run("audit", "export")
        #expect(
            try export.objects.map { $0["act"] as? String } == [
                "records_imported", "account_created", "account_created", "account_changed", "account_changed",
                "account_changed", "account_changed", "audit_exported",
            ])
        #expect(try export.objects.allSatisfy { ($0["actor"] as? String)?.hasPrefix("console:") == true })
        #expect(!export.text.contains("enough phrase"))
        expectProblem(
            try run("user", "set", "bob", "--client", "hdgg"), status: 3, "no client “hdgg”", "Did you mean “hdg”?")
        expectProblem(
            try run("user", "set", "bobb", "--role", "lead"), status: 3, "no account “bobb”", "Did you mean “bob”?")
    }

    @Test(
        "A password that is easily guessed is refused, and nothing is made",
        arguments: [
            "", "short", "elevenchars", "ann@example.com", "ANN@EXAMPLE.COM", "annannannann", "Password1234",
            "P@ssw0rd2026!", "aaaaaaaaaaaa", "123456789012", "abababababab", "qwertyuiopas", "has\u{7}a control char",
            String(repeating: "long ", count: 120),
        ])
    func badPassword(password: String) throws {
        let run = try run("user", "add", "ann@example.com", "--password-stdin", input: password + "\n")
        expectProblem(run, status: 3, "Choose another password")
        #expect(try accounts().isEmpty)
        #expect(password.isEmpty || !run.errors.contains(password))
    }

    @Test("What cannot be is refused", arguments: [[""], ["a\nb"], [String(repeating: "x", count: 255)]])
    func badLogin(login: [String]) throws {
        let run = try run("user", "add", login[0], "--no-password")
        #expect(run.status != 0 && run.problems.count == 1)
    }

    @Test("Without a terminal a password is never asked for")
    func noTerminal() throws {
        expectProblem(
            try run("user", "add", "ann", input: Self.good), status: 3, "no terminal", "Use --password-stdin")
        #expect(try accounts().isEmpty)
    }

    @Test("On a terminal the password is asked for twice and never echoed")
    func prompt() throws {
        let script = """
            import os, pty, sys
            pid, fd = pty.fork()
            if pid == 0:
                os.execv(os.environ["S"], ["sidenote", "user", "add", "ann", "--data", "data"])
            seen = b""
            def wait(text):
                global seen
                while text not in seen:
                    seen += os.read(fd, 1024)
            wait(b"Password: ")
            os.write(fd, b"a long enough phrase\\n")
            wait(b"Again: ")
            os.write(fd, sys.argv[1].encode() + b"\\n")
            try:
                while True:
                    data = os.read(fd, 1024)
                    if not data: break
                    seen += data
            except OSError:
                pass
            print(seen.decode())
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """
        try folder.write("prompt.py", script)
        guard try Program.shell("python3 -c ''", in: folder).status == 0 else { return }
        let differs = try Program.shell("python3 prompt.py 'another long phrase'", in: folder)
        #expect(differs.status == 3 && differs.text.contains("the two passwords differ"))
        let same = try Program.shell("python3 prompt.py 'a long enough phrase'", in: folder)
        #expect(same.status == 0, "\(same.text)\(same.errors)")
        #expect(!same.text.contains("phrase") && !differs.text.contains("phrase"))
        #expect(try accounts().count == 1)
    }

    @Test("The last admin stays, a link is printed once")
    func lastAdmin() throws {
        #expect(try run("user", "add", "ann", "--role", "admin", "--no-password").status == 0)
        for command in [["disable", "ann"], ["set", "ann", "--role", "lead"]] {
            let run = try Program.run(["user"] + command + ["--data", "data"], in: folder)
            expectProblem(run, status: 3, "last enabled admin", "Make another account an admin first")
        }
        let link = try run("user", "link", "ann", "--url", "https://sidenote.example.com/")
        #expect(link.status == 0)
        let line = try #require(link.lines.first)
        #expect(line.hasPrefix("https://sidenote.example.com/sign-in/link/"))
        let secret = try #require(line.split(separator: "/").last)
        #expect(secret.count == 43)
        #expect(try !run("audit", "export").text.contains(secret))
        #expect(link.errors.contains("signs ann in once"))
    }

    @Test("A token is printed once and only as it is made")
    func tokens() throws {
        #expect(try run("user", "add", "ann", "--no-password").status == 0)
        let made = try run("token", "create", "--label", "nightly", "--role", "reader")
        let secret = try #require(made.lines.first)
        #expect(made.status == 0 && secret.hasPrefix("sn_") && secret.count == 46)
        let object =
            try JSONSerialization.jsonObject(
                with: run("token", "create", "--label", "b", "--expires", "never", "--json").output) as? [String: Any]
        #expect((object?["token"] as? String)?.hasPrefix("sn_") == true && object?["expires_at"] == nil)
        #expect(try run("token", "revoke", "t_1").status == 0)
        let list = try run("token", "list", "--json")
        let tokens = try JSONSerialization.jsonObject(with: list.output) as? [[String: Any]]
        #expect(tokens?.map { $0["revoked_at"] != nil } == [true, false])
        #expect(!list.text.contains(secret) && !list.text.contains("sn_"))
        #expect(try run("token", "list").text.contains("revoked"))
        expectProblem(try run("token", "revoke", "t_9"), status: 3, "no token “t_9”")
        expectProblem(try run("token", "create", "--label", "x", "--client", "hdg"), status: 3, "no client “hdg”")
        let bytes = try folder.read("data/sidenote.sqlite")
        #expect(bytes.range(of: Data(secret.utf8)) == nil)
    }
}
