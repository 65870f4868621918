import Connectors
import Digest
import Domain
import Foundation
import Synchronization
import Testing

@Suite("ConnectWise signing keys from the payload's address")
struct SigningKeyTests {
    /// A vendor that counts its calls.
    final class Vendor: Sendable {
        private let state: Mutex<(calls: [String], answer: SigningKeys.Answer?)>

        init(_ status: Int? = 200, key: String = Vendor.key) {
            let answer = status.map { SigningKeys.Answer(status: $0, body: Array("{\"signing_key\":\"\(key)\"}".utf8)) }
            state = Mutex(([], answer))
        }

        static let key = "9bXk3sQe0pTnVw7Lr2YdHc5Ua8Zm1Gf4"

        var calls: [String] { state.withLock { $0.calls } }

        func say(_ status: Int?, key: String = Vendor.key) {
            let other = Vendor(status, key: key)
            let answer = other.state.withLock { $0.answer }
            state.withLock { $0.answer = answer }
        }

        func receiver(keyIDs: [String] = []) throws -> ConnectWiseWebhook {
            let rules = try KeyAddressRules(site: "na.myconnectwise.net", company: "bluewater", keyIDs: keyIDs)
            return try ConnectWiseWebhook(
                keys: .fetched(
                    SigningKeys(rules: rules) { url in
                        self.state.withLock { state in
                            state.calls.append(url)
                            return state.answer
                        }
                    }))
        }
    }

    static let id = "e17e6674-42f6-4105-9cff-4cd6cb4e62e8"
    static let genuine =
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)"

    /// A key id that nobody has.
    private static func forged(_ number: Int) -> String {
        let digits = String(repeating: "0", count: 12 - String(number).count) + String(number)
        return genuine.replacing(id, with: "00000000-0000-0000-0000-\(digits)")
    }

    private func signed(
        _ url: String?, key: String = Vendor.key, number: Int = 1, from peer: String = ""
    ) throws -> WebhookRequest {
        var object: [String: Any] = ["MessageId": "m-\(number)", "Action": "deleted", "Type": "ticket", "ID": number]
        if let url { object["Metadata"] = ["key_url": url] }
        let body = Array(try JSONSerialization.data(withJSONObject: object, options: .withoutEscapingSlashes))
        let code = try HMAC.code(.sha256, key: try SHA256Digest.bytes(of: Array(key.utf8)), message: body)
        return WebhookRequest(
            headers: WebhookHeaders([("x-content-signature", Base64.text(code))]), body: body, peer: peer)
    }

    @Test("The samples verify; one call for all of them", arguments: [1, 40])
    func once(_ times: Int) async throws {
        let vendor = Vendor()
        let receiver = try vendor.receiver()
        let requests = try (0..<times).flatMap { _ in
            try ["added", "updated", "deleted"].map { try SampleCall.load("connectwise-psa-\($0)").request }
        }
        await withTaskGroup(of: WebhookVerdict.self) { group in
            for request in requests { group.addTask { await receiver.verify(request, now: SampleCall.now) } }
            for await verdict in group { #expect(verdict == .accepted) }
        }
        #expect(vendor.calls.count == 1)
    }

    static let hostile: [String] = [
        "", "key", "/system/callbackkey/index.rails",
        "http://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "ftp://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "file:///etc/passwd",
        "https://127.0.0.1/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://[::1]/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://169.254.169.254/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://localhost/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://evil.example/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net.evil.example/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://evilna.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://eu.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net./v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net@evil.example/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://user:pw@na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://evil.example\\@na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net:8443/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net:443/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net/?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net/v2025_1/system/callbackkey/../upload?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net/v2025_1/system/callbackkey/index.rails/x?companyName=bluewater&id=\(id)",
        "https://na.myconnectwise.net/login/system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
        // Another company of the same cloud: genuine there, and not ours.
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=attacker&id=\(id)",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&companyName=attacker&id=\(id)",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater2&id=\(id)",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater%26x&id=\(id)",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=1",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)&to=x",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)#@evil.example",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)\r\nHost: x",
        "https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)\u{0}",
        "https://ｎａ.myconnectwise.net/v2025_1//system/callbackkey/index.rails?companyName=bluewater&id=\(id)",
    ]

    @Test("Addresses that may not be asked are not", arguments: hostile)
    func hostileAddress(_ url: String) async throws {
        let vendor = Vendor()
        let receiver = try vendor.receiver()
        let request = try signed(url)
        #expect(await receiver.verify(request, now: SampleCall.now) == .refused(.untrustedKey))
        #expect(vendor.calls.isEmpty)
    }

    @Test("No address, no call")
    func noAddress() async throws {
        let vendor = Vendor()
        let request = try signed(nil)
        #expect(try await vendor.receiver().verify(request, now: SampleCall.now) == .refused(.untrustedKey))
        #expect(vendor.calls.isEmpty)
    }

    @Test("A stranger cannot make us call without end: addresses without number, three calls a minute")
    func manyAddresses() async throws {
        let vendor = Vendor(404)
        let receiver = try vendor.receiver()
        var verdicts: [WebhookVerdict] = []
        for number in 0..<500 {
            verdicts.append(await receiver.verify(try signed(Self.forged(number)), now: SampleCall.now))
        }
        #expect(vendor.calls.count == 3)
        #expect(verdicts.prefix(3).allSatisfy { $0 == .refused(.mismatch) })
        #expect(verdicts.dropFirst(3).allSatisfy { $0 == .undecided })
    }

    @Test("Nor can many strangers")
    func manyStrangers() async throws {
        let vendor = Vendor(404)
        let receiver = try vendor.receiver()
        for number in 0..<500 {
            let request = try signed(Self.forged(number), from: "203.0.113.\(number % 250)")
            _ = await receiver.verify(request, now: SampleCall.now)
        }
        #expect(vendor.calls.count == 60)
    }

    @Test("Forged key ids of one stranger do not keep a genuine key from being fetched")
    func forgedIDs() async throws {
        let vendor = Vendor()
        let receiver = try vendor.receiver()
        for number in 0..<500 {
            let request = try signed(Self.forged(number), key: "an attacker's own", from: "203.0.113.9")
            #expect(await receiver.verify(request, now: SampleCall.now) != .accepted)
        }
        let request = try signed(Self.genuine, from: "198.51.100.1")
        #expect(await receiver.verify(request, now: SampleCall.now) == .accepted)
    }

    @Test("A sender that has proved itself gets a new key fetched while many strangers use up the calls of the minute")
    func provenSender() async throws {
        let vendor = Vendor()
        let receiver = try vendor.receiver()
        let cloud = "198.51.100.1"
        #expect(await receiver.verify(try signed(Self.genuine, from: cloud), now: SampleCall.now) == .accepted)
        let later = SampleCall.now.adding(seconds: 700)
        for number in 0..<500 {
            let request = try signed(
                Self.forged(number), key: "an attacker's own", from: "203.0.113.\(number % 250)")
            _ = await receiver.verify(request, now: later)
        }
        let rotated = Self.genuine.replacing("e17e6674", with: "f17e6674")
        #expect(await receiver.verify(try signed(rotated, from: cloud), now: later) == .accepted)
        // The known key is used without a call, and fetched anew at its own expense.
        #expect(await receiver.verify(try signed(Self.genuine, from: "203.0.113.7"), now: later) == .accepted)
        vendor.say(200, key: "the vendor's next signing key")
        let next = try signed(Self.genuine, key: "the vendor's next signing key", from: "192.0.2.1")
        #expect(await receiver.verify(next, now: later) == .accepted)
    }

    @Test("An address that gave no key is left alone for five minutes")
    func negative() async throws {
        let vendor = Vendor(404)
        let receiver = try vendor.receiver()
        let request = try signed(Self.genuine)
        for seconds: Int64 in [0, 1, 100, 299] {
            let now = SampleCall.now.adding(seconds: seconds)
            #expect(await receiver.verify(request, now: now) == .refused(.mismatch))
        }
        #expect(vendor.calls.count == 1)
        vendor.say(200)
        #expect(await receiver.verify(request, now: SampleCall.now.adding(seconds: 300)) == .accepted)
        #expect(vendor.calls.count == 2)
    }

    @Test("One that gives none again and again is left alone longer, an hour at most")
    func backoff() async throws {
        let vendor = Vendor(404)
        let receiver = try vendor.receiver()
        let request = try signed(Self.genuine)
        var asked: [Int64] = []
        for minute: Int64 in 0..<240 {
            let before = vendor.calls.count
            _ = await receiver.verify(request, now: SampleCall.now.adding(seconds: minute * 60))
            if vendor.calls.count > before { asked.append(minute) }
        }
        #expect(asked == [0, 5, 15, 35, 75, 135, 195])
    }

    @Test("A vendor in trouble is no answer", arguments: [nil, 500, 503, 429])
    func trouble(_ status: Int?) async throws {
        let vendor = Vendor(status)
        let receiver = try vendor.receiver()
        let request = try signed(Self.genuine)
        #expect(await receiver.verify(request, now: SampleCall.now) == .undecided)
        vendor.say(200)
        #expect(await receiver.verify(request, now: SampleCall.now) == .accepted)
    }

    @Test("Answers that hold no key", arguments: [301, 302, 307, 401, 403, 404])
    func refusedByVendor(_ status: Int) async throws {
        let vendor = Vendor(status)
        let request = try signed(Self.genuine)
        #expect(try await vendor.receiver().verify(request, now: SampleCall.now) == .refused(.mismatch))
    }

    @Test("A short key could be guessed")
    func shortKey() async throws {
        let request = try signed(Self.genuine, key: "short")
        #expect(try await Vendor(key: "short").receiver().verify(request, now: SampleCall.now) == .refused(.mismatch))
    }

    @Test("A forged body under the genuine address neither passes nor makes the genuine key count as bad")
    func forgedFirst() async throws {
        let vendor = Vendor()
        let receiver = try vendor.receiver()
        let forged = try signed(Self.genuine, key: "an attacker's own signing key")
        for _ in 0..<20 { #expect(await receiver.verify(forged, now: SampleCall.now) == .refused(.mismatch)) }
        let request = try signed(Self.genuine)
        #expect(await receiver.verify(request, now: SampleCall.now) == .accepted)
        #expect(vendor.calls.count == 1)
    }

    @Test("A key that the vendor changed is fetched again, at most every ten minutes")
    func renewal() async throws {
        let vendor = Vendor()
        let receiver = try vendor.receiver()
        let first = try signed(Self.genuine)
        #expect(await receiver.verify(first, now: SampleCall.now) == .accepted)
        vendor.say(200, key: "the vendor's next signing key")
        let next = try signed(Self.genuine, key: "the vendor's next signing key")
        #expect(await receiver.verify(next, now: SampleCall.now.adding(seconds: 599)) == .refused(.mismatch))
        #expect(await receiver.verify(next, now: SampleCall.now.adding(seconds: 600)) == .accepted)
        #expect(await receiver.verify(first, now: SampleCall.now.adding(seconds: 601)) == .refused(.mismatch))
        #expect(vendor.calls.count == 2)
    }

    @Test("Pinned ids: a genuine key of another callback is not fetched")
    func pinned() async throws {
        let vendor = Vendor()
        let request = try signed(Self.genuine)
        #expect(
            try await vendor.receiver(keyIDs: ["e17e6674-42f6-4105-9cff-4cd6cb4e62e9"]).verify(
                request, now: SampleCall.now) == .refused(.untrustedKey))
        #expect(vendor.calls.isEmpty)
        #expect(
            try await vendor.receiver(keyIDs: [Self.id.uppercased()]).verify(request, now: SampleCall.now) == .accepted)
    }

    @Test(
        "Hosts in the settings are host names",
        arguments: ["https://x.example", "x.example:8443", "x", "", "*.example", "10.0.0.1", "a..b"])
    func hosts(_ host: String) {
        #expect(throws: Problem.self) { try KeyAddressRules(site: host, company: "c") }
    }
}
