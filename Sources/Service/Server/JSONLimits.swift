import HTTPTypes
public import Settings

/// Bounds of JSON from outside, checked on the bytes before a parser sees them: parsers recurse, and large arrays of
/// nothing cost more memory than their text.
public struct JSONLimits: Hashable, Sendable {
    public var maximumDepth: Int
    public var maximumBytes: Int

    public init(maximumDepth: Int = 64, maximumBytes: Int = 1_048_576) {
        self.maximumDepth = maximumDepth
        self.maximumBytes = maximumBytes
    }

    public init(_ limits: ServerLimits) {
        self.init(maximumDepth: limits.jsonDepth, maximumBytes: limits.bodyBytes)
    }

    /// Says what is beyond the bounds as a 413 or 400; whether it is JSON at all is the parser's business.
    public func check(_ bytes: some Collection<UInt8>) throws(ProblemResponse) {
        guard bytes.count <= maximumBytes else {
            throw ProblemResponse(
                .contentTooLarge, type: "too-large", detail: "The JSON is larger than \(maximumBytes) bytes.")
        }
        guard depth(of: bytes) <= maximumDepth else {
            throw .badRequest("The JSON is nested more than \(maximumDepth) levels deep.")
        }
    }

    /// Brackets outside strings; stops as soon as the bound is passed.
    private func depth(of bytes: some Collection<UInt8>) -> Int {
        var depth = 0
        var deepest = 0
        var isString = false
        var isEscaped = false
        for byte in bytes {
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
                if deepest > maximumDepth { return deepest }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        return deepest
    }
}
