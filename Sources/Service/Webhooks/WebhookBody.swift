import HTTPTypes
import Hummingbird
import NIOCore

/// Takes a request's body within a limit.
enum WebhookBody {
    static func collect(_ request: Request, upTo limit: Int) async throws -> [UInt8] {
        if let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw WebhookFailure.encoded
        }
        // Said to be too large: not a byte of it is read.
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw WebhookFailure.tooLarge(limit: limit)
        }
        do {
            let buffer = try await request.body.collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw WebhookFailure.tooLarge(limit: limit)
        }
    }
}
