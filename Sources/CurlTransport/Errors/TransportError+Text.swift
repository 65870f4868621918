extension TransportError: CustomStringConvertible {
    /// What went wrong, without a full stop.
    public var what: String {
        let suffix = detail.isEmpty ? "" : " (\(detail))"
        return switch kind {
        case .invalidURL: "the address cannot be called" + suffix
        case .insecure: "plain http to another machine is refused"
        case .invalidRequest: "the request cannot be sent" + suffix
        case .resolve: "the host name could not be resolved" + suffix
        case .connect: "no connection" + suffix
        case .proxy: "the proxy did not let the request through" + suffix
        case .tls: "TLS failed" + suffix
        case .timeout(let phase): "timed out while \(phase.words)" + suffix
        case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .headersTooLarge(let limit): "the answer's headers are larger than \(limit) bytes"
        case .staleConnection: "a kept connection had been closed by the other side"
        case .closedMidway: "the connection closed before the answer was complete" + suffix
        case .malformedResponse: "what came back is not HTTP" + suffix
        case .shutDown: "the HTTP transport has been shut down"
        case .other(let code): "the exchange failed, libcurl code \(code)" + suffix
        }
    }

    /// Where: the address without user name and query, or `nil` when there is none to show.
    public var place: String? { endpoint.isEmpty ? nil : endpoint }

    /// What to do next.
    public var remedy: String {
        switch kind {
        case .invalidURL:
            "Give an absolute https address without user name, for example https://llm.example.com/v1"
        case .insecure: "Use https, or set allow_insecure: true if the network between is trusted"
        case .invalidRequest: "Check the configured headers for line breaks and control characters"
        case .resolve: "Check the host name and this machine's DNS"
        case .connect: "Check that the service runs, and the port and firewall"
        case .proxy: "Check https_proxy and no_proxy in the environment"
        case .tls: "Check the server's certificate, or name the file of the CA that signed it"
        case .timeout(.idle), .timeout(.waiting), .timeout(.receiving):
            "Raise the deadline, or look at the load of the service"
        case .timeout: "Check the network path to the service, then raise the deadline"
        case .tooLarge, .headersTooLarge: "Check that the address is the service meant, or raise the limit"
        case .staleConnection, .closedMidway: "Try again; if it stays, look at the service's own log"
        case .malformedResponse: "Check the port and whether it expects https"
        case .shutDown: "Start it again before sending"
        case .other: "Try again; if it stays, report it with this text"
        }
    }

    public var description: String {
        [what, place, remedy].compactMap { $0 }.map { $0 + "." }.joined(separator: " ")
    }
}

extension TransportError.TimeoutPhase {
    fileprivate var words: String {
        switch self {
        case .resolving: "looking up the host name"
        case .connecting: "connecting"
        case .sending: "sending the request"
        case .waiting: "waiting for the answer"
        case .receiving: "receiving the answer"
        case .idle: "no data arrived"
        }
    }
}
