import CurlTransport
import Foundation
import Synchronization
import Testing

@Suite struct StreamingTests {
    @Test func chunksArriveOneByOne() async throws {
        let transport = try CurlTransport()
        let go = AsyncStream<Void>.makeStream()
        let gate = DispatchSemaphore(value: 0)
        let server = try RawServer { connection, _ in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            for word in ["one", "two", "three"] {
                connection.write("\(String(word.utf8.count, radix: 16))\r\n\(word)\r\n")
                gate.wait()
            }
            connection.write("0\r\n\r\n")
        }
        defer { server.stop() }
        _ = go
        let answer = try await transport.stream(HTTPRequest(url: server.url))
        #expect(answer.head.status == 200)
        var words: [String] = []
        for try await chunk in answer.body {
            // The server waits for this before it sends the next one.
            words.append(String(decoding: chunk, as: UTF8.self))
            gate.signal()
        }
        #expect(words == ["one", "two", "three"])
    }

    @Test func aSlowConsumerPausesTheServerAndLosesNothing() async throws {
        let transport = try CurlTransport(settings: .init(highWater: 64 << 10))
        let total = 32 << 20
        let written = Atomic<Int>(0)
        let server = try RawServer { connection, _ in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            var sent = 0
            while sent < total {
                let block = (sent..<(sent + (64 << 10))).map { UInt8(truncatingIfNeeded: $0 >> 6) }
                guard connection.write(block) else { return }
                sent += block.count
                written.store(sent, ordering: .relaxed)
            }
        }
        defer { server.stop() }
        let answer = try await transport.stream(HTTPRequest(url: server.url, maxResponseBytes: total))
        var iterator = answer.body.makeAsyncIterator()
        var received = try await iterator.next() ?? []
        // Nothing is taken for a while: the server must come to a stop with most of the body still unsent.
        var last = -1
        while last != written.load(ordering: .relaxed) {
            last = written.load(ordering: .relaxed)
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(last < total / 2)
        while let chunk = try await iterator.next() { received += chunk }
        #expect(received.count == total)
        #expect(received.indices.allSatisfy { received[$0] == UInt8(truncatingIfNeeded: $0 >> 6) })
    }

    @Test func lettingTheBodyGoHangsUp() async throws {
        let transport = try CurlTransport()
        let gone = AsyncStream<Void>.makeStream()
        let server = try RawServer { connection, _ in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx")
            connection.drain()
            gone.continuation.yield()
        }
        defer { server.stop() }
        var answer: HTTPStreamedResponse? = try await transport.stream(HTTPRequest(url: server.url))
        #expect(answer?.head.status == 200)
        answer = nil
        for await _ in gone.stream { break }
    }

    @Test func cancellingWhileWaitingForAChunkThrowsCancellation() async throws {
        let transport = try CurlTransport()
        let server = try RawServer { connection, _ in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx")
            connection.drain()
        }
        defer { server.stop() }
        let answer = try await transport.stream(HTTPRequest(url: server.url))
        let first = AsyncStream<Void>.makeStream()
        let task = Task {
            for try await _ in answer.body { first.continuation.yield() }
        }
        for await _ in first.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func whatCameBeforeTheBreakIsDelivered() async throws {
        let transport = try CurlTransport()
        let server = try RawServer { connection, _ in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbeginning")
        }
        defer { server.stop() }
        let answer = try await transport.stream(HTTPRequest(url: server.url))
        var text: [UInt8] = []
        await #expect {
            for try await chunk in answer.body { text += chunk }
        } throws: {
            ($0 as? TransportError)?.kind == .closedMidway
        }
        #expect(String(decoding: text, as: UTF8.self) == "beginning")
    }

    @Test func eventsAreReadFromTheNetwork() async throws {
        let transport = try CurlTransport()
        let server = try RawServer { connection, _ in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
            connection.write("data: {\"a\":1}\r\n\r\ndata: two\ndata: li")
            connection.write("nes\n\n: keep-alive\n\ndata: [DONE]\n\n")
        }
        defer { server.stop() }
        let answer = try await transport.stream(HTTPRequest(url: server.url))
        var events: [String] = []
        for try await event in ServerSentEvents(answer.body) { events.append(event.data) }
        #expect(events == ["{\"a\":1}", "two\nlines", "[DONE]"])
    }
}
