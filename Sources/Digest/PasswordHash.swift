internal import CCrypt
internal import Glibc

/// Password hashing with yescrypt (Debian's default since version 11) through libxcrypt.
///
/// yescrypt is memory-hard; the parameters stand in the hash, so older ones go on working when the cost is raised.
/// Source: `crypt(5)`, https://www.openwall.com/yescrypt/.
public enum PasswordHash {
    /// In bytes of UTF-8: `CRYPT_MAX_PASSPHRASE_SIZE` without the NUL that ends it.
    public static let longestPassword = 511

    /// Hashes a password with a fresh salt; the text begins with `$y$`. Takes tens of milliseconds and some 16 MiB by design.
    ///
    /// Throws `DigestUnavailable` when no randomness or memory can be had, and for a password that holds a NUL or is longer
    /// than `longestPassword`.
    public static func make(_ password: String) throws(DigestUnavailable) -> String {
        let random = try RandomBytes.make(32)
        let salt = random.withUnsafeBytes { bytes in
            // Cost 0 is the library's own current choice.
            crypt_gensalt_ra("$y$", 0, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
        }
        guard let salt else { throw DigestUnavailable() }
        defer { free(salt) }
        guard let hash = hash(password, setting: String(cString: salt)) else { throw DigestUnavailable() }
        return hash
    }

    /// Whether the password belongs to the hash. False for a hash that is none.
    public static func verify(_ password: String, _ hash: String) -> Bool {
        guard let computed = self.hash(password, setting: hash) else { return false }
        return ConstantTime.equal(Array(computed.utf8), Array(hash.utf8))
    }

    private static func hash(_ password: String, setting: String) -> String? {
        // A C string would end at the first NUL and make two different passwords equal.
        guard !password.utf8.contains(0), password.utf8.count <= longestPassword, setting.hasPrefix("$y$") else {
            return nil
        }
        var data: UnsafeMutableRawPointer?
        var size: Int32 = 0
        defer { free(data) }
        guard let result = crypt_ra(password, setting, &data, &size) else { return nil }
        let text = String(cString: result)
        return text.hasPrefix("*") ? nil : text
    }
}
