import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A request's JSON body, read with limits.
enum JSONBody {
    /// Most bytes of a body: twice what the longest decision needs, since escapes make text longer.
    static let byteLimit = 131_072
    static let depthLimit = 16

    /// The bytes; 413 when there are too many, 415 when they are not said to be JSON.
    static func bytes(of request: Request) async throws -> [UInt8] {
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: byteLimit)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw ProblemResponse(
                .contentTooLarge, type: "too-large", detail: "A body may have at most \(byteLimit) bytes.")
        }
        let bytes = Array(buffer.readableBytesView)
        if !bytes.isEmpty, !isJSON(request.headers[.contentType]) {
            throw ProblemResponse(
                .unsupportedMediaType, type: "unsupported-media-type",
                detail: "Send the body as application/json in UTF-8.")
        }
        return bytes
    }

    /// The members of the body's object. 400 for anything that is not one object of allowed depth.
    static func members(_ bytes: [UInt8]) throws(ProblemResponse) -> [String: JSON] {
        guard isShallow(bytes) else { throw .badRequest("The body is nested more than \(depthLimit) levels deep.") }
        guard let value = try? JSONDecoder().decode(JSON.self, from: Data(bytes)) else {
            throw .badRequest("The body is not valid JSON.")
        }
        guard case .object(let members) = value else { throw .badRequest("The body must be a JSON object.") }
        return members
    }

    private static func isJSON(_ type: String?) -> Bool {
        guard let type else { return false }
        let parts = type.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
        guard parts.first == "application/json" else { return false }
        return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
    }

    private static func isShallow(_ bytes: [UInt8]) -> Bool {
        var depth = 0
        var isInText = false
        var isEscaped = false
        for byte in bytes {
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth > depthLimit { return false }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
        return true
    }
}
