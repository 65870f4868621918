import Connectors
import Domain
import Testing

@Suite("Mutated deliveries")
struct MutationTests {
    /// 1,250 changes of each of eight samples; the seed tells them all.
    @Test(
        "Of 10,000 changed deliveries none is accepted",
        arguments: [
            "generic-created", "connectwise-psa-added", "connectwise-psa-deleted", "autotask-create", "autotask-note",
            "halopsa-new", "halopsa-event-only", "generic-created",
        ].enumerated().map { ($0.offset, $0.element) })
    func mutations(_ seed: Int, _ name: String) async throws {
        let call = try SampleCall.load(name)
        let receiver = try call.receiver()
        var random = SeededGenerator(state: UInt64(seed) &+ 1)
        var accepted: [String] = []
        var kinds: Set<String> = []
        for _ in 0..<1250 {
            var mutant = Mutant(call)
            let kind = try mutant.change(&random)
            kinds.insert(kind)
            if await receiver.verify(mutant.request, now: SampleCall.now) == .accepted { accepted.append(kind) }
        }
        #expect(accepted.isEmpty)
        #expect(kinds.count == Mutant.kinds, "\(kinds)")
        // The unchanged call passes, so the refusals above mean something.
        #expect(await receiver.verify(Mutant(call).request, now: SampleCall.now) == .accepted)
    }

    @Test("A bearer token is accepted in one spelling", arguments: [UInt64(1), 2, 3])
    func tokens(_ seed: UInt64) async throws {
        let call = try SampleCall.load("email-new")
        let receiver = try call.receiver()
        let genuine = try #require(call.headers["Authorization"])
        var random = SeededGenerator(state: seed)
        for _ in 0..<500 {
            var bytes = Array(genuine.utf8)
            let index = Int.random(in: 7..<bytes.count, using: &random)
            bytes[index] ^= 1 << UInt8.random(in: 0..<7, using: &random)
            let request = call.request(headers: ["Authorization": String(decoding: bytes, as: UTF8.self)])
            #expect(await receiver.verify(request, now: SampleCall.now) != .accepted)
        }
        for text in ["", "Bearer", "Bearer ", genuine + " ", "Bearer  " + genuine.dropFirst(7), "Basic " + genuine] {
            let request = call.request(headers: ["Authorization": text])
            #expect(await receiver.verify(request, now: SampleCall.now) != .accepted, "\(text.count)")
        }
    }

    /// A call with one thing changed.
    private struct Mutant {
        var headers: [(name: String, value: String)]
        var body: [UInt8]
        let signature: Int

        static let kinds = 11

        init(_ call: SampleCall) {
            headers = call.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            body = call.bytes
            let names = ["webhook-signature", "x-content-signature", "x-hook-signature", "token"]
            signature = headers.firstIndex { names.contains($0.name.lowercased()) } ?? 0
        }

        var request: WebhookRequest {
            WebhookRequest(headers: WebhookHeaders(headers.map { ($0.name, $0.value) }), body: body)
        }

        mutating func change(_ random: inout SeededGenerator) throws -> String {
            let kind = Int.random(in: 0..<Self.kinds, using: &random)
            switch kind {
            case 0:
                body[Int.random(in: 0..<body.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                return "bit of the body"
            case 1:
                body.removeLast(Int.random(in: 1...body.count, using: &random))
                return "body cut"
            case 2:
                body.insert(
                    [0x20, 0x0A, 0x7D, 0].randomElement(using: &random) ?? 0x20,
                    at: .random(in: 0...body.count, using: &random))
                return "byte put in"
            case 3:
                flip(signature, &random)
                return "bit of the signature"
            case 4:
                let value = headers[signature].value
                headers[signature].value = String(value.dropLast(Int.random(in: 1...value.count, using: &random)))
                return "signature cut"
            case 5:
                respell(&random)
                return "signature spelt otherwise"
            case 6:
                headers.append(headers[signature])
                return "signature twice"
            case 7:
                headers.remove(at: signature)
                return "no signature"
            case 8:
                headers[signature].value = ["", " ", "=", "v1,", "sha1=", "null"].randomElement(using: &random) ?? ""
                return "empty signature"
            case 9:
                // The code of another delivery of the same sender, or of another secret.
                let others = [
                    "Qr9EPX2ilAeiVtDTQmHAtkq2fGXBWIZ8yuiJiIwx1NJ=", "vqRjmA5C6YVoAiS19vESRpQK8s5SgrTAcb3DCU6l+IB=",
                    "AXRWhboPa/TH9ZbqK94OK6LRjVLCeyXTvxE9iXWjjLs=", "sha1=79ESs6X5/zsPEBag7zv9z4WszQo=",
                    "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
                ]
                headers[signature].value = others.randomElement(using: &random) ?? ""
                return "another's signature"
            default:
                let signed = headers.indices.filter { headers[$0].name.hasPrefix("webhook-") && $0 != signature }
                if let index = signed.randomElement(using: &random) {
                    flip(index, &random)
                } else {
                    body.swapAt(0, body.count - 1)
                }
                return "id or time"
            }
        }

        private mutating func flip(_ index: Int, _ random: inout SeededGenerator) {
            var bytes = Array(headers[index].value.utf8)
            bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<7, using: &random)
            headers[index].value = String(decoding: bytes, as: UTF8.self)
        }

        /// Forms that a lenient decoder takes for the same bytes.
        private mutating func respell(_ random: inout SeededGenerator) {
            let value = headers[signature].value
            let forms = [
                value + "=", value + "\n", String(value.dropLast()),
                value.replacing("+", with: "-").replacing("/", with: "_") + "=",
                String(value.prefix(8)) + " " + value.dropFirst(8), value + value, value.uppercased() + "=",
                "\t" + value,
                "\"\(value)\"",
            ]
            headers[signature].value = forms.randomElement(using: &random) ?? ""
        }
    }
}
