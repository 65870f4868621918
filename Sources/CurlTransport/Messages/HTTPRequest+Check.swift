extension HTTPRequest {
    /// The address, once everything that must not be sent has been refused.
    ///
    /// - Throws: `TransportError` of kind `invalidURL`, `insecure` or `invalidRequest`.
    public func checked() throws(TransportError) -> RequestURL {
        let url = try RequestURL(url)
        let place = Redaction(self).apply(to: url.display)
        guard url.scheme == "https" || url.isLoopback || allowInsecure else {
            throw TransportError(.insecure, endpoint: place)
        }
        guard !method.isEmpty, method.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
            throw TransportError(.invalidRequest, endpoint: place, detail: "the method is not a word in capitals")
        }
        for header in headers {
            // The name is shown only when it is harmless; a value never is.
            guard header.isWellFormed else {
                throw TransportError(
                    .invalidRequest, endpoint: place, detail: "a header field holds a character that is not allowed")
            }
            guard !header.framesBody else {
                throw TransportError(
                    .invalidRequest, endpoint: place, detail: "\(header.name) is set by the transport alone")
            }
        }
        return url
    }
}
