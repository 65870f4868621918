import Testing

@testable import Drafting

@Suite("Form fields")
struct FormFieldTests {
    @Test(
        "the field that describes is quoted by its value and preferred, others are not",
        arguments: [
            ("What happens: Nothing comes out.", "Nothing comes out.", 0.5),
            ("Beschreibung: Der Drucker streikt.", "Der Drucker streikt.", 0.5),
            ("Best phone: ext. 100", "Best phone: ext. 100", -0.4),
            ("The queue says: deleting", "The queue says: deleting", 0),
            ("Outlook crashes at 10:15 every day", "Outlook crashes at 10:15 every day", 0),
            (": odd", ": odd", 0), ("", "", 0), ("Name:", "Name:", 0),
        ])
    func fields(line: String, text: String, prior: Double) {
        let field = FormField(line)
        #expect(field.text == text)
        #expect(field.prior == prior)
    }
}
