import Grounding
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("Don’t panic, it's 15:30!", ["don't", "panic", "it's", "15:30"]),
        ("„Übergröße“ – 2,5 GB (3%)", ["übergröße", "2,5", "gb", "3", "%"]),
        ("", []), ("…", []), ("a.b c'", ["a", "b", "c"]),
    ])
    func words(text: String, expected: [String]) {
        #expect(Words.texts(in: text) == expected)
    }

    @Test(arguments: [
        ("it has 16 GB and 500 ms", ["16 gb", "500 ms"]), ("1,234.5 MB", ["1,234.5 mb"]), ("version 1.2.3", []),
        ("5%", ["5%"]), ("at 15:30", []), ("16GB", ["16gb"]),
    ])
    func quantities(text: String, expected: [String]) {
        #expect(Quantity.quantities(in: Words.words(in: text)).map(\.text) == expected)
    }

    @Test func equalQuantities() {
        func first(_ text: String) -> Quantity? { Quantity.quantities(in: Words.words(in: text)).first }
        #expect(first("2 GB") == first("2000 MB"))
        #expect(first("2 hours") == first("120 min"))
        #expect(first("2.5 GB") == first("2,5 GB"))
        #expect(first("2 GB") != first("2 TB"))
    }

    @Test func polarity() {
        func denied(_ text: String, _ term: String) -> Bool? {
            Polarity(text, weighting: PlainTermWeighting()).denied[term]
        }
        #expect(denied("MFA is enabled", "enabled") == false)
        #expect(denied("MFA is not enabled", "enabled") == true)
        #expect(denied("MFA is disabled", "enabled") == true)
        #expect(denied("MFA isn't disabled", "enabled") == false)
        #expect(denied("Der Drucker druckt nicht", "druckt") == true)
        #expect(denied("MFA is enabled, but the printer does not print", "enabled") == false)
    }
}
