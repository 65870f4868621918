import Connectors
import HTTPTypes

/// A call that ends without anything being stored: how it is counted, and what the caller is told.
enum WebhookFailure: Error {
    case tooLarge(limit: Int)
    case encoded
    case cutOff
    case refused(WebhookRefusal)
    case undecided
    case malformed(MalformedPayload)
    case unavailable

    var outcome: WebhookOutcome {
        switch self {
        case .tooLarge: .tooLarge
        case .encoded, .cutOff, .malformed: .malformed
        case .refused(let reason): .refused(reason)
        case .undecided: .undecided
        case .unavailable: .unavailable
        }
    }

    var response: ProblemResponse {
        switch self {
        case .tooLarge(let limit):
            ProblemResponse(
                .contentTooLarge, type: "too-large", detail: "The body is larger than \(limit) bytes.",
                remedy: "Send less, or raise the source’s max_body_kib.")
        case .encoded:
            ProblemResponse(
                .unsupportedMediaType, type: "encoded",
                detail: "The body is compressed; a signature is checked over the bytes as they come.",
                remedy: "Send it without Content-Encoding.")
        case .cutOff:
            ProblemResponse.badRequest("The body ended early.")
        case .refused:
            // One answer for every reason: a forger learns nothing from it.
            ProblemResponse(
                .unauthorized, type: "signature", detail: "The delivery is not signed by a sender who is known here.",
                remedy: "Check secret and clock; the reason is in the service’s log.",
                // RFC 9110, section 15.5.2: a 401 names a scheme.
                headers: ["WWW-Authenticate": "Signature realm=\"sidenote\""])
        case .undecided:
            ProblemResponse(
                .serviceUnavailable, type: "unavailable", detail: "The delivery cannot be checked at the moment.",
                remedy: "Nothing was kept. Try again later.", headers: ["Retry-After": "30"])
        case .malformed(let payload):
            ProblemResponse(
                .badRequest, type: "malformed", detail: "This is no delivery of this source: \(payload.reason).",
                remedy: "Sending it again will not help.")
        case .unavailable: .unavailable(retryAfter: 5)
        }
    }
}
