import Domain
import Testing

@testable import Enrichment

@Suite struct CheckMemoryTests {
    private static func question(_ draft: Int64, _ text: String = "x") -> CheckMemory.Question {
        var copy = ReviewCheck.Text(
            WorkingCopy(Draft(mode: .llm, prompt: "p", language: "en"), decisions: []))
        copy.reply = text
        return CheckMemory.Question(
            draft: draft, revision: 1, evidence: ["E1"], clientID: "a", generations: .init(), text: copy)
    }

    private static let result = ReviewCheck.Result(
        summary: [], steps: [], questions: [], reply: [], verdict: ReviewVerdict(claims: ClaimSummary()))

    /// How often a check is made for questions asked one after the other.
    private func checks(_ memory: CheckMemory, _ questions: [CheckMemory.Question]) -> Int {
        var count = 0
        for question in questions {
            _ = memory.answer(question) {
                count += 1
                return Self.result
            }
        }
        return count
    }

    @Test func theSameQuestionIsCheckedOnce() {
        #expect(checks(CheckMemory(), [Self.question(1), Self.question(1), Self.question(1)]) == 1)
    }

    /// Whatever a check depends on makes another question of it.
    @Test(arguments: 0..<8) func anotherQuestionIsCheckedAnew(_ which: Int) {
        var other = Self.question(1)
        switch which {
        case 0: other.draft = 2
        case 1: other.revision = 2
        case 2: other.evidence = []
        case 3: other.clientID = "b"
        case 4: other.generations.identities = 1
        case 5: other.generations.documents = 1
        case 6: other.text.vouched = ["x"]
        default: other.text.sources = ["x": ["E1"]]
        }
        #expect(checks(CheckMemory(), [Self.question(1), other]) == 2)
    }

    @Test func whatWasNotAskedForLongestIsForgotten() {
        let memory = CheckMemory(mostAnswers: 2)
        #expect(checks(memory, [1, 2, 1, 3].map { Self.question($0) }) == 3)
        #expect(memory.count == 2)
        #expect(checks(memory, [Self.question(1)]) == 0)
        #expect(checks(memory, [Self.question(2)]) == 1)
    }

    @Test func itIsBoundInBytesToo() {
        let memory = CheckMemory(mostAnswers: 100, mostBytes: 400)
        let text = String(repeating: "x", count: 90)
        _ = checks(memory, (1...10).map { Self.question($0, text) })
        #expect(memory.count == 4)
        // What would take most of the room is not kept.
        _ = checks(memory, [Self.question(11, String(repeating: "x", count: 101))])
        #expect(memory.count == 4)
    }

    @Test func whatFailedIsTriedAgain() {
        let memory = CheckMemory()
        #expect(throws: CancellationError.self) {
            try memory.answer(Self.question(1)) { () throws -> ReviewCheck.Result in throw CancellationError() }
        }
        #expect(checks(memory, [Self.question(1)]) == 1)
    }
}
