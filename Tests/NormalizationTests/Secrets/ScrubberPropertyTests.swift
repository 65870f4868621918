import Normalization
import Testing

@Suite struct ScrubberPropertyTests {
    static let pieces: [String] = [
        "password", "Password:", "pw is ", "is ", "set it to ", "PIN ", "code is ", "token=", "|", "\n", "\t", " ",
        ": ",
        "hunter2", "Gr8!pass", "4821", "482913", "https://u:p@h.example/?key=a&sig=b", "\"", "'", "`", "**", "(", ")",
        "[", "]",
        "-----BEGIN PRIVATE " + "KEY-----", "MIIEvQIBADANBgkq", "-----END PRIVATE KEY-----", "4111 1111 1111 1111", "ü",
        "漢",
        "😀", "[secret removed: password]", "[secret removed: ", "secret", "changed", " to ", " and ", " / ", ",",
        "login is ",
        "credentials: ", "net use \\\\s\\x ", "/user:a ", "-p ", "passphrase ", "correct horse battery staple",
        "api key ",
        "| user | password |\n", "| a | b |\n", "SSN 123-45-6789", "Bearer abcdefgh12345678abcd", ";", "=", "&", "x",
        "111111-222222-333333-444444-555555-666666-777777-888888", "AKIA" + "IOSFODNN7EXAMPLE", ".",
        "DE89370400440532013000", "login bob / ", "Conker.Champion.9", "60 31 75", "3318-77-0", "it's ", "I tried ",
        "badge ", "code the text was ", "clé partagée : ", "codeword ", "the old one, ", "Token I used ", "admin is ",
    ]

    @Test(arguments: 0..<400)
    func isIdempotentAndItsOffsetsFit(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let count = Int.random(in: 1...14, using: &random)
        let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
        let once = SecretScrubber().scrub(text)
        let twice = SecretScrubber().scrub(once.text)
        #expect(
            twice.findings.isEmpty,
            "\(text.debugDescription) -> \(once.text.debugDescription) -> \(twice.text.debugDescription)")
        // Putting the markers in by the reported offsets gives the same text.
        let scalars = Array(text.unicodeScalars)
        var rebuilt = String.UnicodeScalarView()
        var position = 0
        for finding in once.findings {
            #expect(finding.offset >= position && finding.length > 0)
            rebuilt.append(contentsOf: scalars[position..<finding.offset])
            rebuilt.append(contentsOf: "[secret removed: \(finding.kind)]".unicodeScalars)
            position = finding.offset + finding.length
        }
        rebuilt.append(contentsOf: scalars[position...])
        #expect(String(rebuilt) == once.text)
    }

    /// Repetitions on one line that would take minutes were any look-ahead unbounded.
    @Test(arguments: [
        "-----BEGIN PRIVATE " + "KEY-----!", "http://a:", "password|", "password is (", "eyJ.", "net use ", "1-",
        "login a ", "root / ", "PIN 1 ", "pw x: ", "badge ", "code text ", "11 ", "clé partagée ",
        "http://a/hooks/",
    ])
    func readsLongLinesOnce(_ piece: String) {
        let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
        let once = SecretScrubber().scrub(text)
        #expect(SecretScrubber().scrub(once.text).findings.isEmpty)
    }

    @Test func leavesTextWithoutSecretsAlone() {
        let text = "The printer on the second floor says \"paper jam\" since Monday. Naïve question: can we swap it? 😀"
        let result = SecretScrubber().scrub(text)
        #expect(result.text == text && result.findings.isEmpty)
    }
}
