import CLibcurl

/// One transfer in the hands of libcurl. Lives on the loop thread alone.
final class Exchange {
    let transfer: Transfer
    let easy: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var parser: HeadParser
    private var bodyOffset = 0
    private var headBytes = 0
    /// Whether the body went out on a kept connection. Asked while sending: libcurl opens a new connection for its
    /// second try before it finds that it cannot rewind the body, and then no longer calls this one reused.
    private var sentOnKeptConnection = false
    /// Set when a callback gave the transfer up: libcurl then only says that the callback failed.
    private var abortReason: TransportError.Kind?

    init(transfer: Transfer, easy: UnsafeMutableRawPointer) {
        self.transfer = transfer
        self.easy = easy
        parser = HeadParser(limit: transfer.request.maxHeaderBytes)
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// Sets every option of the easy handle. The first refused option decides the error.
    func prepare(with settings: CurlTransport.Settings) -> TransportError? {
        var options = EasyOptions(easy: easy)
        options.apply(settings, to: transfer.url)
        options.apply(transfer.request)
        headerList = options.headerList(for: transfer.request)
        sidenote_set_pointer(easy, CURLOPT_HTTPHEADER, headerList)
        sidenote_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        let context = Unmanaged.passUnretained(self).toOpaque()
        sidenote_set_pointer(easy, CURLOPT_WRITEDATA, context)
        sidenote_set_pointer(easy, CURLOPT_HEADERDATA, context)
        sidenote_set_pointer(easy, CURLOPT_READDATA, context)
        sidenote_set_callback(easy, CURLOPT_WRITEFUNCTION) { data, size, count, context in
            Exchange.from(context)?.write(data, size * count) ?? 0
        }
        sidenote_set_callback(easy, CURLOPT_HEADERFUNCTION) { data, size, count, context in
            Exchange.from(context)?.header(data, size * count) ?? 0
        }
        sidenote_set_callback(easy, CURLOPT_READFUNCTION) { data, size, count, context in
            Exchange.from(context)?.read(into: data, size * count) ?? 0
        }
        guard options.failure == CURLE_OK else {
            return error(.invalidRequest, detail: String(cString: curl_easy_strerror(options.failure)))
        }
        return nil
    }

    /// What libcurl's final word means for the transfer.
    func outcome(_ code: CURLcode) -> TransferState.Outcome {
        if let abortReason { return .failed(error(abortReason, detail: "")) }
        guard code != CURLE_OK else { return .complete(timings()) }
        let written = String(cString: errorText)
        let facts = facts(code, message: written.isEmpty ? String(cString: curl_easy_strerror(code)) : written)
        return .failed(error(facts.kind, detail: facts.message))
    }

    func error(_ kind: TransportError.Kind, detail: String) -> TransportError {
        let redaction = Redaction(transfer.request)
        return TransportError(
            kind, endpoint: redaction.apply(to: transfer.url.display), detail: redaction.apply(to: detail),
            bodyMayHaveLeft: bodyOffset > 0)
    }

    // MARK: Callbacks

    private static func from(_ context: UnsafeMutableRawPointer?) -> Exchange? {
        context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func write(_ data: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard count > 0 else { return 0 }
        switch transfer.decide({ $0.offer(count) }) {
        case .accept:
            let bytes = UnsafeRawBufferPointer(start: data, count: count)
            transfer.report { $0.append(bytes) }
            return count
        case .pause:
            return sidenote_write_pause()
        case .tooLarge:
            abortReason = .tooLarge(limit: transfer.request.maxResponseBytes)
            return 0
        case .refuse:
            return 0
        }
    }

    private func header(_ data: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        headBytes += count
        switch parser.feed(UnsafeRawBufferPointer(start: data, count: count)) {
        case .more:
            return count
        case .head(let status, let version, let headers):
            let head = HTTPResponseHead(
                status: status, headers: headers, httpVersion: version, reusedConnection: reusedConnection)
            transfer.report { $0.receive(head: head) }
            return count
        case .tooLarge:
            abortReason = .headersTooLarge(limit: transfer.request.maxHeaderBytes)
            return 0
        case .malformed:
            abortReason = .malformedResponse
            return 0
        }
    }

    private func read(into data: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        let body = transfer.request.body
        let count = min(room, body.count - bodyOffset)
        guard count > 0, let data else { return 0 }
        if bodyOffset == 0 { sentOnKeptConnection = reusedConnection }
        body.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(start: data, count: count)
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[bodyOffset..<bodyOffset + count]))
        }
        bodyOffset += count
        return count
    }

    // MARK: Facts

    private var reusedConnection: Bool { long(CURLINFO_NUM_CONNECTS) == 0 }

    private func facts(_ code: CURLcode, message: String) -> ExchangeFacts {
        let (received, head) = transfer.decide { ($0.received, $0.head) }
        return ExchangeFacts(
            code: code, message: message, hasResolved: offset(CURLINFO_NAMELOOKUP_TIME_T) > 0,
            hasConnected: offset(CURLINFO_PRETRANSFER_TIME_T) > 0,
            reusedConnection: reusedConnection || sentOnKeptConnection,
            bodyBytesSent: bodyOffset, bodyBytesTotal: transfer.request.body.count,
            bytesReceived: received + headBytes, hasHead: head != nil)
    }

    private func timings() -> TransferTimings {
        TransferTimings(
            nameLookup: .microseconds(offset(CURLINFO_NAMELOOKUP_TIME_T)),
            connect: .microseconds(offset(CURLINFO_CONNECT_TIME_T)),
            tls: .microseconds(offset(CURLINFO_APPCONNECT_TIME_T)),
            firstByte: .microseconds(offset(CURLINFO_STARTTRANSFER_TIME_T)),
            total: .microseconds(offset(CURLINFO_TOTAL_TIME_T)))
    }

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        return sidenote_get_long(easy, info, &value) == CURLE_OK ? value : -1
    }

    private func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return sidenote_get_offset(easy, info, &value) == CURLE_OK ? Int64(value) : 0
    }
}
