import Digest
import FoundationEssentials

/// The page's own content security policy: nothing but this page's one stylesheet, named by its SHA-256 (CSP 3,
/// section 2.3.1). No script, no request, no form, no base address.
enum ContentSecurity {
    static func policy(stylesheet: StaticString) -> String {
        let rest = "base-uri 'none'; form-action 'none'"
        guard let hash = sha256(stylesheet) else { return "default-src 'none'; style-src 'unsafe-inline'; " + rest }
        return "default-src 'none'; style-src 'sha256-\(hash)'; " + rest
    }

    private static func sha256(_ text: StaticString) -> String? {
        let bytes = text.withUTF8Buffer { Array($0) }
        guard let digest = try? SHA256Digest.bytes(of: bytes) else { return nil }
        return Data(digest).base64EncodedString()
    }
}
