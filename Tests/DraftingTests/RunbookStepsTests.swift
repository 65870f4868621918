import Domain
import Testing

@testable import Drafting

@Suite struct RunbookStepsTests {
    private func steps(_ texts: String...) -> [String] {
        RunbookSteps().steps(
            in: texts.enumerated().map {
                Evidence(id: "E\($0 + 1)", kind: .document, source: "d", title: "", text: $1)
            }
        ).map(\.text)
    }

    @Test func bulletsCountOnlyUnderAHeadingOfSteps() {
        #expect(steps("## Steps\n- One thing\n- Another").count == 2)
        #expect(steps("## Background\n- One thing\n- Another").isEmpty)
        #expect(steps("Applies to:\n- Windows\nSteps:\n- Restart").elementsEqual(["Restart"]))
        #expect(steps("## Steps\n- Restart\n## Contacts\n- Service desk").elementsEqual(["Restart"]))
        #expect(steps("Contacts:\n1. Service desk\n2. Manager").isEmpty)
    }

    @Test func formats() {
        #expect(steps("1) One\n2) Two") == ["One", "Two"])
        #expect(steps("Step 1: One\nStep 2: Two") == ["One", "Two"])
        #expect(steps("Vorgehen\n• Eins\n• Zwei") == ["Eins", "Zwei"])
        #expect(steps("## Checklist\n- [ ] One\n- [x] Two") == ["One", "Two"])
        #expect(
            steps("1. Open [the portal](https://portal.example.net) and **sign in**") == ["Open the portal and sign in"]
        )
        #expect(steps("The year 2026. was good\nIt cost 10. Maybe").isEmpty)
    }

    @Test func subBulletsBelongToTheirStep() {
        #expect(steps("1. Do this:\n   - first\n   - then\n2. Do that") == ["Do this: first; then", "Do that"])
        #expect(steps("1. Do this\n   and go on\n2. Do that") == ["Do this; and go on", "Do that"])
    }

    @Test func passagesAreJoinedByNumber() {
        #expect(steps("3. Three\n4. Four", "1. One\n2. Two") == ["One", "Two", "Three", "Four"])
        #expect(steps("1. One\n2. Two", "2. Two\n3. Three") == ["One", "Two", "Three"])
        #expect(steps("1. A\n2. B", "1. C\n2. D") == ["A", "B", "C", "D"])
    }

    @Test func atMostEight() {
        #expect(steps((1...20).map { "\($0). Step number \($0)" }.joined(separator: "\n")).count == 8)
    }
}
