import Normalization
import Testing

@Suite struct LanguageIdentifierTests {
    @Test(arguments: [
        ("en", "printer again. pls fix"), ("en", "Outlook keeps asking for my password and then it freezes."),
        ("en", "VPN down since this morning"), ("en", "Printer offline"), ("en", "help!! laptop broken"),
        ("de", "Der Drucker im zweiten Stock geht nicht mehr."), ("de", "Outlook startet nicht, bitte um Hilfe"),
        ("de", "Hallo, mein Passwort ist abgelaufen und ich kann mich nicht anmelden."),
        ("fr", "Bonjour, l'imprimante ne fonctionne pas depuis ce matin."),
        ("fr", "Je ne peux pas ouvrir Outlook, merci"),
        ("es", "Hola, no puedo entrar en mi correo desde ayer."), ("es", "La impresora no funciona, gracias"),
        ("it", "Buongiorno, la stampante non funziona da ieri e non posso lavorare."),
        ("nl", "De printer werkt niet meer, kunnen jullie mij helpen? Groeten"),
        ("pt", "Olá, não consigo abrir o Outlook no meu computador. Obrigado"),
        ("sv", "Hej, skrivaren fungerar inte och jag kan inte logga in. Tack"),
        ("da", "Hej, printeren virker ikke, og jeg kan ikke logge på. Tak, venlig hilsen"),
        ("no", "Hei, skriveren fungerer ikke og jeg kan ikke logge inn nå. Takk"),
        ("fi", "Hei, tulostin ei toimi ja en voi kirjautua. Kiitos"),
        ("pl", "Dzień dobry, drukarka nie działa i nie mogę się zalogować. Dziękuję"),
        ("cs", "Dobrý den, tiskárna nefunguje a nemohu se přihlásit. Děkuji"),
        ("tr", "Merhaba, yazıcı çalışmıyor ve giriş yapamıyorum. Teşekkürler"),
        ("ro", "Bună ziua, imprimanta nu merge și nu pot să mă conectez. Mulțumesc"),
        ("hu", "Jó napot, a nyomtató nem működik és nem tudok belépni. Köszönöm"),
        ("ru", "Принтер не работает"), ("uk", "Принтер не працює, допоможіть"), ("el", "Ο εκτυπωτής δεν λειτουργεί"),
        ("he", "המדפסת לא עובדת"), ("ar", "الطابعة لا تعمل"), ("ja", "プリンターが動きません"), ("zh", "打印机无法使用"),
        ("ko", "프린터가 작동하지 않습니다"), ("hi", "प्रिंटर काम नहीं कर रहा है"), ("th", "เครื่องพิมพ์ไม่ทำงาน"),
        ("und", ""), ("und", "HDG-DC01 10.0.0.1"), ("und", "12345 / 67890"), ("und", "xqz"),
        ("und", "https://files.example.com/a?share=abc&e=4"),
    ])
    func identifies(_ tag: String, _ text: String) { #expect(LanguageIdentifier().identify(text) == tag) }

    @Test func looksAtTheBeginningOnly() {
        let english = String(repeating: "the server is down again and we cannot work. ", count: 90)
        #expect(
            LanguageIdentifier().identify(english + String(repeating: "Принтер не работает. ", count: 2_000)) == "en")
    }
}
