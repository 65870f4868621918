import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A JSON answer. Drafts are nobody's to cache but the caller's own program.
    static func json(
        _ value: JSON, status: HTTPResponse.Status = .ok, headers: [String: String] = [:]
    ) throws -> Response {
        var fields: HTTPFields = [.contentType: "application/json", .cacheControl: "private, no-cache"]
        for (name, value) in headers {
            guard let field = HTTPField.Name(name) else { continue }
            fields[field] = value
        }
        return Response(
            status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try value.bytes())))
    }
}
