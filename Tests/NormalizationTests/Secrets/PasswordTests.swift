import Normalization
import Testing

/// Each text holds one or more secrets between `{` and `}`; what stands outside must survive.
func expectScrubbed(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let input = marked.replacing("{{", with: "").replacing("}}", with: "")
    let parts = marked.replacing("{{", with: "\u{1}").replacing("}}", with: "\u{1}").split(
        separator: "\u{1}", omittingEmptySubsequences: false)
    let kept = parts.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }
    let result = SecretScrubber().scrub(input)
    var rest = Substring(result.text)
    for (index, piece) in kept.enumerated() {
        guard rest.hasPrefix(piece) else {
            Issue.record(
                "\(marked.debugDescription) became \(result.text.debugDescription)", sourceLocation: sourceLocation)
            return
        }
        rest = rest.dropFirst(piece.count)
        if index < kept.count - 1 {
            guard rest.hasPrefix("[secret removed: "), let close = rest.firstIndex(of: "]") else {
                Issue.record(
                    "\(marked.debugDescription) became \(result.text.debugDescription)", sourceLocation: sourceLocation)
                return
            }
            rest = rest[rest.index(after: close)...]
        }
    }
    #expect(
        rest.isEmpty, "\(marked.debugDescription) became \(result.text.debugDescription)",
        sourceLocation: sourceLocation)
    #expect(result.findings.count == kept.count - 1, sourceLocation: sourceLocation)
    let again = SecretScrubber().scrub(result.text)
    #expect(
        again.findings.isEmpty && again.text == result.text, "not idempotent: \(again.text)",
        sourceLocation: sourceLocation)
}

@Suite struct PasswordTests {
    @Test(arguments: [
        "The password is {{Winter2026!}} for the laptop.",
        "pw: {{hunter2}}",
        "pwd={{hunter2}}",
        "my pw is {{Tr0ub4dor}}",
        "use the temp password ({{Welcome1!}}) to sign in",
        "Passwort: {{Sommer2026}}",
        "Das Kennwort lautet {{Geheim#77}}.",
        "contraseña: {{Verano2026}}",
        "CONTRASEÑA: {{Verano2026}}",
        "mot de passe : {{Soleil99}}",
        "pass: {{Hunter22}} / user: jdoe",
        "login is jdoe / {{Winter2026!}}",
        "credentials: admin / {{Hunter22!}}",
        "I reset her password and set it to {{Welcome1!}} this morning",
        "password was wrong so I changed it to {{Autumn2026$}}",
        "I reset her password to {{Welcome123}}",
        "password changed from {{OldOne1!}} to {{NewOne2!}}",
        "log in with admin and {{Summer2026$}}",
        "alarm PIN {{4821}}",
        "the PIN is {{4821}}.",
        "PIN for the door: {{4821}}",
        "passphrase {{correct horse battery staple}}",
        "passphrase: {{correct horse battery staple}}\nthanks",
        "passphrase is \"{{correct horse battery staple}}\"",
        "wifi PSK: {{guestwifi}}",
        "WPA2 key {{Str0ngKey99}}",
        "WPA2 key: {{guestguest}}",
        "Password\n{{Winter2026!}}\n",
        "Password:\n{{Winter2026!}}\nThanks",
        "Username: a\nPassword: {{b}}",
        "Username: jdoe\r\nPassword: {{b77}}\r\n",
        "https://user:{{pass}}@host.example.com/x",
        "see https://files.example.com/a?x=1&token={{abc123}}&y=2",
        "https://acct.blob.example.net/c?sv=2024&sig={{Zm9vYmFy%3D}}",
        "net use \\\\srv\\share /user:dom\\adm {{Passw0rd!}}",
        "net use Z: \\\\srv\\share {{Passw0rd!}} /user:dom\\adm",
        "net user jdoe {{Passw0rd!}} /add",
        "tool -p {{Passw0rd}}",
        "tool --password {{hunter}} --force",
        "tool --password={{hunter}}",
        "psexec \\\\ws01 -u adm -p {{secretword}} cmd",
        "curl -u user:{{pass}} https://example.com",
        "Password: {{swordfish}}",
        "the password is {{swordfish}}.",
        "the password is \"{{swordfish}}\"",
        "password for the scanner account is {{Scan2026!}}",
        "password for jdoe: {{Scan2026}}",
        "**Password:** {{Gr8!pass}}",
        "`password`: `{{Gr8!pass}}`",
        "{\"user\": \"a\", \"password\": \"{{hunter2}}\"}",
        "DB_PASSWORD={{hunter2}}",
        "password -> {{Gr8pass}}",
        "Password: {{blue dog rex}}",
        "pw {{Gr8!pass}} and user admin",
        "Username/Password: {{admin}} / {{Hunter22!}}",
        "WLAN-Passwort: {{GastNetz2026}}",
        "Password - {{Gr8!pass}}",
        "wachtwoord: {{Welkom01}}",
        "ConvertTo-SecureString \"{{Passw0rd!}}\" -AsPlainText",
        "password is now {{Winter27}}",
        "new pw will be {{Winter27}}",
        "password：{{Winter27}}",
        "Senha: {{Verao2026}}",
        "the local admin password is set to {{Lapt0pAdm}}",
        "My password was {{Winter2025!}} and now it's {{Spring2026!}}.",
        "pw's: jdoe = {{Blue77Horse}} , asmith = {{Red88Cow}}",
        "router admin/{{Gr8Router#1}} is up",
        "ssid HDG-Corp key {{7hG9kLmN22}}",
        "My temp pass is \"{{Summer}}\" and the new one is {{Fall2026}}",
        "Please tell her the password: {{Tulip River 88}}. She can change it later.",
        "snmp community string: {{publ1cAcme}}",
        "enter the code {{774411}} in the app",
        "| User | Pass |\n|---|---|\n| root | {{synology1}} |",
        "Wi-Fi: HDG-Guest / {{Welcome2HDG}}", "Passwords: 1) admin: {{Gr8Pass!1}} 2) guest: {{Welc0me#2}}",
        "Old password: {{Winter24}} New password: {{Spring25}}", "Passwort geändert auf {{Sommer2026!}} bitte testen",
        "密码 password: {{Winter27}} 谢谢",
    ])
    func finds(_ text: String) { expectScrubbed(text) }

    @Test(arguments: [
        "password is not working", "password expired", "password reset", "my password is incorrect",
        "my password is wrong", "my password is expired", "My password is locked.",
        "the password was changed yesterday",
        "password must be 14 characters", "password: (see vault)", "password: see vault", "PIN pad",
        "the PIN pad is broken",
        "Password manager", "Password Manager 2024 is out", "Passwords must contain an upper case letter and 2 digits.",
        "password policy: 14 characters", "Minimum password length is 14", "Maximum password age: 90 days",
        "KB5034441 breaks the password prompt", "password error 0x80070005", "password: n/a", "Password: required",
        "Password: none", "password: reset", "password prompt when connecting to SRV-FILE-02",
        "The password is case-sensitive", "password is the same as before", "Password: ********",
        "password: <password>", "password=$PASSWORD", "password=%PASS%", "password: ${DB_PASSWORD}",
        "She forgot her password. Please help", "password reset link is https://example.com/reset",
        "Did the test pass? Yes", "the pass through worked", "password sync to Entra ID stopped at 10:30",
        "Self-service password reset", "my password is being rejected", "I think the password is somehow broken",
        "password 12 characters long", "log in with your account and try again", "login is slow on WS014",
        "user jdoe and printer HP404 fail", "credentials are not accepted",
        "changed it to Outlook after password issue",
        "Login / Logout buttons", "mkdir -p /var/tmp", "ssh -p 2222 host", "docker run -p 8080:80 nginx",
        "The password for jdoe@example.com is not accepted", "password reset for jdoe",
        "LastPass is the password vault",
        "error: bad password. Ticket T20260911.0042", "Kennwort ist abgelaufen", "Das Passwort ist falsch.",
        "Passwort vergessen", "la contraseña es incorrecta", "Password", "password:", "password:\n\nThanks,\nBob Smith",
        "is it a password issue? Windows11 laptop",
        "To reset a password: go to the portal and click Forgot password.",
        "After the password change Outlook keeps prompting on WS-ACCT-07 and iPhone15",
        "my password is not accepted since I updated to Windows 11 24H2 (build 26100.2033)", "key lock on the door",
        "the key is 12 mm",
        "pin 12 of the connector",
        "password hash SHA256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ])
    func keeps(_ text: String) {
        let result = SecretScrubber().scrub(text)
        #expect(result.text == text)
        #expect(result.findings.isEmpty)
    }

    @Test(arguments: [
        "| user | password | note |\n| --- | --- | --- |\n| admin | {{Gr8!pass}} | x |\n| bob | {{plain}} | y |\nend",
        "| admin | password | {{Gr8!pass}} |",
        "Device\tPIN\nDoor\t{{1234}}\nGate\t{{5678}}\n",
        "SSID | PSK\nGuest | {{welcome}}\nCorp | see vault",
        "| Setting | Value |\n|---|---|\n| Host | srv |\n| Password | {{swordfish}} |\n",
        "| Site | Admin Password |\n| A | {{one}} |\n| B | - |\n| C | {{three}} |",
    ])
    func masksTableCells(_ text: String) { expectScrubbed(text) }

    @Test(arguments: [
        "| Password policy | 14 characters |", "| Topic | Owner |\n| Password reset | Help desk |",
        "| Key | Value |\n| name | srv01 |",
    ])
    func keepsTables(_ text: String) { #expect(SecretScrubber().scrub(text).text == text) }
}
