import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// The answer to a request that never became one.
struct Refusal: Error, Hashable {
    var status: HTTPResponse.Status
    var detail: String

    init(_ status: HTTPResponse.Status, _ detail: String) {
        self.status = status
        self.detail = detail
    }

    /// nil for errors of the connection, where there is nobody to answer.
    init?(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self = refusal
        case HTTPParserError.headerOverflow:
            self.init(.requestHeaderFieldsTooLarge, "The request's header fields are too large or too many.")
        case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection: return nil
        case HTTPParserError.invalidVersion:
            self.init(.httpVersionNotSupported, "This service speaks HTTP/1.1 and HTTP/2.")
        case is HTTPParserError:
            self.init(.badRequest, "The request is not valid HTTP.")
        default:
            // Errors of the conversion between HTTP types have no public type.
            guard String(describing: type(of: error)).hasPrefix("HTTP1TypeConversion") else { return nil }
            self.init(.badRequest, "The request is not valid HTTP.")
        }
    }

    func parts(_ allocator: ByteBufferAllocator) -> [HTTPResponsePart] {
        let body = allocator.buffer(
            string: """
                {"detail":"\(detail)","status":\(status.code),"title":"\(status.reasonPhrase)",\
                "type":"urn:sidenote:problem:not-http"}
                """)
        let head = HTTPResponse(
            status: status,
            headerFields: [
                .contentType: "application/problem+json", .contentLength: String(body.readableBytes),
                .connection: "close", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            ])
        return [.head(head), .body(body), .end(nil)]
    }
}
