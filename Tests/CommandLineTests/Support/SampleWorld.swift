import Foundation

/// The sample MSP, imported once for all tests. A test that changes anything takes a copy.
enum SampleWorld {
    /// Closed tickets and everything around them, without the open tickets.
    static let files = ["clients", "contacts", "devices", "documents", "tickets-history"]
        .map { "\(Project.fixtures)/\($0).jsonl" }

    private static let imported = Result {
        let folder = try Folder()
        let run = try Program.run(["import", "--data", "data", "-q"] + files, in: folder)
        guard run.status == 0 else { throw Program.Failure(description: "import failed: \(run.errors)") }
        // Builds the index files too.
        for client in ["hdg", "nwl", "cmf"] {
            for kind in ["documents", "tickets"] {
                _ = try Program.run(
                    ["search", "printer", "--client", client, "--kind", kind, "--data", "data"], in: folder)
            }
        }
        // A value that lives as long as the process is never released.
        atexit { SampleWorld.remove() }
        return folder
    }

    private static func remove() {
        if case .success(let folder) = imported { try? FileManager.default.removeItem(at: folder.url) }
    }

    /// For reading only.
    static func shared() throws -> String {
        try imported.get().path + "/data"
    }

    /// A folder with a `data` of its own.
    static func copy() throws -> Folder {
        let folder = try Folder()
        try FileManager.default.copyItem(atPath: try shared(), toPath: folder.path + "/data")
        return folder
    }

    /// The first open tickets, as JSON Lines.
    static func tickets(_ count: Int) throws -> Data {
        let text = try String(contentsOfFile: Project.fixtures + "/tickets.jsonl", encoding: .utf8)
        return Data(text.split(separator: "\n").prefix(count).map { $0 + "\n" }.joined().utf8)
    }
}
