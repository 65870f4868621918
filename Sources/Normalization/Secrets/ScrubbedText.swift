/// A text without its secrets, and what was taken out of it.
public struct ScrubbedText: Hashable, Sendable {
    /// The text with every secret replaced by `[secret removed: KIND]`.
    public var text: String
    /// In order of position.
    public var findings: [SecretFinding]

    public init(text: String, findings: [SecretFinding]) {
        self.text = text
        self.findings = findings
    }
}

/// Where a secret stood. Never holds the secret.
public struct SecretFinding: Hashable, Sendable {
    /// `password`, `passphrase`, `pin`, `private_key`, `token`, `connection_string`, `card_number`, `otp`,
    /// `recovery_key`, `product_key`, `ssn`, `iban`.
    public var kind: String
    /// Offset in Unicode scalars of the input.
    public var offset: Int
    /// Length in Unicode scalars of the input.
    public var length: Int

    public init(kind: String, offset: Int, length: Int) {
        self.kind = kind
        self.offset = offset
        self.length = length
    }
}
