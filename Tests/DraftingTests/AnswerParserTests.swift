import Domain
import Drafting
import Testing

@Suite struct AnswerParserTests {
    static let valid = #"""
        {"summary": [{"text": "Outlook crashes on NW-LT-014.", "kind": "fact", "evidence": ["E1", "E2"]}],
         "steps": [{"text": "Start Outlook in safe mode.", "kind": "step", "evidence": ["E3"]},
                   {"text": "Create a new profile.", "kind": "step", "evidence": ["E3"]}],
         "questions": [{"text": "Is it \"only\" you?", "kind": "question", "evidence": []}],
         "reply": [{"text": "Hello Jane,", "kind": "courtesy", "evidence": []},
                   {"text": "We understand that Outlook crashes.", "kind": "fact", "evidence": ["E1"]},
                   {"text": "Kind regards", "kind": "courtesy", "evidence": []}]}
        """#
    static let ids: Set<String> = ["E1", "E2", "E3"]

    private func parse(_ text: String) -> ParsedAnswer {
        AnswerParser().parse(text, evidenceIDs: Self.ids)
    }

    @Test func aValidAnswer() {
        let answer = parse(Self.valid)
        #expect(answer.errors.isEmpty)
        #expect(answer.isUsable)
        #expect(
            answer.summary == [Sentence(text: "Outlook crashes on NW-LT-014.", kind: .fact, evidence: ["E1", "E2"])])
        #expect(answer.steps.count == 2)
        #expect(answer.questions.map(\.text) == ["Is it \"only\" you?"])
        #expect(answer.replyText == "Hello Jane,\n\nWe understand that Outlook crashes.\n\nKind regards")
    }

    /// Each is read as the same as the valid one.
    static let mangled: [String] = [
        "```json\n\(valid)\n```",
        "Sure! Here is {the} draft:\n\(valid)\nI hope this helps.",
        valid.replacing("}],", with: "},],").replacing("]}", with: "],}"),
        valid.replacing("\"summary\"", with: "// the summary\n\"summary\"").replacing(
            "\"steps\"", with: "/* x */ steps"),
        "{\"draft\": \(valid)}",
        valid.replacing("\"summary\"", with: "“summary”").replacing("\"Hello Jane,\"", with: "“Hello Jane,”"),
        valid.replacing("\"E1\", \"E2\"", with: "1, 2"),
        valid.replacing("[\"E1\", \"E2\"]", with: "\"E1, E2\""),
        valid.replacing("[\"E1\", \"E2\"]", with: "\"[E1] [E2]\""),
        valid.replacing("NW-LT-014.\"", with: "NW-LT-014 [E1, E2].\"").replacing("[\"E1\", \"E2\"]", with: "[]"),
        valid.replacing("\\\"only\\\"", with: "\"only\""),
        valid.replacing("\"evidence\": []", with: "\"evidence\": NaN"),
        valid.replacing("\"summary\": [", with: "\"summary\": [], \"summary\": ["),
        valid.replacing("crashes on", with: "crashes\u{7}\u{202E} on"),
        valid.replacing("}, ", with: "} ").replacing("},\n", with: "}\n"),
    ]

    @Test(arguments: mangled.indices)
    func mangledAnswersReadTheSame(index: Int) {
        let answer = parse(Self.mangled[index])
        let expected = parse(Self.valid)
        #expect(answer.summary == expected.summary)
        #expect(answer.steps == expected.steps)
        #expect(answer.questions == expected.questions)
        #expect(answer.reply == expected.reply)
        #expect(answer.errors.isEmpty)
    }

    @Test func stringsInPlaceOfLists() {
        let answer = parse(
            #"{"summary": "Outlook crashes [E1]. It began yesterday [E1].", "steps": "Restart it.", "reply": "Hello Jane,\n\nPlease wait.\n\nKind regards"}"#
        )
        #expect(answer.summary.map(\.kind) == [.fact, .fact])
        #expect(answer.summary[0].evidence == ["E1"])
        #expect(answer.questions.isEmpty)
        #expect(answer.replyText == "Hello Jane,\n\nPlease wait.\n\nKind regards")
    }

    @Test func oneSentenceAnEntry() {
        let answer = parse(
            #"{"summary": [{"text": "Outlook crashes. It began yesterday.", "evidence": ["E1"]}], "steps": [], "reply": ["Hello."]}"#
        )
        #expect(answer.summary.map(\.text) == ["Outlook crashes.", "It began yesterday."])
        #expect(answer.summary.map(\.evidence) == [["E1"], ["E1"]])
    }

    @Test func limits() {
        let many = (1...9).map { "\"Is it number \($0)?\"" }.joined(separator: ",")
        let answer = parse(
            #"{"summary": ["\#(String(repeating: "long ", count: 500))"], "steps": ["Restart."], "questions": [\#(many)], "reply": ["Hello."]}"#
        )
        #expect(answer.questions.count == 3)
        #expect(answer.summary.allSatisfy { $0.text.count <= 400 })
        #expect(answer.errors.contains("questions has more than 3 sentences"))
    }

    @Test func whatIsWrongIsSaid() {
        #expect(parse("I cannot help with that.").errors.count == 1)
        #expect(!parse("I cannot help with that.").isUsable)
        let answer = parse(#"{"summary": [{"text": "X is down.", "evidence": ["E9"]}], "reply": ["Hello."]}"#)
        #expect(answer.errors == ["summary cites E9, which is not in the evidence", "steps is missing or empty"])
    }

    @Test func kindIsNoEscape() {
        let answer = parse(
            #"{"summary": [{"text": "All backups are fine.", "kind": "courtesy"}], "steps": [{"text": "Delete it.", "kind": "question"}], "reply": ["Hello."]}"#
        )
        #expect(answer.summary[0].kind == .fact)
        #expect(answer.steps[0].kind == .step)
    }

    /// A cut-off answer yields the beginning of each section and nothing else.
    @Test func everyTruncationIsAPrefix() {
        let whole = parse(Self.valid)
        let bytes = Array(Self.valid.utf8)
        for end in 0..<bytes.count {
            let answer = parse(String(decoding: bytes[..<end], as: UTF8.self))
            #expect(whole.summary.starts(with: answer.summary), "cut at \(end)")
            #expect(whole.steps.starts(with: answer.steps), "cut at \(end)")
            #expect(whole.questions.starts(with: answer.questions), "cut at \(end)")
            #expect(whole.reply.starts(with: answer.reply), "cut at \(end)")
            #expect(!answer.errors.isEmpty)
        }
    }

    /// Random damage never stops it, and never makes it cite what it may not call evidence in silence.
    @Test(arguments: 0..<20)
    func randomDamage(seed: UInt64) {
        var random = SplitMix(state: seed)
        let noise = Array("{}[]\",:\\“'/*\u{0}\n x1".utf8)
        for _ in 0..<20 {
            var bytes = Array(Self.valid.utf8)
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: at)
                case 1: bytes.insert(noise[Int.random(in: 0..<noise.count, using: &random)], at: at)
                default: bytes[at] = UInt8.random(in: 0...255, using: &random)
                }
            }
            let answer = parse(String(decoding: bytes, as: UTF8.self))
            let sentences = answer.summary + answer.steps + answer.questions + answer.reply
            #expect(answer.questions.count <= 3)
            for sentence in sentences where !Self.ids.isSuperset(of: sentence.evidence) {
                #expect(answer.errors.contains { $0.contains("not in the evidence") })
            }
            for sentence in sentences {
                #expect(!sentence.text.unicodeScalars.contains { $0.value < 0x20 })
            }
        }
    }

    @Test(arguments: [
        String(repeating: "{", count: 100_000), String(repeating: "[", count: 100_000),
        String(repeating: "{\"summary\":", count: 20_000), String(repeating: "\" ", count: 100_000),
        "{\"summary\": \"" + String(repeating: "a. ", count: 60_000), String(repeating: "{\"a\":1}", count: 20_000),
    ])
    func hostileText(text: String) {
        #expect(!parse(text).errors.isEmpty)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same damage in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
