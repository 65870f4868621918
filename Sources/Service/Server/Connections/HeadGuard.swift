import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1
import Settings

/// Refuses HTTP/1 request heads on which two programs might disagree (RFC 9112, sections 3.2 and 6.1), before they lose
/// their original form.
final class HeadGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let limits: ServerLimits
    private var hasRefused = false

    init(limits: ServerLimits) {
        self.limits = limits
    }

    /// Puts one in front of the conversion to version-independent HTTP types.
    static func install(before context: ChannelHandlerContext, limits: ServerLimits) {
        let pipeline = context.pipeline.syncOperations
        guard let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) else { return }
        try? pipeline.addHandler(HeadGuard(limits: limits), position: .before(codec))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        if let refusal = Self.refusal(head, limits) {
            hasRefused = true
            context.fireErrorCaught(refusal)
            return
        }
        // HTTP/1.0 clients that do not ask for it expect the connection to be closed after the answer.
        if !head.isKeepAlive { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    static func refusal(_ head: HTTPRequestHead, _ limits: ServerLimits) -> Refusal? {
        let isOld = head.version.minor == 0
        let hosts = head.headers["Host"]
        guard hosts.count <= 1 else { return Refusal(.badRequest, "The request has more than one Host field.") }
        guard !hosts.isEmpty || isOld else {
            return Refusal(.badRequest, "The request has no Host field.")
        }
        guard head.uri.utf8.count <= limits.targetBytes else {
            return Refusal(.uriTooLong, "The request's address is too long.")
        }
        guard head.uri == "*" || head.uri.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return Refusal(.badRequest, "The request's address holds characters that must be encoded.")
        }
        // Not a 405: no address takes it, so there is no list of methods to tell (RFC 9110, section 15.5.6).
        if head.method == .CONNECT { return Refusal(.notImplemented, "This service is no proxy.") }
        let lengths = Set(head.headers[canonicalForm: "Content-Length"])
        let encodings = head.headers[canonicalForm: "Transfer-Encoding"]
        guard lengths.count <= 1, lengths.isEmpty || encodings.isEmpty else {
            return Refusal(.badRequest, "The request's length is ambiguous.")
        }
        guard encodings.isEmpty || (encodings.count == 1 && encodings[0].lowercased() == "chunked") else {
            return Refusal(.notImplemented, "Of transfer encodings only chunked is understood.")
        }
        guard encodings.isEmpty || !isOld else {
            return Refusal(.badRequest, "HTTP/1.0 has no transfer encodings.")
        }
        return nil
    }
}
