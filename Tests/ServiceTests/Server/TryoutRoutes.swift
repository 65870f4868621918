import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Service
import Synchronization

/// Routes that do what a test needs.
struct TryoutRoutes: RouteGroup {
    let calls = CallCounter()
    let gate = Gate()
    var place: String?

    func add(to router: Router<ServiceContext>) {
        router.post("/echo") { request, context in
            calls.began()
            let bytes = try await request.body.collect(upTo: context.maxUploadSize)
            calls.finished()
            return "\(bytes.readableBytes)"
        }
        router.get("/wait") { _, _ in
            calls.began()
            await gate.wait()
            calls.finished()
            return "waited"
        }
        router.get("/large/:size") { _, context in
            let size = try context.parameters.require("size", as: Int.self)
            return ByteBuffer(bytes: [UInt8](repeating: 0x78, count: size))
        }
        router.get("/stream") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/event-stream"],
                body: .init { writer in
                    try await writer.write(ByteBuffer(string: ": here\n\n"))
                    calls.began()
                    await gate.wait()
                    try await writer.write(ByteBuffer(string: "data: last\n\n"))
                    try await writer.finish(nil)
                    calls.finished()
                })
        }
        router.get("/who") { _, context in "\(context.clientAddress) \(context.isSecure)" }
        router.get("/items/:id") { _, _ in "item" }
        router.put("/items/:id") { _, _ in "item" }
        router.get("/page") { _, _ in
            Response(status: .ok, headers: [.contentSecurityPolicy: "default-src 'self'"])
        }
        router.get("/throw/:kind") { _, context -> Response in
            switch context.parameters.get("kind") {
            case "store": throw Problem("the disk is full", place: place)
            case "problem": throw Problem("a thing with a /secret/path went wrong")
            case "forbidden": throw ProblemResponse.forbidden(needs: .lead)
            case "http": throw HTTPError(.conflict, message: "inside")
            case "cancelled": throw CancellationError()
            default: throw Unexpected(secret: "hunter2")
            }
        }
    }

    struct Unexpected: Error {
        var secret: String
    }
}

/// How often something began and ended.
final class CallCounter: Sendable {
    private let state = Mutex((began: 0, finished: 0))
    var count: (began: Int, finished: Int) { state.withLock { $0 } }
    func began() { state.withLock { $0.began += 1 } }
    func finished() { state.withLock { $0.finished += 1 } }
}

/// Holds everyone up until it is opened.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
