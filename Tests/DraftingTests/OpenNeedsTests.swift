import Domain
import Testing

@testable import Drafting

@Suite struct OpenNeedsTests {
    /// Ticket text, category, security, what is asked.
    static let table: [(String, String, Bool, [Need])] = [
        ("My computer is slow.", "hardware", false, [.computer, .scope, .sinceWhen]),
        ("My computer is slow since Monday, nobody else has this.", "hardware", false, [.computer]),
        ("Excel shows an error message for everyone since today.", "software", false, [.errorText]),
        ("Excel shows the error \"Out of memory\" for everyone since today.", "software", false, []),
        ("I got a strange mail asking me to sign in.", "security", true, [.clicked, .credentials]),
        ("I clicked the link and entered my details.", "security", true, []),
        (
            "I keep getting MFA prompts on my phone.", "security", true,
            [.clicked, .credentials, .approved].sortedByOrder
        ),
        ("A new colleague needs an account.", "onboarding", false, [.startDate, .manager, .licence]),
        ("A new colleague starts on Monday, manager is Jane, licence E3.", "onboarding", false, []),
    ]

    @Test(arguments: table)
    func asksWhatIsMissing(row: (text: String, category: String, security: Bool, needs: [Need])) {
        let input = DraftFixture.input(
            subject: "Help", text: row.text, documents: [], extra: [], similar: [], devices: false,
            category: row.category, security: row.security, entities: [])
        #expect(OpenNeeds().needs(input) == row.needs)
    }

    @Test func triageCountsAndAtMostThree() {
        let input = DraftFixture.input(
            subject: "Help", text: "My computer is slow and shows an error.", documents: [], extra: [], similar: [],
            devices: false, category: "hardware", entities: [], needs: ["callback", "location", "client", "unheard_of"])
        #expect(OpenNeeds().needs(input) == [.computer, .errorText, .scope])
    }
}

extension [Need] {
    fileprivate var sortedByOrder: [Need] { Need.allCases.filter { contains($0) } }
}
