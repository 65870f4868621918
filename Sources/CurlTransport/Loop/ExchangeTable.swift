import CLibcurl

/// The exchanges under way and the easy handles kept for the next ones. Lives on the loop thread alone.
struct ExchangeTable {
    private let multi: UnsafeMutableRawPointer
    private let settings: CurlTransport.Settings
    private var byID: [UInt64: Exchange] = [:]
    private var byHandle: [UnsafeMutableRawPointer: UInt64] = [:]
    private var spares: [UnsafeMutableRawPointer] = []

    init(multi: UnsafeMutableRawPointer, settings: CurlTransport.Settings) {
        self.multi = multi
        self.settings = settings
    }

    var isEmpty: Bool { byID.isEmpty }

    mutating func start(_ transfer: Transfer) {
        guard !transfer.isFinished else { return }
        guard let easy = spares.popLast() ?? curl_easy_init() else {
            transfer.report { $0.finish(.failed(.outOfMemory(transfer.url))) }
            return
        }
        let exchange = Exchange(transfer: transfer, easy: easy)
        if let error = exchange.prepare(with: settings) {
            transfer.report { $0.finish(.failed(error)) }
            recycle(easy)
            return
        }
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
            transfer.report { $0.finish(.failed(.outOfMemory(transfer.url))) }
            recycle(easy)
            return
        }
        byID[transfer.id] = exchange
        byHandle[easy] = transfer.id
    }

    mutating func resume(_ id: UInt64) {
        guard let exchange = byID[id] else { return }
        // May call the write callback before it returns.
        curl_easy_pause(exchange.easy, CURLPAUSE_CONT)
    }

    mutating func remove(_ id: UInt64) {
        guard let exchange = byID.removeValue(forKey: id) else { return }
        byHandle[exchange.easy] = nil
        curl_multi_remove_handle(multi, exchange.easy)
        recycle(exchange.easy)
    }

    mutating func collectFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let id = byHandle[easy], let exchange = byID[id]
            else { continue }
            // The message is gone once the handle is removed.
            let outcome = exchange.outcome(sidenote_message_result(message))
            remove(id)
            exchange.transfer.report { $0.finish(outcome) }
        }
    }

    mutating func close() {
        for id in byID.keys.sorted() {
            guard let exchange = byID[id] else { continue }
            remove(id)
            exchange.transfer.report { $0.finish(.failed(.shutDown(exchange.transfer.url))) }
        }
        for easy in spares { curl_easy_cleanup(easy) }
        spares = []
    }

    private mutating func recycle(_ easy: UnsafeMutableRawPointer) {
        guard spares.count < 16 else {
            curl_easy_cleanup(easy)
            return
        }
        curl_easy_reset(easy)
        spares.append(easy)
    }
}

extension TransportError {
    fileprivate static func outOfMemory(_ url: RequestURL) -> TransportError {
        TransportError(.other(code: Int(CURLE_OUT_OF_MEMORY.rawValue)), endpoint: url.display, detail: "out of memory")
    }
}
