import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// The answers of a call that was taken.
enum WebhookAnswer {
    /// `{"delivery":"d_17"}`, for a batch `{"deliveries":["d_17","d_18"]}`; 200 when all of it was received before.
    static func stored(_ receipts: [DeliveryReceipt], isRepeated: Bool) -> Response {
        let ids = receipts.map { "\"d_\($0.id)\"" }
        let body =
            ids.count == 1
            ? "{\"delivery\":\(ids.joined())}" : "{\"deliveries\":[\(ids.joined(separator: ","))]}"
        return answer(isRepeated ? .ok : .accepted, body)
    }

    /// A call that said nothing that is to be kept.
    static func acknowledged() -> Response { answer(.ok, "{\"deliveries\":[]}") }

    private static func answer(_ status: HTTPResponse.Status, _ body: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
