/// Secrets inside URLs (RFC 3986): user information and query parameters.
extension SecretScan {
    private static let parameters = WordTable(
        words: """
            token access_token id_token refresh_token sig key apikey api_key api-key password pwd pass passwd secret \
            client_secret auth sas jwt session sessionid session_id otp signature x-amz-signature x-amz-security-token \
            code subscription-key x-api-key accesskey access_key authkey auth_token authtoken
            """)

    /// `index` stands behind `://`.
    mutating func readURL(_ index: Int) {
        let scheme = view.hash(before.end == index - 3 ? before.start..<before.end : 0..<0)
        var end = index
        var at: Int?
        var firstColon: Int?
        var authority = true
        var pathStart = index
        // A URL inside a URL was read as part of it already; look only for its user information.
        let limit = index < urlEnd ? 256 : 4_096
        while end < view.count, end - index < limit {
            let byte = view.base[end]
            if byte.isSpaceOrEnd || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            {
                break
            }
            if byte == UInt8(ascii: "["), markerEnd(end) != nil { break }
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#"), authority {
                // A raw "/" or "#" in a password is only believed when "@" follows before the query.
                authority = false
                pathStart = end
            }
            if authority {
                if byte == UInt8(ascii: ":"), firstColon == nil { firstColon = end }
                if byte == UInt8(ascii: "@") { at = end }
            }
            end += 1
        }
        urlEnd = max(urlEnd, end)
        if let at, let colon = firstColon, colon < at {
            let web = scheme == WordHash.of("https") || scheme == WordHash.of("http") || scheme == WordHash.of("ftp")
            if view.string(colon + 1..<at).utf8.contains(where: { $0 != UInt8(ascii: "*") }) {
                add(web || scheme == WordHash.of("ssh") ? .password : .connectionString, colon + 1, at)
            }
        }
        if !authority, let segment = hookSegment(index, pathStart, end) {
            return add(.token, segment, trimmed(segment, end))
        }
        if isWebhook(index, pathStart) { return add(.token, pathStart + 1, trimmed(pathStart + 1, end)) }
        let isOneTime = view.has("otpauth://", at: index - 10)
        readParameters(pathStart, end, kind: isOneTime ? .otp : .token)
        // What follows in the URL holds no words to read again but may hold tokens; leave those to the pass.
    }

    private func isWebhook(_ index: Int, _ path: Int) -> Bool {
        (view.has("hooks.", at: index) && view.has("/services/t", at: path))
            || (view.has("discord.com", at: index) && view.has("/api/webhooks/", at: path))
            || (view.has(".webhook.office.com", at: path - 19) && view.has("/webhookb2/", at: path))
    }

    /// Start of the last path segment where it is a random-looking one behind `/hooks/`, `/webhook…/` or on a host of
    /// that name. The whole path goes for the hosts that `isWebhook` knows.
    private func hookSegment(_ start: Int, _ path: Int, _ end: Int) -> Int? {
        guard !isWebhook(start, path) else { return nil }
        var isHook = view.has("hooks.", at: start) || view.has("webhook", at: start)
        var segment = path + 1
        var last = path
        while last < end, view[last] != UInt8(ascii: "?"), view[last] != UInt8(ascii: "#") {
            if view[last] == UInt8(ascii: "/") {
                segment = last + 1
                if view.has("hook", at: last + 1) || view.has("webhook", at: last + 1) { isHook = true }
            }
            last += 1
        }
        last = trimmed(segment, last)
        guard isHook, last - segment >= 12, hasDigit(segment..<last) else { return nil }
        let facts = PasswordFacts(segment..<last, in: view)
        let isRandom = facts.hasInnerDigit || (facts.uppers > 1 && facts.lowers > 1 && facts.digits > 1)
        return isRandom && facts.dots == 0 ? segment : nil
    }

    private mutating func readParameters(_ start: Int, _ end: Int, kind: Kind) {
        var index = start
        while index < end {
            let byte = view.base[index]
            index += 1
            guard
                byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "#")
                    || byte == UInt8(ascii: ";")
            else { continue }
            if view.has("amp;", at: index) { index += 4 }
            let name = index
            while index < end,
                view[index].isAlphanumeric || view[index] == UInt8(ascii: "_") || view[index] == UInt8(ascii: "-")
            {
                index += 1
            }
            guard index < end, view[index] == UInt8(ascii: "="), Self.parameters.contains(view.hash(name..<index))
            else { continue }
            let value = index + 1
            index = value
            while index < end, view[index] != UInt8(ascii: "&"), view[index] != UInt8(ascii: "#") { index += 1 }
            let last = trimmed(value, index)
            let isCode = view.has("code=", at: value - 5)
            if last > value, !isCode || last - value >= 16 {
                findings.append(Finding(kind: kind, start: value, end: last))
            }
        }
    }
}
