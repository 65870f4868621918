import Digest
import Testing

@Suite("Base64")
struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func vectors(_ plain: String, _ text: String) {
        #expect(Base64.text(Array(plain.utf8)) == text)
        #expect(Base64.bytes(text) == Array(plain.utf8))
        let bare = text.replacing("=", with: "")
        #expect(Base64.urlText(Array(plain.utf8)) == bare)
        #expect(Base64.urlBytes(bare) == Array(plain.utf8))
    }

    @Test(
        "What is not the one spelling is refused",
        arguments: [
            "Zg", "Zg=", "Zg===", "=Zg=", "Zh==", "Zm9=", "Zm8", "Zm8==", "Zm9v=", "Zm9v====", "A", "A===", "====", "=",
            "Zm9v\n", " Zm9v", "Zm 9v", "Zm9v\r\n", "Zm-_", "Zm9v%3D", "Zｍ9v", "Zm9\u{0}", "Zg==Zg==", "AA=A",
        ])
    func strictness(_ text: String) {
        #expect(Base64.bytes(text) == nil)
    }

    @Test(
        "The URL alphabet takes neither padding nor the other two letters",
        arguments: ["Zg==", "Zg=", "ab+/", "Zh", "A", "a b_"])
    func urlStrictness(_ text: String) {
        #expect(Base64.urlBytes(text) == nil)
    }

    @Test("Every byte and every length comes back, and no two texts mean the same")
    func roundTrip() {
        var texts: Set<String> = []
        for length in 0..<300 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ length) }
            #expect(Base64.bytes(Base64.text(bytes)) == bytes)
            #expect(Base64.urlBytes(Base64.urlText(bytes)) == bytes)
            texts.insert(Base64.text(bytes))
        }
        #expect(texts.count == 300)
    }

    @Test("Of all two-letter texts exactly 256 mean a byte")
    func unusedBits() {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var count = 0
        for a in letters { for b in letters where Base64.bytes("\(a)\(b)==") != nil { count += 1 } }
        #expect(count == 256)
    }
}
