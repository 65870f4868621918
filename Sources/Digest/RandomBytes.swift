internal import COpenSSL

/// Unpredictable bytes from OpenSSL's generator, for tokens, nonces and session names.
public enum RandomBytes {
    /// Throws `DigestUnavailable` when the system cannot give randomness: a token must then not be made at all.
    public static func make(_ count: Int) throws(DigestUnavailable) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard count == 0 || RAND_bytes(&bytes, Int32(count)) == 1 else { throw DigestUnavailable() }
        return bytes
    }

    /// `count` random bytes as URL-safe Base64 without padding: 32 bytes give 43 characters.
    public static func token(_ count: Int = 32) throws(DigestUnavailable) -> String {
        Base64.urlText(try make(count))
    }
}
