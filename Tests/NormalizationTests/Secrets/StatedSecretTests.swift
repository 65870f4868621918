import Domain
import Normalization
import Testing

/// Secrets whose word stands in another sentence, in the subject, or nowhere.
@Suite struct StatedSecretTests {
    @Test(arguments: [
        "Hi its Bing, got the expiry popup, I changed it to {{Ledger!Goose-42}} can you also change it in the tax program",
        "a parcel page wanted my mail login and I gave it, silly me. It was: Lil / {{B4rk-at-Moon!9}}. Afterwards the page was white.",
        "Here is the token so you can set it up for Mei: {{rb_tok_n0t-real-BrickAndMortar-5521}}. Astrid",
        "card {{4111 1111 1111 1111}}, exp {{04/29}}, cvc {{737}} and send a receipt.",
        "admin pw {{EXAMPLE-ONLY-do-not-ingest}}",
        "My account: I set it to {{Docket-Heron-19}} this morning",
        "login trouble. it is now {{Sunny-Meadow-88}}",
        "Windows login: it's {{Blue77Horse}} for now",
        "I am locked out of my mailbox, it was {{Foo!Bar77}} before",
        "I typed {{Gr8!Moon22}} on the sign-in page",
        "Ich habe es auf {{Sommer-Igel-77}} geändert, Anmeldung geht aber nicht",
        "Mein Passwort habe ich geändert, es ist jetzt {{Herbst!2027}}",
        "Anmeldung: ich habe das Kennwort auf {{Igel#Haus9}} gesetzt",
        "je l'ai changé en {{Soleil!Vert9}} hier",
        "Mon compte est bloqué, je l'ai mis à {{Soleil-Vert-99}}",
        "mot de passe oublié. C'est {{Chaton-Bleu-12}} maintenant",
        "La cambié a {{Perro!Verde8}} ayer",
        "mi contraseña no funciona, la cambié a {{Perro-Verde-88}}",
        "inicio de sesión: usuario ana / {{Gato!Azul77}}",
        "Ik heb het veranderd in {{Fiets!Boom7}}",
        "mijn wachtwoord werkt niet meer, ik heb het gewijzigd naar {{Fiets-Boom-77}}",
        "wachtwoord op {{Fiets-Boom-77}} gezet",
        "credentials I gave them: kim@example.com / {{Tulip!Cart3}}",
        "They asked for my login and I entered kim.fixture and {{Tulip!Cart3}}",
        "the login page took Kim / {{Tulip!Cart3}}",
        "the API token is {{xk_prod_9fQ2kd82mmZZ01ab}}",
        "Token below\n{{ab_9fQ2kd82mmZZ01abcd}}",
        "our key for the scanner portal: {{pat-9fQ2kd82mmZZ01abcd}}",
        "the access token they sent: {{AbC9fQ2kd82mmZZ01abcdEf}}",
        "CVV: {{1234}}",
        "card ending 1111, security code {{737}}",
        "Kreditkarte {{4111111111111111}} gültig bis {{04/2029}} Prüfziffer {{737}}",
        "carte {{4111 1111 1111 1111}} expire {{04/29}} cryptogramme {{737}}",
        "tarjeta {{4111 1111 1111 1111}} caduca {{04-29}} CVC {{737}}",
        "{{5555 5555 5555 4444}}, valid to {{11/28}}, is on its way",
        "the new one is {{Fall!2026x}} please update the login on the scanner",
        "I reset my mailbox pw to {{Kite-Otter-5}}",
        "root pw {{correct-Horse-Battery}}",
        "pwd {{Blue-Moon-Rising!}}",
        "local admin password: {{Blue-Moon-Rising}}",
        "the old one was {{Autumn!Leaf4}}, new {{Winter!Leaf5}} (sign in)",
        "my account pw was {{Kite-Otter-55}} and it's {{Kite-Otter-56}} now",
        "password for the copier = {{Toner&Paper-8}}",
        "wifi is HDG-Guest, key {{Molar-Time-9to5}}",
        "the PIN for voicemail is {{7391}}",
        "PIN voor de alarm is {{7391}}",
        "code PIN : {{7391}}",
        "mdp : {{Chaton12}}",
        "mdp {{Chaton!12}}",
        "Zugangsdaten: mueller / {{Igel!Haus9}}",
        "Anmeldung mit mueller und {{Igel!Haus9}}",
        "identifiants : claire / {{Chaton!12}}",
        "credenciales: ana / {{Gato!Azul77}}",
        "inloggegevens: jan / {{Fiets!Boom7}}",
        "Benutzername mueller Passwort {{Igel!Haus9}}",
        "gebruiker jan wachtwoord {{Fiets!Boom7}}",
        "utilisateur claire mot de passe {{Chaton!12}}",
        "usuario ana contraseña {{Gato!Azul77}}",
        "I chose {{Gr8!Moon22}} as asked by the login page",
        "password is \"{{my cat 12}}\"",
        "the safe word for the portal login is {{Moon!Cat12}}",
        "it wants a new password every 30 days so I made it {{Moon!Cat12}}",
        "tell them {{Walnut-Basset-12}} is the new admin password.",
        "{{Moon!Cat12}} is my password, please check",
        "{{Igel-Haus-99}} ist das neue Passwort",
        "Le mdp admin du copieur c'est bien {{Futaille-Noire-5}} ?",
        "metí mi usuario y contraseña ({{MareaBaja-2026}}) y no pasó nada",
        "Inlog van de douaneportal is fkweker / {{Narcis_Geel_52}} als je wil kijken",
        "user pestuary, pass {{Loan-Marsh-1177}} (don't tell Oscar)",
        "panel login they told us last time: brewer / {{Krausen!Kettle-31}}",
        "Console login from the safe: swops / {{Calamus&Mint-9}}",
        "snmp: v2c community {{vtb-koel-RW-83k}}",
        "ran: mysql -h TM-SRV -u ck -p'{{Ostrakon_77x}}' catalogue",
        "https://hooks.chat.example.net/{{services/T00NOTREAL/B00NOTREAL/x9KqTideNewsZz41}}",
    ])
    func finds(_ text: String) { expectScrubbed(text) }

    @Test(arguments: [
        "Entered a password: block sign-in, revoke sessions, reset MFA.",
        "She has now Moon-Cat-12 on the box",
        "I renamed it to Surface-Pro-9",
        "changed it to Windows11 after login problem",
        "The login server was moved, I set it to SRV-FILE-02",
        "I set it to Tray-2 and log in works",
        "changed it to C:\\Users\\kim1\\Docs after sign in",
        "changed it to https://login.example.com/a1 after sign in",
        "account set to kim22@example.com",
        "It is KB5034441 that breaks login",
        "It was 2026-09-14 when login broke",
        "it is Outlook365 and the login loops",
        "Login works since I updated it to v2.4.1-beta",
        "set it to 24H2 for the login test",
        "sign in fails with AADSTS50126, it was AADSTS70043 before",
        "The token bucket rate-limit-per-minute-2000 is too low",
        "token refresh of app-registration_prod_2024 fails",
        "token fails on render_farm_node_0042",
        "PO#12345: I changed it to PO#12346, account dept",
        "Order changed to INV#2291 for the account",
        "the security code of practice 2024",
        "card reader 12/26 order",
        "exp 04/29",
        "meeting on 04/29 about the card",
        "an account password: must be changed at next logon",
        "Passwords: the admin has to rotate them",
        "password EXAMPLE is used in the docs",
        "Passwort WLAN-Gast-Zugang geht nicht",
        "password for Wi-Fi-Guest-Net does not work",
        "my pw self-service-portal link is dead",
        "Type Ctrl+Alt+Del at the sign-in screen",
        "use Office365 to log in",
        "log in with user1 and restart",
        "I used Chrome-v126 to sign in",
        "use VPN-Client-5.2 to log in",
        "password reset tool v2",
        "Cert auth uses EAP-TLS-2 at login",
        "This is the new password policy",
        "Surface-Pro-9 is the new admin laptop",
        "Is the refresh done during the job (01:00-02:30)? The password is stored in the vault.",
        "Login: pick HDG-Guest / Staff-Net-2 on the list",
        "User reports Outlook / Teams365 fail",
        "Version 2.4 is the new password filter",
        "MFA login for user KIM / device CMF-Cnc-PC03 fails",
        "Temporary Access Pass: single use, 45 minutes",
        "Na wijzigen wachtwoord: eerst op kantoor of via OWA aanmelden.",
    ])
    func keeps(_ text: String) { #expect(SecretScrubber().scrub(text).text == text) }

    @Test func contextOfTheSubjectCountsForTheBody() {
        let scrubber = SecretScrubber()
        let body = "Hi, it is now Docket-Heron-19, please tell Mei."
        #expect(scrubber.scrub(body).findings.isEmpty)
        let context = scrubber.context(of: ["my password", body])
        #expect(context == SecretContext(isAboutSignIn: true))
        #expect(scrubber.scrub(body, context: context).findings.map(\.kind) == ["password"])
        #expect(scrubber.context(of: ["[secret removed: password] is what it says"]) == .none)
    }

    @Test(arguments: [
        ("my password", "got the expiry popup, I made it Docket-Heron-19 and set it to Docket-Heron-20"),
        ("token for the farm", "so you can set it up for Mei: rb_q_n0t-real-Brick-5521"),
        ("card was declined", "the security code on the back is 737"),
    ])
    func ticketsAreReadAsAWhole(_ subject: String, _ body: String) {
        let ticket = Ticket(
            id: "1", subject: subject, body: body, bodyFormat: .text, createdAt: Timestamp(seconds: 0))
        let text = TicketNormalizer().normalize(ticket).clean.text
        #expect(text.contains("[secret removed: "))
        #expect(!text.contains("Heron-20") && !text.contains("5521") && !text.contains("737"))
    }
}
