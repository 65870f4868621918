public import CurlTransport
import Digest
import Domain
import Foundation

/// Fetches ConnectWise signing keys from where payloads say they stand, within `KeyAddressRules` and the limits of
/// `KeyStore`, and judges signatures with them.
public actor SigningKeys {
    /// Asks an address; nil when it could not be reached.
    public typealias Fetch = @Sendable (_ url: String) async -> Answer?

    public struct Answer: Sendable {
        public var status: Int
        public var body: [UInt8]

        public init(status: Int, body: [UInt8]) {
            self.status = status
            self.body = body
        }
    }

    private let rules: KeyAddressRules
    private let fetch: Fetch
    private var store = KeyStore()
    /// Calls under way, so that a burst of deliveries asks once.
    private var underWay: [String: Task<Answer?, Never>] = [:]

    public init(rules: KeyAddressRules, fetch: @escaping Fetch) {
        self.rules = rules
        self.fetch = fetch
    }

    /// Over HTTPS: no redirects, no credentials, five seconds, 16 KiB.
    public init(rules: KeyAddressRules, transport: any HTTPTransport) {
        self.init(rules: rules) { url in
            let request = HTTPRequest(
                url: url, headers: [HTTPHeader("Accept", "application/json")], connectTimeout: .seconds(3),
                deadline: .seconds(5), maxResponseBytes: 16 << 10, maxHeaderBytes: 16 << 10)
            guard let response = try? await transport.send(request) else { return nil }
            return Answer(status: response.status, body: response.body)
        }
    }

    func judge(
        _ code: [UInt8], over body: [UInt8], keyURL: String, from peer: String, now: Timestamp
    ) async -> WebhookVerdict {
        guard let url = rules.checked(keyURL) else { return .refused(.untrustedKey) }
        if let task = underWay[url] { return settle(await task.value, code, body, url, peer, now) }
        switch store.plan(for: url, from: peer, now: now) {
        case .use(let hash):
            if HMAC.isValid(code, .sha256, key: hash, message: body) {
                store.prove(url, from: peer, now: now)
                return .accepted
            }
            guard store.planRenewal(of: url, from: peer, now: now) == .fetch else { return .refused(.mismatch) }
            return await ask(code, body, url, peer, now)
        case .fetch: return await ask(code, body, url, peer, now)
        case .refuse: return .refused(.mismatch)
        case .wait: return .undecided
        }
    }

    private func ask(
        _ code: [UInt8], _ body: [UInt8], _ url: String, _ peer: String, _ now: Timestamp
    ) async -> WebhookVerdict {
        let task = Task { [fetch] in await fetch(url) }
        underWay[url] = task
        let answer = await task.value
        underWay[url] = nil
        if let answer, Self.isFinal(answer) {
            if let hash = Self.key(in: answer) {
                store.keep(hash, for: url, now: now)
            } else {
                store.bar(url, now: now)
            }
        }
        return settle(answer, code, body, url, peer, now)
    }

    private func settle(
        _ answer: Answer?, _ code: [UInt8], _ body: [UInt8], _ url: String, _ peer: String, _ now: Timestamp
    ) -> WebhookVerdict {
        guard let answer, Self.isFinal(answer) else { return .undecided }
        guard let hash = Self.key(in: answer), HMAC.isValid(code, .sha256, key: hash, message: body) else {
            return .refused(.mismatch)
        }
        store.prove(url, from: peer, now: now)
        return .accepted
    }

    /// Whether it says something about the key, rather than about the vendor's trouble.
    private static func isFinal(_ answer: Answer) -> Bool {
        answer.status < 500 && answer.status != 429 && answer.status != 408
    }

    /// SHA-256 of the key in `{"signing_key": "…"}`. A short key could be guessed; ConnectWise's have 32 characters.
    private static func key(in answer: Answer) -> [UInt8]? {
        guard answer.status == 200, let json = try? JSONBody(answer.body), json.isObject,
            let key = json.text("signing_key"),
            (16...1024).contains(key.utf8.count)
        else { return nil }
        return try? SHA256Digest.bytes(of: Array(key.utf8))
    }
}
