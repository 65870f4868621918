import CurlTransport
import Foundation
import Synchronization
import Testing

@Suite struct CurlTransportTests {
    let transport: CurlTransport

    init() throws {
        transport = try CurlTransport()
    }

    @Test func exchangesHeadersAndBodiesAndKeepsTheConnection() async throws {
        let seen = Mutex<[(head: String, body: [UInt8])]>([])
        let server = try RawServer { connection, _ in
            while let request = connection.request() {
                seen.withLock { $0.append(request) }
                connection.answer("hello", headers: "X-Thing:  a \r\nx-thing: b\r\n")
            }
        }
        defer { server.stop() }
        let request = HTTPRequest(
            method: "POST", url: server.url + "/path?q=1",
            headers: [HTTPHeader("X-Empty", ""), HTTPHeader("Authorization", "Bearer k")], body: [0, 1, 255])
        let first = try await transport.send(request)
        let second = try await transport.send(request)
        #expect(first.status == 200)
        #expect(first.body == Array("hello".utf8))
        #expect(first.headers.first(named: "X-THING") == "a")
        #expect(first.headers.filter { $0.name.lowercased() == "x-thing" }.map(\.value) == ["a", "b"])
        #expect(first.head.httpVersion == "1.1")
        #expect(!first.head.reusedConnection)
        #expect(second.head.reusedConnection)
        #expect(server.connections == 1)
        #expect(first.timings.total >= first.timings.firstByte)
        let heads = seen.withLock { $0 }
        #expect(heads.map(\.body) == [[0, 1, 255], [0, 1, 255]])
        let lines = heads[0].head.components(separatedBy: "\r\n")
        #expect(lines[0] == "POST /path?q=1 HTTP/1.1")
        #expect(lines.contains("User-Agent: Sidenote/0.1"))
        #expect(lines.contains("Authorization: Bearer k"))
        #expect(lines.contains("X-Empty:"))
        #expect(!heads[0].head.contains("Expect:"))
        #expect(!heads[0].head.contains("Content-Type:"))
    }

    @Test(arguments: ["GET", "HEAD", "DELETE", "PUT", "PATCH", "POST"])
    func sendsEachMethod(method: String) async throws {
        let server = try RawServer { connection, _ in
            while let request = connection.request() {
                let method = request.head.prefix { $0 != " " }
                if method == "HEAD" {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Method: HEAD\r\n\r\n")
                } else {
                    connection.answer("body", headers: "X-Method: \(method)\r\n")
                }
            }
        }
        defer { server.stop() }
        let bodies: [[UInt8]] = method == "GET" || method == "HEAD" ? [[]] : [[], [1, 2, 3]]
        for body in bodies {
            let answer = try await transport.send(HTTPRequest(method: method, url: server.url, body: body))
            #expect(answer.headers.first(named: "x-method") == method)
            #expect(answer.body.count == (method == "HEAD" ? 0 : 4))
        }
    }

    @Test func answersOfAnyStatusAreAnswersAndRedirectsAreNotFollowed() async throws {
        let server = try RawServer { connection, number in
            _ = connection.request()
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
            connection.answer("", status: "302 Found", headers: "Location: /elsewhere\r\nConnection: close\r\n")
        }
        defer { server.stop() }
        let answer = try await transport.send(HTTPRequest(url: server.url))
        #expect(answer.status == 302)
        #expect(answer.headers.first(named: "link") == nil)
        #expect(server.connections == 1)
    }

    @Test func carriesALargeBodyBothWays() async throws {
        let server = try RawServer { connection, _ in
            guard let request = connection.request() else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(request.body.count)\r\n\r\n")
            connection.write(request.body)
            connection.drain()
        }
        defer { server.stop() }
        let body = (0..<(5 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let answer = try await transport.send(HTTPRequest(method: "POST", url: server.url, body: body))
        #expect(answer.body == body)
    }

    @Test func manyAtOnceShareOneThread() async throws {
        let server = try RawServer { connection, _ in
            while let request = connection.request() {
                connection.answer(String(decoding: request.body, as: UTF8.self))
            }
        }
        defer { server.stop() }
        let url = server.url
        let transport = transport
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...200 {
                group.addTask {
                    let request = HTTPRequest(method: "POST", url: url, body: Array("\(number)".utf8))
                    return Int(String(decoding: try await transport.send(request).body, as: UTF8.self)) ?? 0
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 200 * 201 / 2)
    }

    @Test func shuttingDownEndsWhatIsUnderWay() async throws {
        let arrived = AsyncStream<Void>.makeStream()
        let server = try RawServer { connection, _ in
            _ = connection.request()
            arrived.continuation.yield()
            connection.drain()
        }
        defer { server.stop() }
        let request = HTTPRequest(url: server.url)
        let transport = transport
        let task = Task { try await transport.send(request) }
        for await _ in arrived.stream { break }
        transport.shutDown()
        transport.shutDown()
        await #expect { try await task.value } throws: { ($0 as? TransportError)?.kind == .shutDown }
        await #expect { try await transport.send(request) } throws: { ($0 as? TransportError)?.kind == .shutDown }
    }

    @Test func cancellingTheTaskHangsUp() async throws {
        let events = AsyncStream<String>.makeStream()
        let server = try RawServer { connection, _ in
            _ = connection.request()
            events.continuation.yield("arrived")
            connection.drain()
            events.continuation.yield("gone")
        }
        defer { server.stop() }
        let request = HTTPRequest(url: server.url)
        let transport = transport
        let task = Task { try await transport.send(request) }
        var seen = events.stream.makeAsyncIterator()
        #expect(await seen.next() == "arrived")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await seen.next() == "gone")
        // A task cancelled beforehand sends nothing.
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await transport.send(request)
        }
        late.cancel()
        await #expect(throws: CancellationError.self) { try await late.value }
        #expect(server.connections == 1)
    }
}
