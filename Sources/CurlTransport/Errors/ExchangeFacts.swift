import CLibcurl

/// What is known of an exchange when libcurl gives it up, from which the kind of failure is told.
struct ExchangeFacts {
    var code: CURLcode
    var message: String = ""
    var hasResolved = false
    var hasConnected = false
    var reusedConnection = false
    var bodyBytesSent = 0
    var bodyBytesTotal = 0
    var bytesReceived = 0
    /// Whether a complete head had come.
    var hasHead = false

    var kind: TransportError.Kind {
        if message.hasPrefix("CONNECT tunnel failed") || message.contains("HTTP code 407 from proxy") { return .proxy }
        switch code {
        case CURLE_URL_MALFORMAT:
            return .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST:
            return .resolve
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
            return .proxy
        case CURLE_COULDNT_CONNECT:
            return .connect
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS:
            return .tls
        case CURLE_OPERATION_TIMEDOUT:
            return .timeout(phase)
        // The scheme was checked beforehand, so an unsupported protocol is an answer without a status line.
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
            return .malformedResponse
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_PARTIAL_FILE:
            return reusedConnection && bytesReceived == 0 ? .staleConnection : .closedMidway
        default:
            return .other(code: Int(code.rawValue))
        }
    }

    private var phase: TransportError.TimeoutPhase {
        if message.hasPrefix("Operation too slow") { return .idle }
        guard hasConnected else { return hasResolved ? .connecting : .resolving }
        if bodyBytesSent < bodyBytesTotal { return .sending }
        return hasHead ? .receiving : .waiting
    }
}
