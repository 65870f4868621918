/// A client of the generated MSP and what belongs to it.
struct Client {
    struct Person {
        var id: String
        var name: String
        var email: String
        var phone: String
    }

    struct Machine {
        var id: String
        var hostname: String
        var address: String
        var user: String?
    }

    var id: String
    var name: String
    var domain: String
    var people: [Person] = []
    var machines: [Machine] = []
    /// Names that only this client uses: programs, shares, sites; commonest first.
    var ownWords: [String] = []
}

extension SeededRandom {
    /// A word that no language has, pronounceable.
    mutating func inventedWord(_ syllables: ClosedRange<Int>) -> String {
        var word = ""
        for _ in 0..<number(syllables) { word += pick(Vocabulary.syllables) }
        return word.prefix(1).uppercased() + word.dropFirst()
    }
}
