import ScriptedServer

/// A chat completions endpoint that answers from a script.
enum ScriptedEndpoint {
    /// Runs `use` while the endpoint listens; the script gets each request and its number, from 1.
    static func run(
        _ script: @escaping @Sendable (ScriptedServer.Seen, Int) async -> ScriptedServer.Answer,
        _ use: (String, ScriptedServer) async throws -> Void
    ) async throws {
        try await ScriptedServer.run { seen, _ in
            await script(seen, seen.number)
        } use: { server in
            try await use(server.address, server)
        }
    }
}
