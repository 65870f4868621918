/// The second form in which Autotask's signed text has been seen: as the raw body, but inside strings `& < > ' `` ` `` +`,
/// an escaped quotation mark and every character beyond ASCII are written as `\uXXXX` with capital digits.
///
/// Source: msoukhomlinov/n8n-nodes-autotask, `helpers/webhook/signature.ts`. The two spellings mean the same JSON, so
/// accepting either lets nobody say anything that was not signed.
enum AutotaskEscaping {
    /// nil when the form is the raw body itself, or the body is not UTF-8.
    static func signedForm(of body: [UInt8]) -> [UInt8]? {
        guard let text = String(validating: body, as: UTF8.self) else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(body.count + body.count / 8)
        var isInString = false
        var isAfterBackslash = false
        for scalar in text.unicodeScalars {
            if isAfterBackslash {
                isAfterBackslash = false
                if scalar == "\"" {
                    append(0x22, to: &output)
                } else {
                    output.append(UInt8(ascii: "\\"))
                    output.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
                }
            } else if !isInString {
                if scalar == "\"" { isInString = true }
                output.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            } else {
                switch scalar {
                case "\\": isAfterBackslash = true
                case "\"":
                    isInString = false
                    output.append(UInt8(ascii: "\""))
                case "&", "<", ">", "'", "`", "+": append(UInt16(scalar.value), to: &output)
                default:
                    if scalar.isASCII {
                        output.append(UInt8(scalar.value))
                    } else {
                        for unit in Character(scalar).utf16 { append(unit, to: &output) }
                    }
                }
            }
        }
        return output == body ? nil : output
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func append(_ unit: UInt16, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        output.append(UInt8(ascii: "u"))
        for shift: UInt16 in [12, 8, 4, 0] { output.append(digits[Int(unit >> shift & 15)]) }
    }
}
