import CLibcurl

/// Turns settings and a request into options of an easy handle. Remembers the first option libcurl refuses.
struct EasyOptions {
    let easy: UnsafeMutableRawPointer
    private(set) var failure = CURLE_OK

    init(easy: UnsafeMutableRawPointer) {
        self.easy = easy
    }

    mutating func apply(_ settings: CurlTransport.Settings, to url: RequestURL) {
        // Without it libcurl may raise signals for time-outs in a program with threads.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_USERAGENT, settings.userAgent)
        // All that this libcurl can decompress; the size limit counts decompressed bytes.
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_MAXAGE_CONN, 60)
        // HTTP/2 where ALPN offers it, and rather one more stream than one more connection.
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        set(CURLOPT_PIPEWAIT, 1)
        // The defaults, said aloud: the certificate is checked, and so is the name in it.
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let file = settings.caFile { set(CURLOPT_CAINFO, file) }
        switch settings.proxy {
        case .environment:
            // What is meant for this machine must not leave it by way of a proxy.
            if url.isLoopback { set(CURLOPT_NOPROXY, "*") }
        case .none:
            set(CURLOPT_NOPROXY, "*")
        }
    }

    mutating func apply(_ request: HTTPRequest) {
        set(CURLOPT_URL, request.url)
        set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.wholeMilliseconds)
        set(CURLOPT_TIMEOUT_MS, request.deadline.wholeMilliseconds)
        if let idle = request.idleTimeout {
            set(CURLOPT_LOW_SPEED_LIMIT, 1)
            set(CURLOPT_LOW_SPEED_TIME, max(1, (idle.wholeMilliseconds + 999) / 1000))
        }
        if request.freshConnection { set(CURLOPT_FRESH_CONNECT, 1) }
        setMethod(request)
    }

    /// A body is read through a callback that cannot rewind. With `POSTFIELDS` libcurl would send it a second time
    /// by itself when a kept connection turns out dead; here each sending is the caller's decision (and receipt).
    private mutating func setMethod(_ request: HTTPRequest) {
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else if request.body.isEmpty, request.method == "GET" {
            set(CURLOPT_HTTPGET, 1)
        } else {
            set(CURLOPT_POST, 1)
            if request.body.isEmpty {
                check(sidenote_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, 0))
                set(CURLOPT_COPYPOSTFIELDS, "")
            } else {
                check(sidenote_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
            }
            if request.method != "POST" { set(CURLOPT_CUSTOMREQUEST, request.method) }
        }
    }

    /// The header fields as a list that must live as long as the handle uses it.
    mutating func headerList(for request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        var lines = request.headers.map { field in
            // To libcurl “Name:” means “leave the field out”, and “Name;” an empty value.
            field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
        }
        if request.headers.first(named: "expect") == nil { lines.append("Expect:") }
        if request.headers.first(named: "content-type") == nil { lines.append("Content-Type:") }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                failure = CURLE_OUT_OF_MEMORY
                break
            }
            list = longer
        }
        return list
    }

    private mutating func set(_ option: CURLoption, _ value: Int) {
        check(sidenote_set_long(easy, option, value))
    }

    private mutating func set(_ option: CURLoption, _ value: String) {
        check(sidenote_set_string(easy, option, value))
    }

    private mutating func check(_ code: CURLcode) {
        if failure == CURLE_OK { failure = code }
    }
}

extension Duration {
    /// At least 1: to libcurl 0 means “no limit”.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let capped = min(max(seconds, 0), 10_000_000)
        return max(1, Int(capped) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
