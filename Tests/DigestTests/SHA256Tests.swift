import Digest
import Testing

@Suite struct DigestTests {
    /// FIPS 180-4 example values.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func knownValues(_ text: String, _ digest: String) throws {
        #expect(try SHA256Digest.hex(of: text) == digest)
        #expect(try SHA256Digest.hex(of: Array(text.utf8)) == digest)
    }

    @Test func piecesGiveTheSameAsTheWhole() throws {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for cut in [0, 1, 63, 64, 65, 500, 1000] {
            var digest = try SHA256Digest()
            try digest.update(Array(bytes[..<cut]))
            try digest.update(Array(bytes[cut...]))
            let pieces = try digest.finalize()
            #expect(pieces == (try SHA256Digest.bytes(of: bytes)))
        }
    }

    @Test func fieldsNeverRunTogether() throws {
        func hash(_ fields: [String?]) throws -> [UInt8] {
            var digest = try FieldDigest(domain: "test")
            for field in fields { try digest.add(field) }
            return try digest.finalize()
        }
        let lists: [[String?]] = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", nil], ["abc", ""], [nil, "abc"], []]
        #expect(try Set(lists.map { try hash($0) }).count == lists.count)
    }

    @Test func hexadecimalReadsWhatItWrites() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Hexadecimal.bytes(Hexadecimal.text(bytes)) == bytes)
        #expect(Hexadecimal.bytes("0") == nil)
        #expect(Hexadecimal.bytes("0g") == nil)
        #expect(Hexadecimal.bytes("FF") == [255])
    }
}
