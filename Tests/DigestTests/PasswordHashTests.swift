import Digest
import Testing

@Suite("Password hashes and randomness")
struct PasswordHashTests {
    @Test("A hash fits its own password alone")
    func verify() throws {
        let hash = try PasswordHash.make("correct horse battery staple")
        #expect(hash.hasPrefix("$y$") && hash.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(PasswordHash.verify("correct horse battery staple", hash))
        for wrong in [
            "", "correct horse battery stapl", "correct horse battery staple ", "Correct horse battery staple",
        ] {
            #expect(!PasswordHash.verify(wrong, hash))
        }
    }

    @Test("The same password never has the same hash twice")
    func salt() throws {
        #expect(try PasswordHash.make("secret") != PasswordHash.make("secret"))
    }

    @Test("A NUL does not end a password, and an endless one is refused")
    func limits() throws {
        let hash = try PasswordHash.make("secret")
        #expect(!PasswordHash.verify("secret\0anything", hash))
        #expect(throws: DigestUnavailable.self) { try PasswordHash.make("secret\0x") }
        #expect(throws: DigestUnavailable.self) { try PasswordHash.make(String(repeating: "x", count: 512)) }
        // No letter of a long one is left out.
        let long = String(repeating: "ü", count: 255) + "a"
        let other = String(repeating: "ü", count: 255) + "b"
        let longHash = try PasswordHash.make(long)
        #expect(PasswordHash.verify(long, longHash) && !PasswordHash.verify(other, longHash))
    }

    @Test(
        "What is no hash of this kind fits nothing",
        arguments: [
            "", "$y$", "$y$j9T$", "*0", "*1", "!", "x", "$6$salt$hash", "$1$abc$", "$y$j9T$$", "ab", "$y$\u{0}",
        ])
    func foreign(_ hash: String) {
        #expect(!PasswordHash.verify("secret", hash))
        #expect(!PasswordHash.verify("", hash))
    }

    @Test("A hash made elsewhere verifies: by Python through the system’s crypt(3)")
    func knownHash() throws {
        let hash = "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$zwtVrjrUCmXcyLTs6oxLTQlzifSUkF8RHJ./tK5KU79"
        #expect(PasswordHash.verify("correct horse", hash))
        #expect(!PasswordHash.verify("correct horsE", hash))
        #expect(!PasswordHash.verify("correct horse", String(hash.dropLast()) + "8"))
    }

    @Test func random() throws {
        #expect(try RandomBytes.make(0).isEmpty)
        let many = try (0..<200).map { _ in try RandomBytes.make(16) }
        #expect(Set(many).count == 200 && many.allSatisfy { $0.count == 16 })
        let tokens = try (0..<200).map { _ in try RandomBytes.token() }
        #expect(Set(tokens).count == 200)
        #expect(tokens.allSatisfy { $0.utf8.count == 43 && Base64.urlBytes($0)?.count == 32 })
        // Each bit is one about half of the time: 6,400 bytes give 25,600 ± 5 deviations of 160.
        let ones = try RandomBytes.make(6400).reduce(0) { $0 + $1.nonzeroBitCount }
        #expect((24_800...26_400).contains(ones))
    }
}
