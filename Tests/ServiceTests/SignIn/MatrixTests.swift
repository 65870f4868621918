import CurlTransport
import Domain
import Foundation
import Testing

@testable import Service

/// Every route against every kind of caller, as `docs/sign-in.md` has it.
@Suite struct MatrixTests {
    private static let callers: [MatrixWorld.Caller] =
        Role.allCases.map { .restricted($0, MatrixWorld.own) }
        + Role.allCases.map { .restricted($0, MatrixWorld.other) }
        + [.none, .expired]

    @Test func theTableHasEveryRouteAndNoOther() async throws {
        let table = Set(try MatrixTable().rows.map(\.route))
        try await MatrixWorld.run { world in
            #expect(world.routes.subtracting(table).sorted() == [], "routes that the table lacks")
            #expect(table.subtracting(world.routes).sorted() == [], "rows without a route")
        }
    }

    /// A group of routes that nobody added here would escape the table.
    @Test func everyGroupOfRoutesIsServedHere() async throws {
        let sources = MatrixTable.root.appendingPathComponent("Sources/Service")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var declared: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            where line.contains(": RouteGroup") && line.contains("struct ") {
                let words = line.split { " :".contains($0) }
                if let place = words.firstIndex(of: "struct") { declared.insert(String(words[place + 1])) }
            }
        }
        #expect(declared.count >= 4)
        try await MatrixWorld.run { world in
            #expect(declared.subtracting(world.groupNames).sorted() == [])
        }
    }

    @Test func answersAreAsTheTableSays() async throws {
        let rows = try MatrixTable().rows
        try await MatrixWorld.run { world in
            for row in rows {
                for caller in Self.callers {
                    let status = try await Self.status(row, caller, world)
                    #expect(status == row.expected(caller), "\(row.route) by \(row.by), \(caller)")
                }
            }
        }
    }

    private static func status(
        _ row: MatrixTable.Row, _ caller: MatrixWorld.Caller, _ world: MatrixWorld
    ) async throws -> Int {
        let isSession = row.by == "session"
        let session = isSession ? try await world.session(caller) : nil
        guard let request = try await MatrixRequest(row, world, session) else {
            throw Problem("MatrixRequest does not know how to call \(row.route)")
        }
        var headers = request.headers
        if let session {
            headers.append(HTTPHeader("Cookie", "sidenote-local=\(session.text)"))
        } else if !isSession, let token = try await world.token(caller) {
            headers.append(HTTPHeader("Authorization", "Bearer \(token)"))
        }
        // Event streams have no end, so heads are all that is waited for.
        let answer = try await world.transport.stream(
            HTTPRequest(
                method: row.method, url: world.url + request.path, headers: headers, body: Array(request.body.utf8)))
        return answer.head.status
    }
}
