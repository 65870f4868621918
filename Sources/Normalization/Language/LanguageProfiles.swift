/// Function words and telling letters of sixteen languages.
struct LanguageProfiles: Sendable {
    /// The order of the bits.
    static let tags = ["en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "fi", "pl", "cs", "tr", "ro", "hu"]

    /// Word to a bit for each language it belongs to.
    let words: WordTable
    /// English words of support tickets that other languages borrow: weak evidence for English.
    let jargon = WordTable(
        words: """
            printer print fix pls please laptop computer screen email mailbox password reset login server network wifi vpn \
            outlook teams slow broken error down offline update install software user ticket issue problem monitor \
            keyboard mouse scanner phone desktop drive folder shared access account locked help urgent asap thx thanks \
            working backup restart reboot crash crashed freezes frozen keeps stopped loading license setup new
            """)
    private let letters: [UInt16: UInt16]

    init() {
        var bits: [String: UInt16] = [:]
        for (index, list) in Self.functionWords.enumerated() {
            for word in list.split(whereSeparator: \.isWhitespace) {
                bits[String(word), default: 0] |= 1 << UInt16(index)
            }
        }
        words = WordTable(bits.map { ($0.key, $0.value) })
        var letters: [UInt16: UInt16] = [:]
        for (index, list) in Self.tellingLetters.enumerated() {
            for letter in list {
                for form in [letter.lowercased(), letter.uppercased()] {
                    let bytes = Array(form.utf8)
                    guard bytes.count == 2 else { continue }
                    letters[UInt16(bytes[0]) << 8 | UInt16(bytes[1]), default: 0] |= 1 << UInt16(index)
                }
            }
        }
        self.letters = letters
    }

    func languages(_ lead: UInt8, _ trail: UInt8) -> UInt16 { letters[UInt16(lead) << 8 | UInt16(trail)] ?? 0 }

    private static let tellingLetters = [
        "", "äöüß", "éèêàçùâîôûëïœ", "ñáíóúé", "àèéìòù", "ëï", "ãõçáâêéíóú", "åäö", "æøå", "æøå", "äö", "ąćęłńóśźż",
        "ěščřžýáíéůúťďň", "ğışçöü", "ăâîșțşţ", "őűáéíóöúü",
    ]

    private static let functionWords = [
        """
        the a an and or but not is are was were be been am i you he she it we they my your his her our their this that \
        these those in on at to from of for with by about as if when while because so can could will would should have \
        has had do does did don't doesn't didn't can't won't isn't no yes there here what which who how why again since \
        after before still just also only now then every any some all get getting cannot hi hello dear regards up out \
        into over been more very too than please thank need try tried anyone it's i'm
        """,
        """
        der die das und oder aber nicht ist sind war waren ich du er sie es wir ihr mein meine meinem meinen dein sein \
        unser in auf an zu von für mit bei als wenn weil dass kann können wird werden habe hat haben hatte kein keine \
        noch nur auch jetzt dann seit nach vor wieder immer mehr sehr bitte danke hallo guten ein eine einen einem \
        einer den dem des im am zum zur vom beim geht gibt wie was warum wo mich mir uns ihnen sich nichts drucker grüße \
        freundlichen über heute morgen gestern schon funktioniert rechner lässt
        """,
        """
        le la les un une des du de et ou mais ne pas est sont était je tu il elle nous vous ils mon ma mes votre notre \
        son sa ses ce cette ces dans sur à au aux pour avec par sans si quand parce que qui quoi comment peut peux pouvez \
        avez ai a été être fait plus très aussi encore depuis après avant bonjour merci cordialement s'il plaît en y \
        imprimante ordinateur rien toujours leur tout tous
        """,
        """
        el la los las un una unos y o pero no es son era fue yo tú usted él ella nosotros mi mis su sus nuestro este esta \
        estos en de del al a para por con sin si cuando porque que quien como puede puedo tengo tiene ha he han está estoy \
        están muy más también todavía desde después antes hola gracias buenos días saludos favor lo le me nos se ya hay \
        impresora ordenador correo nada esto ser hoy
        """,
        """
        il lo la i gli le un una uno e o ma non è sono era io tu lui lei noi voi mio mia suo nostro questo questa in di \
        del della dei delle da dal al alla a per con su sul senza se quando perché che chi come può posso ho ha hanno \
        molto più anche ancora dopo prima buongiorno grazie saluti cordiali ciao si ci mi stampante stato nella nel sulla \
        essere oggi funziona
        """,
        """
        de het een en of maar niet is zijn was waren ik jij hij zij wij u mijn jouw uw onze dit dat deze in op aan te van \
        voor met bij als wanneer omdat kan kunnen wordt worden heb heeft hebben had geen nog ook nu dan sinds na weer \
        meer zeer graag bedankt hallo goedemorgen groeten er wel naar om over uit door wat hoe waarom mij ons zich niets \
        werkt vandaag
        """,
        """
        o a os as um uma e ou mas não é são era foi eu você ele ela nós meu minha seu sua nosso este esta isto em no na \
        nos nas de do da dos das ao à para por com sem se quando porque que quem como pode posso tenho tem está estou \
        muito mais também ainda desde depois antes olá obrigado obrigada bom dia já há impressora computador não ser hoje \
        pelo pela
        """,
        """
        och eller men inte är var jag du han hon vi ni min mitt mina din vår den det detta dessa en ett i på av till från \
        för med om när eftersom att som kan ska skall har hade ingen också nu sedan efter igen mer mycket tack hej vänliga \
        hälsningar hur vad varför mig oss sig inget fungerar datorn skrivaren idag
        """,
        """
        og eller men ikke er var jeg du han hun vi min mit mine din vores den det dette disse en et i på af til fra for \
        med om når fordi at som kan skal har havde ingen også nu siden efter igen mere meget tak hej venlig hilsen hvordan \
        hvad hvorfor mig os sig noget virker computeren printeren kunne blev være
        """,
        """
        og eller men ikke er var jeg du han hun vi min mitt mine din vår den det dette disse en et i på av til fra for \
        med om når fordi at som kan skal har hadde ingen også nå siden etter igjen mer mye takk hei vennlig hilsen hvordan \
        hva hvorfor meg oss seg noe fungerer datamaskinen skriveren ble være
        """,
        """
        ja tai mutta ei ole on ovat oli minä sinä hän me te he minun sinun tämä tuo se ne kun koska että joka mikä miten \
        miksi voi voin voida olen ovat myös vielä nyt sitten jälkeen ennen taas hyvin kiitos hei terveisin en eivät \
        tulostin tietokone toimi enää kanssa mitä
        """,
        """
        i w z na do nie jest są był była to że się ja ty on ona my wy mój moja moje twój nasz ten ta te o od po przed dla \
        przez ale lub czy gdy kiedy bo ponieważ jak co kto może mogę mam ma już jeszcze też tylko teraz bardzo dziękuję \
        proszę dzień dobry pozdrawiam witam nic drukarka komputer działa mi
        """,
        """
        a i v ve z ze na do ne není je jsou byl byla to že se já ty on ona my vy můj moje náš ten ta od po před pro ale \
        nebo když protože jak co kdo může mohu mám má už ještě také jen nyní teď velmi děkuji prosím dobrý den pozdravem \
        nic tiskárna počítač funguje mi jsem
        """,
        """
        ve veya ama değil bir bu şu o ben sen biz siz onlar benim senin bizim için ile gibi kadar sonra önce çünkü eğer ne \
        nasıl neden var yok mı mi mu mü da de çok daha en hala şimdi merhaba teşekkürler lütfen iyi günler olarak yazıcı \
        bilgisayar çalışmıyor oldu olan her
        """,
        """
        și şi sau dar nu este sunt era eu tu el ea noi voi meu mea dumneavoastră nostru acest această în pe la de din cu \
        fără pentru că să dacă când care cine cum poate pot am are au foarte mai de după înainte bună ziua mulțumesc \
        mulţumesc rog un o al ai ale imprimanta calculatorul nimic merge funcționează vă îmi
        """,
        """
        és vagy de nem van vannak volt én te ő mi ti ők az ez a egy hogy ha mert mikor amikor hogyan mit ki lehet tud \
        tudok már még is csak most után előtt nagyon több köszönöm kérem jó napot üdvözlettel szia nincs nyomtató \
        számítógép működik meg el fel
        """,
    ]
}
