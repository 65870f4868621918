import Domain
import Testing

@Suite struct PasswordRuleTests {
    @Test(arguments: [
        "correct horse battery", "lantern-orbit-42-moss", "ünder den linden im mai", "a wholly different phrase",
        "k4V!pq9#Lm2$", String(repeating: "abcdefgh 1234567 ", count: 30),
    ])
    func accepted(_ password: String) {
        #expect(PasswordRule.objection(to: password, login: "ada@msp.example") == nil)
    }

    @Test(
        arguments: [
            ("", .short), ("elevenchars", .short), (String(repeating: "abcdefgh 1234567", count: 33), .unusable),
            ("a line\nand another", .unusable), ("nothing\u{0}but a NUL", .unusable),
            ("ada@msp.example", .login), ("ada@msp.example1", .login), ("Ada@MSP.Example 12", .login),
            ("adaadaadaadaada", .login), ("aaaaaaaaaaaaaaaa", .common), ("abababababab", .common),
            ("Password12345!", .common), ("P@ssw0rdP@ssw0rd", .common), ("qwertyuiopas", .common),
            ("123456789012", .common), ("sunsunsunsunsun", .common), ("correcthorsebatterystaple", .common),
        ] as [(String, PasswordRule.Objection)])
    func refused(_ password: String, _ objection: PasswordRule.Objection) {
        #expect(PasswordRule.objection(to: password, login: "ada@msp.example") == objection)
    }

    /// Lengths count what people type; the limit counts what is stored.
    @Test func bounds() {
        #expect(PasswordRule.objection(to: "abcdefghij-k", login: "ada") == nil)
        #expect(PasswordRule.objection(to: "abcdefghij-", login: "ada") == .short)
        let long = String(repeating: "x1-y2 ", count: 85) + "zq"
        #expect(long.utf8.count == 512)
        #expect(PasswordRule.objection(to: long, login: "ada") == nil)
        #expect(PasswordRule.objection(to: long + "z", login: "ada") == .unusable)
    }
}
