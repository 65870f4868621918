/// One header field of a request or an answer.
public struct HTTPHeader: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether the name is a token of RFC 9110 (section 5.6.2) and the value holds no control character but tab.
    ///
    /// CR, LF and NUL in a value would let its author add header fields or a second request.
    var isWellFormed: Bool {
        !name.isEmpty && name.utf8.allSatisfy(isTokenByte)
            && value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    }

    /// Fields whose values are credentials: they are withheld from every error text.
    var isCredential: Bool {
        ["authorization", "proxy-authorization", "cookie", "api-key", "x-api-key"].contains(name.lowercased())
    }

    /// Fields that say where the body ends. The transport writes them; a second opinion is request smuggling.
    var framesBody: Bool {
        ["content-length", "transfer-encoding"].contains(name.lowercased())
    }
}

private func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        return true
    default:
        return "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

extension [HTTPHeader] {
    /// The value of the first field of that name; names are compared without regard to ASCII case.
    public func first(named name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.lowercased() == wanted }?.value
    }
}
