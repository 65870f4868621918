import Normalization
import Testing

@Suite struct TokenTests {
    // Put together from parts so that no scanner takes these made-up values for leaked ones.
    static let body = String(repeating: "aB3", count: 14)
    static let pem = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"

    static let cases: [(kind: String, text: String)] = [
        ("token", "key id {{AK" + "IA" + "IOSFODNN7EXAMPLE}} here"),
        ("token", "{{AK" + "IA" + "IOSFODNN7EXAMPLE}}\n{{wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY}}"),
        ("token", "git {{gh" + "p_\(body)}}"),
        ("token", "{{github" + "_pat_\(body)}}."),
        ("token", "{{xo" + "xb-123456789012-\(body)}}"),
        ("token", "{{AI" + "za\(body.prefix(35))}}"),
        ("token", "{{sk" + "_live_\(body)}}"),
        ("token", "{{rk" + "_live_\(body)}}"),
        ("token", "OpenAI {{sk" + "-proj-\(body)}}"),
        ("token", "{{ey" + "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl}}"),
        ("token", "Authorization: Bearer {{\(body)}}"),
        ("token", "Authorization: Basic {{dXNlcjpwYXNz}}"),
        ("token", "api_key = {{a8f3c91b77d2}}"),
        ("token", "client_secret: \"{{Q~abc8Q~defghijk}}\""),
        ("token", "apiKey={{a8f3c91b77d2}}&x=1"),
        ("token", "the API key is {{a8f3c91b77d2}}"),
        ("token", "https://hooks.slack.com/{{services/T000/B000/XXXX1234}}"),
        ("connection_string", "DefaultEndpointsProtocol=https;AccountName=acct;AccountKey={{\(body)==}};Suffix=x"),
        ("connection_string", "Server=db01;Database=app;User Id=sa;Password={{S3cret;x}};Encrypt=true"),
        ("connection_string", "postgres://app:{{pw1}}@db.example.com/app"),
        ("connection_string", "mongodb+srv://app:{{pw1}}@cluster.example.com"),
        ("connection_string", "redis://:{{pw1}}@cache.example.com:6379"),
        ("connection_string", "amqp://u:{{p}}@mq.example.com"),
        ("recovery_key", "BitLocker {{111111-222222-333333-444444-555555-666666-777777-888888}} ok"),
        ("product_key", "Windows key {{VK7JG-NPHTM-C97JM-9MPGT-3V66T}}"),
        ("otp", "otpauth://totp/x?secret={{JBSWY3DPEHPK3PXP}}&issuer=x"),
        ("otp", "your verification code: {{482913}}"),
        ("otp", "the code is {{482913}}"),
        ("otp", "{{482913}} is your login code"),
        ("otp", "MFA code {{482 913}}"),
        ("pin", "alarm code {{4821}}"),
        ("card_number", "card {{4111 1111 1111 1111}} exp {{12/28}}"),
        ("card_number", "{{4111111111111111}}"),
        ("card_number", "amex {{3782-822463-10005}}"),
        ("ssn", "her SSN is {{123-45-6789}}"),
        ("ssn", "social security number: {{123-45-6789}}"),
        ("iban", "IBAN {{DE89 3704 0044 0532 0130 00}} bank"),
        ("iban", "{{GB82WEST12345698765432}}"),
        (
            "private_key",
            "before\n{{-----BEGIN RSA PRIVATE " + "KEY-----\n\(pem)\n\(pem)\n-----END RSA PRIVATE KEY-----}}\nafter"
        ),
        (
            "private_key",
            "{{-----BEGIN OPENSSH PRIVATE " + "KEY-----\n\(pem)\n\(pem)}}\n\nThanks, this is the key we use."
        ),
        ("private_key", "> {{-----BEGIN PRIVATE " + "KEY-----\n> \(pem)\n> -----END PRIVATE KEY-----}}\n> bye"),
        ("private_key", "\"{{-----BEGIN PRIVATE " + "KEY-----\\n\(pem)\\n-----END PRIVATE KEY-----}}\\n\""),
        (
            "private_key",
            "{{PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: x\nPublic-Lines: 1\n\(pem)\n"
                + "Private-Lines: 1\n\(pem)\nPrivate-MAC: 0a1b2c}}\n\nregards"
        ),
    ]

    @Test(arguments: cases)
    func finds(_ kind: String, _ text: String) {
        expectScrubbed(text)
        let input = text.replacing("{{", with: "").replacing("}}", with: "")
        #expect(SecretScrubber().scrub(input).findings.contains { $0.kind == kind })
    }

    @Test(arguments: [
        "error code is 531603", "Error code: 53003", "exit code 1603", "zip code: 90210", "status code is 404404",
        "call 555-123-4567 or +1 (555) 010-0199", "serial 4111111111111112", "order 1234 5678 9012 3456",
        "SHA256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "id 6f9619ff-8b86-d011-b42d-00c04fc964ff", "Windows 11 Pro licence", "Microsoft 365 Business Premium",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "the token expired", "token: expired",
        "secret santa party", "API key is missing", "bearer of bad news arrived yesterday", "basic authentication",
        "DE89 3704 0044 0532 0130 01", "123-45-6789", "KB5034441", "AB12-CD34", "see https://example.com/a?id=5&page=2",
        "the QR code is 482913", "security key rotation", "10.0.19045.3803", "https://example.com/@user:tag",
        "token ring 16 Mbit", "registry key HKLM\\Software\\Vendor is missing",
    ])
    func keeps(_ text: String) { #expect(SecretScrubber().scrub(text).text == text) }
}
