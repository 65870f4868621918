import COpenSSL

/// The page's own content security policy: nothing but this page's one stylesheet, named by its SHA-256 (CSP 3,
/// section 2.3.1). No script, no request, no form, no base address.
enum ContentSecurity {
    static func policy(stylesheet: StaticString) -> String {
        let rest = "base-uri 'none'; form-action 'none'"
        guard let hash = sha256(stylesheet) else { return "default-src 'none'; style-src 'unsafe-inline'; " + rest }
        return "default-src 'none'; style-src 'sha256-\(base64(hash))'; " + rest
    }

    private static func sha256(_ text: StaticString) -> [UInt8]? {
        text.withUTF8Buffer { bytes in
            var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
            var length: UInt32 = 0
            guard EVP_Digest(bytes.baseAddress, bytes.count, &digest, &length, EVP_sha256(), nil) == 1 else {
                return nil
            }
            return Array(digest.prefix(Int(length)))
        }
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        // Four characters for every three bytes begun, and the terminating NUL.
        var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        let count = EVP_EncodeBlock(&text, bytes, Int32(bytes.count))
        return String(decoding: text.prefix(Int(count)), as: UTF8.self)
    }
}
