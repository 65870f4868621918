import Digest
import Testing

@Suite("Keyed codes")
struct HMACTests {
    /// RFC 4231, sections 4.2 to 4.8 (the truncated case 5 left out): key, message, code as hexadecimal.
    static let sha256: [(String, String, String)] = [
        (
            String(repeating: "0b", count: 20), "4869205468657265",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            "0102030405060708090a0b0c0d0e0f10111213141516171819", String(repeating: "cd", count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            String(repeating: "aa", count: 131),
            "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]

    /// RFC 2202, section 3, cases 1, 2, 3, 6.
    static let sha1: [(String, String, String)] = [
        (String(repeating: "0b", count: 20), "4869205468657265", "b617318655057264e28bc0b6fb378c8ef146be00"),
        (
            "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        ),
        (
            String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
            "125d7342b9ac11cd91a39af48aa17b4f63f175d3"
        ),
        (
            String(repeating: "aa", count: 80),
            "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
            "aa4ae5e15272d00e95705637ce8a3b55ed402112"
        ),
    ]

    @Test(arguments: sha256)
    func sha256Vectors(_ key: String, _ message: String, _ code: String) throws {
        try check(.sha256, key, message, code)
    }

    @Test(arguments: sha1)
    func sha1Vectors(_ key: String, _ message: String, _ code: String) throws {
        try check(.sha1, key, message, code)
    }

    private func check(_ function: HMAC.Function, _ key: String, _ message: String, _ code: String) throws {
        let key = try #require(Hexadecimal.bytes(key))
        let message = try #require(Hexadecimal.bytes(message))
        let code = try #require(Hexadecimal.bytes(code))
        #expect(try HMAC.code(function, key: key, message: message) == code)
        #expect(HMAC.isValid(code, function, key: key, message: message))
        for index in code.indices {
            var other = code
            other[index] ^= 1
            #expect(!HMAC.isValid(other, function, key: key, message: message))
        }
        #expect(!HMAC.isValid([], function, key: key, message: message))
        #expect(!HMAC.isValid(Array(code.dropLast()), function, key: key, message: message))
        #expect(!HMAC.isValid(code + [0], function, key: key, message: message))
        #expect(!HMAC.isValid(code, function, key: key, message: message + [0]))
    }

    /// The code of nothing under no key, as every implementation gives it.
    @Test("An empty key is an empty key, also after a call with another one")
    func emptyKey() throws {
        let code = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        _ = try HMAC.code(.sha256, key: [1, 2, 3], message: [4])
        #expect(Hexadecimal.text(try HMAC.code(.sha256, key: [], message: [])) == code)
    }
}

@Suite("Comparison in constant time")
struct ConstantTimeTests {
    @Test func bytes() {
        #expect(ConstantTime.equal([UInt8](), [UInt8]()))
        #expect(ConstantTime.equal([1, 2, 3] as [UInt8], [1, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3] as [UInt8], [1, 2, 4]))
        #expect(!ConstantTime.equal([1, 2, 3] as [UInt8], [1, 2]))
        #expect(!ConstantTime.equal([UInt8](), [0]))
    }

    @Test("Texts are compared by their bytes: two forms of one letter differ")
    func texts() {
        #expect(ConstantTime.equal("", ""))
        #expect(ConstantTime.equal("password", "password"))
        #expect(!ConstantTime.equal("password", "Password"))
        #expect(!ConstantTime.equal("a", "a\0"))
        #expect("\u{E9}" == "e\u{301}" && !ConstantTime.equal("\u{E9}", "e\u{301}"))
    }
}
