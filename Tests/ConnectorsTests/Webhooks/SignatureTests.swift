import Connectors
import Digest
import Domain
import Testing

@Suite("Webhook signatures")
struct SignatureTests {
    @Test("Every sample verifies", arguments: SampleCall.names)
    func samples(_ name: String) async throws {
        let call = try SampleCall.load(name)
        #expect(try await call.receiver().verify(call.request, now: SampleCall.now) == .accepted)
    }

    @Test("The other form of each sample verifies", arguments: SampleCall.names)
    func alternatives(_ name: String) async throws {
        let call = try SampleCall.load(name)
        guard let other = call.alternativeHeaders else { return }
        let receiver: any WebhookSource =
            call.source == "halopsa"
            ? HaloWebhook(secrets: [call.secret ?? ""], authentication: .basic(user: "sidenote"))
            : try call.receiver()
        #expect(await receiver.verify(call.request(headers: other), now: SampleCall.now) == .accepted)
    }

    @Test("During a rotation either secret counts, and no other", arguments: SampleCall.names)
    func rotation(_ name: String) async throws {
        let call = try SampleCall.load(name)
        let secret = try #require(call.secret)
        let other = "whsec_" + Base64.text([UInt8](repeating: 7, count: 32))
        for (secrets, verdict) in [
            ([secret, other], WebhookVerdict.accepted), ([other, secret], .accepted),
            ([other, other, secret], .accepted),
            ([other], .refused(.mismatch)), ([], .refused(.mismatch)),
        ] {
            #expect(try await call.receiver(secrets: secrets).verify(call.request, now: SampleCall.now) == verdict)
        }
    }

    static let skews: [(Int64, WebhookVerdict)] = [
        (-86_400, .refused(.stale)), (-301, .refused(.stale)), (-300, .accepted), (-1, .accepted), (0, .accepted),
        (299, .accepted), (300, .accepted), (301, .refused(.stale)), (86_400, .refused(.stale)),
    ]

    @Test("Standard Webhooks: five minutes in both directions", arguments: skews)
    func clockSkew(_ seconds: Int64, _ verdict: WebhookVerdict) async throws {
        let call = try SampleCall.load("generic-created")
        let now = Timestamp(seconds: 1_789_052_533).adding(seconds: seconds)
        #expect(try await call.receiver().verify(call.request, now: now) == verdict)
    }

    @Test("Standard Webhooks: several signatures, one of them genuine")
    func severalSignatures() async throws {
        let call = try SampleCall.load("generic-created")
        let genuine = try #require(call.headers["webhook-signature"])
        let forged = "v1," + Base64.text([UInt8](repeating: 1, count: 32))
        for (list, verdict) in [
            ("\(forged) \(genuine)", WebhookVerdict.accepted), ("\(genuine) \(forged)", .accepted),
            ("v1a,AAAA \(genuine)", .accepted), ("v2,\(genuine.dropFirst(3))", .refused(.misshapen)),
            (forged, .refused(.mismatch)), ("", .refused(.misshapen)), ("v1,", .refused(.mismatch)),
            (Array(repeating: forged, count: 16).joined(separator: " ") + " " + genuine, .refused(.mismatch)),
            ("\(genuine),\(genuine)", .refused(.misshapen)),
        ] {
            var headers = call.headers
            headers["webhook-signature"] = list
            let result = try await call.receiver().verify(call.request(headers: headers), now: SampleCall.now)
            #expect(result == verdict, "\(list.prefix(60))")
        }
    }

    @Test("An id with a full stop could shift what was signed, and is refused though the code is right")
    func fullStop() async throws {
        let secret = "whsec_" + Base64.text(Array(0..<32))
        let source = GenericWebhook(secrets: [try StandardWebhookSecret(secret)])
        for id in ["a.b", "a b", "", String(repeating: "x", count: 257), "ü"] {
            let body = Array("{}".utf8)
            let time = "1789052533"
            let code = try HMAC.code(.sha256, key: Array(0..<32), message: Array("\(id).\(time).".utf8) + body)
            let headers = [
                ("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", "v1," + Base64.text(code)),
            ]
            let request = WebhookRequest(headers: WebhookHeaders(headers), body: body)
            #expect(source.verify(request, now: SampleCall.now) == .refused(.misshapen), "\(id)")
        }
    }

    @Test("Halo Basic: passwords may hold colons; everything else must fit exactly")
    func basic() {
        let source = HaloWebhook(secrets: ["pass:word:with:colons"], authentication: .basic(user: "sidenote"))
        func verdict(_ header: String) -> WebhookVerdict {
            let request = WebhookRequest(headers: WebhookHeaders([("Authorization", header)]), body: [])
            return source.verify(request, now: SampleCall.now)
        }
        func basic(_ text: String) -> String { "Basic " + Base64.text(Array(text.utf8)) }
        #expect(verdict(basic("sidenote:pass:word:with:colons")) == .accepted)
        #expect(verdict("basic " + basic("sidenote:pass:word:with:colons").dropFirst(6)) == .accepted)
        for wrong in [
            "sidenote:pass", "sidenote:pass:word:with:colon", "other:pass:word:with:colons", ":", "sidenote:",
        ] {
            #expect(verdict(basic(wrong)) == .refused(.mismatch), "\(wrong)")
        }
        for wrong in ["Basic", "Bearer abc", "Basic !!!", basic("sidenote"), "pass:word:with:colons", ""] {
            #expect(verdict(wrong) == .refused(.misshapen), "\(wrong)")
        }
    }

    @Test("Autotask's unsigned word of a deactivation is a notice; a signed delivery of that name is not needed")
    func deactivated() async throws {
        let call = try SampleCall.load("autotask-deactivated")
        let source = AutotaskWebhook(secrets: ["example-webhook-secret-0123456789"])
        #expect(source.verify(call.request, now: SampleCall.now) == .notice(.deactivated))
        let forged = call.request(headers: ["X-Hook-Signature": "sha1=" + Base64.text([UInt8](repeating: 0, count: 20))]
        )
        #expect(source.verify(forged, now: SampleCall.now) == .notice(.deactivated))
        for body in [
            "{\"Action\":\"Delete\"}", "{}", "Deactivated", "{\"Action\":{\"Deactivated\":1}}",
            "{\"Action\":\"Deactivated\"" + String(repeating: " ", count: 5000) + "}",
        ] {
            let request = WebhookRequest(headers: WebhookHeaders([(String, String)]()), body: Array(body.utf8))
            #expect(source.verify(request, now: SampleCall.now) == .refused(.missing), "\(body.prefix(40))")
        }
    }

    @Test("Nothing that is printed shows a secret")
    func printing() throws {
        let secret = "whsec_" + Base64.text(Array(0..<32))
        var text = ""
        dump(GenericWebhook(secrets: [try StandardWebhookSecret(secret)]), to: &text)
        dump(AutotaskWebhook(secrets: ["a-very-secret-secret"]), to: &text)
        text += "\(MailWebhook(secrets: ["a-very-secret-secret"]))"
        #expect(!text.contains("a-very-secret-secret") && !text.contains(Base64.text(Array(0..<32))))
        let problem = #expect(throws: Problem.self) { try StandardWebhookSecret("whsec_notbase64!") }
        #expect(problem?.description.contains("notbase64") == false)
    }

    @Test(
        "A secret of Standard Webhooks has 24 to 64 bytes",
        arguments: [(23, false), (24, true), (32, true), (64, true), (65, false), (0, false)])
    func secretLength(_ length: Int, _ isGood: Bool) {
        let text = Base64.text([UInt8](repeating: 9, count: length))
        #expect(((try? StandardWebhookSecret("whsec_" + text)) != nil) == isGood)
        #expect(((try? StandardWebhookSecret(text)) != nil) == isGood)
    }
}
