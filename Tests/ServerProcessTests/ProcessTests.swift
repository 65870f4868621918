import Domain
import Foundation
import Storage
import Testing

@Suite("The service as a process")
struct ProcessTests {
    private func get(_ url: URL) async throws -> (status: Int32, body: String) {
        // curl, since the system's URL loading needs a library the project does without.
        let answer = try await ServerProcess.run(
            ["-s", "-m", "10", "--fail", url.absoluteString], program: "/usr/bin/curl")
        return (answer.status, answer.output)
    }

    @Test(
        "It prints its address, serves, and ends with 0 on SIGTERM and SIGINT", .timeLimit(.minutes(1)),
        arguments: [SIGTERM, SIGINT])
    func serves(_ signal: Int32) async throws {
        let server = try ServerProcess(["--data", "DATA", "--listen", "127.0.0.1:0"])
        let url = try await server.address()
        let answer = try await get(url.appendingPathComponent("readyz"))
        #expect(answer.status == 0)
        #expect(answer.body.contains("\"status\":\"ready\""))
        server.signal(signal)
        #expect(try await server.exitStatus() == 0)
        #expect(server.errors.contains("stopped"))
        // The log went into the database: it can be opened anew by a reader alone.
        try SQLiteStore.open(directory: server.data, mode: .readOnly).close()
    }

    @Test("A second service on the same data is refused and says who has it", .timeLimit(.minutes(1)))
    func second() async throws {
        let first = try ServerProcess(["--data", "DATA", "--listen", "127.0.0.1:0"])
        _ = try await first.address()
        let second = try await ServerProcess.run(["--data", first.data, "--listen", "127.0.0.1:0"])
        #expect(second.status == 3)
        #expect(second.errors.contains("another sidenote is working on this data (sidenote-server, process"))
        first.signal(SIGTERM)
        #expect(try await first.exitStatus() == 0)
    }

    @Test("A second signal ends it at once", .timeLimit(.minutes(1)))
    func secondSignal() async throws {
        let server = try ServerProcess(["--data", "DATA", "--listen", "127.0.0.1:0"])
        let url = try await server.address()
        // A request that is never finished holds the stop up for seconds.
        let slow = try ServerProcess(
            ["-s", "-T", "/dev/stdin", "-H", "Expect:", url.appendingPathComponent("healthz").absoluteString],
            program: "/usr/bin/curl")
        defer { slow.signal(SIGKILL) }
        server.signal(SIGTERM)
        while !server.errors.contains("a second signal stops at once"), server.process.isRunning {
            try await Task.sleep(for: .milliseconds(5))
        }
        server.signal(SIGTERM)
        let status = try await server.exitStatus()
        #expect(status == 128 + SIGTERM || status == 0)
    }

    @Test("kill -9 leaves nothing in the way of the next start", .timeLimit(.minutes(1)))
    func killed() async throws {
        let first = try ServerProcess(["--data", "DATA", "--listen", "127.0.0.1:0"])
        _ = try await first.address()
        first.signal(SIGKILL)
        #expect(try await first.exitStatus() == -SIGKILL)
        let second = try ServerProcess(["--data", first.data, "--listen", "127.0.0.1:0"])
        _ = try await second.address()
        second.signal(SIGTERM)
        #expect(try await second.exitStatus() == 0)
    }

    @Test("A port that is taken is named", .timeLimit(.minutes(1)))
    func takenPort() async throws {
        let first = try ServerProcess(["--data", "DATA", "--listen", "127.0.0.1:0"])
        let port = try #require(try await first.address().port)
        let second = try await ServerProcess.run(["--data", "DATA", "--listen", "127.0.0.1:\(port)"])
        #expect(second.status == 3)
        #expect(second.errors.contains("another program listens there already. 127.0.0.1:\(port)"))
    }

    @Test(
        "A wrong configuration is an error that says where and what to do",
        arguments: [
            (["SIDENOTE_SERVER_LISTEN": "nowhere"], "server.listen", "HOST:PORT"),
            (["SIDENOTE_SERVER_LIMITS_BODY_BYTES": "1"], "SIDENOTE_SERVER_LIMITS_BODY_BYTES", "whole number"),
            (["SIDENOTE_CONFIG": "/nowhere.yaml"], "/nowhere.yaml", "--config"),
        ])
    func configuration(_ environment: [String: String], _ place: String, _ remedy: String) async throws {
        let run = try await ServerProcess.run(["--data", "DATA"], environment: environment)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: "))
        #expect(run.errors.contains(remedy))
        #expect(run.errors.contains(place) || run.errors.contains("SIDENOTE_SERVER_LISTEN"))
    }

    @Test("A certificate that is none is found before serving, and by --check")
    func certificate() async throws {
        let environment = [
            "SIDENOTE_SERVER_TLS_CERTIFICATE_FILE": "/dev/null", "SIDENOTE_SERVER_TLS_KEY_FILE": "/dev/null",
        ]
        for arguments in [["--data", "DATA", "--check"], ["--data", "DATA", "--listen", "127.0.0.1:0"]] {
            let run = try await ServerProcess.run(arguments, environment: environment)
            #expect(run.status == 3)
            #expect(run.errors.contains("server.tls."))
        }
    }

    @Test(
        "With a certificate it speaks HTTP/2 and HTTP/1.1 over TLS 1.2 and 1.3, and nothing older",
        .timeLimit(.minutes(1)))
    func encrypted() async throws {
        let certificate = FileManager.default.temporaryDirectory.appendingPathComponent("sidenote-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: certificate, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: certificate) }
        let files = ["cert.pem", "key.pem"].map { certificate.appendingPathComponent($0).path }
        let made = try await ServerProcess.run(
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", files[0], "-keyout",
                files[1],
            ], program: "/usr/bin/openssl")
        try #require(made.status == 0, "\(made.errors)")
        let server = try ServerProcess(
            ["--data", "DATA", "--listen", "127.0.0.1:0"],
            environment: [
                "SIDENOTE_SERVER_TLS_CERTIFICATE_FILE": files[0], "SIDENOTE_SERVER_TLS_KEY_FILE": files[1],
            ])
        let url = try await server.address().appendingPathComponent("healthz").absoluteString
        #expect(url.hasPrefix("https://"))
        for (option, version) in [
            (["--http2"], "2"), (["--http1.1"], "1.1"), (["--tls-max", "1.2"], "2"), (["--tlsv1.3"], "2"),
        ] {
            let run = try await ServerProcess.run(
                ["-s", "-m", "10", "--cacert", files[0], "-i", "-w", "version=%{http_version}"] + option + [url],
                program: "/usr/bin/curl")
            #expect(run.status == 0)
            #expect(run.output.hasSuffix("version=\(version)"))
            #expect(run.output.lowercased().contains("strict-transport-security: max-age=31536000"))
        }
        let old = try await ServerProcess.run(
            ["-s", "-m", "10", "--cacert", files[0], "--tls-max", "1.1", url], program: "/usr/bin/curl")
        #expect(old.status != 0 && old.output.isEmpty)
        server.signal(SIGTERM)
        #expect(try await server.exitStatus() == 0)
    }

    @Test("--check serves nothing, and --help teaches")
    func check() async throws {
        let check = try await ServerProcess.run(["--data", "DATA", "--check"])
        #expect(check.status == 0)
        #expect(check.output.contains("the configuration is valid"))
        let help = try await ServerProcess.run(["--help"])
        #expect(help.status == 0)
        #expect(help.output.contains("sidenote-server --data"))
        #expect(try await ServerProcess.run(["--nonsense"]).status == 1)
    }

    @Test("sidenote serve hands over to it", .timeLimit(.minutes(1)))
    func serve() async throws {
        let server = try ServerProcess(
            ["serve", "--data", "DATA", "--listen", "127.0.0.1:0"], program: ServerProcess.path("sidenote"))
        let url = try await server.address()
        #expect(try await get(url.appendingPathComponent("healthz")).status == 0)
        server.signal(SIGTERM)
        #expect(try await server.exitStatus() == 0)
    }

    @Test("An import runs beside it", .timeLimit(.minutes(1)))
    func importBeside() async throws {
        let server = try ServerProcess(["--data", "DATA", "--listen", "127.0.0.1:0"])
        _ = try await server.address()
        let clients = server.folder.appendingPathComponent("clients.jsonl")
        try Data("{\"id\":\"a\",\"name\":\"A\",\"domains\":[],\"aliases\":[]}\n".utf8).write(to: clients)
        let run = try await ServerProcess.run(
            ["import", clients.path, "--data", server.data], program: ServerProcess.path("sidenote"))
        #expect(run.status == 0, "\(run.errors)")
        server.signal(SIGTERM)
        #expect(try await server.exitStatus() == 0)
    }
}
