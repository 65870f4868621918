/// The words that announce a secret, and those that say that none follows.
struct SecretWords: Sendable {
    /// What a word in running text may announce.
    enum Key: UInt16 {
        case password = 1
        /// A password word that is an ordinary word too (`pass`, `clave`): needs `:` or `=`.
        case ambiguousPassword
        case passphrase
        case pin
        case psk
        /// `api_key`, `token`, `secret`: needs `:`/`=`/`is` and a value that looks random.
        case assignment
        /// `key`: what it means depends on the word before.
        case key
        case credentials
        case login
        case code
        case otp
        case socialSecurity
        case bearer
        case basic
        case net
        case secureString
        /// `set`, `changed`, `reset` … `to X`.
        case change
        /// `it`, `that`, `one` … `is X`.
        case pronoun
        /// `typed X`, `used X`.
        case use
        /// `auf X geändert`.
        case preposition
        /// Speaks of signing in, announces nothing.
        case mention
        /// A payment card.
        case card
        /// `CVC`.
        case cardCode
        /// `Prüfziffer`: a card's code when a card is spoken of.
        case cardCheck
        case user
        /// `admin/X`.
        case account
        /// `clé`: a key only when the word behind says which (`partagée`).
        case leadingKey
        /// `Türcode`: a code that opens something.
        case doorCode
        case badge
        /// `word`, as in `code word`.
        case word
        case codeword
        /// `Zugang`: an account and its password may follow.
        case access
        /// `combination` of a safe or lock.
        case combination
    }

    let keys = WordTable(Self.entries)
    /// First words after `:` or `=` that are no secret.
    let stops = WordTable(words: Self.stopWords)
    /// Words that may follow `is` and are no secret.
    let ordinary = WordTable(words: Self.stopWords + " " + Self.ordinaryWords)
    /// Words between the password word and a connector that say this is about passwords, not one.
    let policy = WordTable(words: Self.policyWords)
    let connectors = WordTable(
        words: "is ist lautet es est è är er jest was war will be are equals sind sera será wird lyder était fue")
    let fillers = WordTable(
        words: """
            now currently still just set to as again temporarily changed reset be been jetzt nun aktuell ahora maintenant \
            following follows this updated actually probably also only simply bien
            """)
    let units = WordTable(
        words:
            "characters chars character days day digits minutes hours times attempts zeichen tage letters months users")
    let separators = WordTable(words: "or oder ou o and und et y then to")
    /// Words that make `pass` a noun.
    let nounMarkers = WordTable(
        words:
            "my temp temporary new old the his her their your our admin wifi default current initial local mein my own domain root portal copier printer server router wireless guest neue neues dein ihr mon ton nouveau nuevo mijn nieuwe das der die le la el het"
    )
    /// Words before `key` that make it a secret.
    let keyQualifiers = WordTable(
        words: """
            api access secret private account wpa wpa2 wpa3 wifi wi fi network security encryption master shared \
            preshared presharedkey ssh subscription storage signing wlan wireless recovery psk admin client gedeelde \
            gemeinsamer gemeinsame geteilter geteilte vorinstallierter
            """)
    /// Words before `code` that make it a one-time code.
    let codeQualifiers = WordTable(
        words: """
            verification security auth authentication authenticator access mfa 2fa otp sms time onetime login signin \
            confirmation your passcode pass backup recovery bestätigungscode einmal
            """)
    let tellers = WordTable(words: "enter use type input entering using")
    let doorQualifiers = WordTable(
        words: """
            door alarm gate entry lock keypad elevator garage voicemail supervisor manager override safe badge lockbox \
            keybox unlock disarm lift visitor visitors
            """)
    let codewordQualifiers = WordTable(words: "code vault safe")
    /// Words behind `clé` and `clave` that make it a shared key.
    let followingQualifiers = WordTable(
        words: """
            partagée partagee prépartagée prepartagee pré pre secrète privée wifi wi wpa wpa2 wpa3 réseau api compartida \
            precompartida secreta privada
            """)
    /// Words before `code` that make it something else.
    let otherCodes = WordTable(
        words: """
            error exit status stop event return zip area country postal product check result response http qr promo \
            reference discount coupon voucher booking product article part item order tracking cost fehler erreur source bug reason hs diagnostic sic dial color colour
            """)

    /// Words that may stand between a verb or pronoun and a stated value.
    let links = WordTable(
        words: """
            it its them that this these mine my our his her their the both all password pw pwd passwd pass passcode \
            login passwort kennwort mot de passe contraseña wachtwoord to into now currently just simply again today \
            temporarily s as with be been being new old one ones for me you him us everything everyone auf in \
            zu jetzt nun es sie \
            ihn das auf à a en par por ahora maintenant el la lo l ai naar op nu het dat also then since back always \
            exactly called please ist war gewesen und so always yesterday monday only
            """)
    /// Those of them that point at a value.
    let linking = WordTable(words: "to into in auf zu à en par por naar op a now s called as")
    /// Words that make the password word behind them any password.
    let articles = WordTable(words: "a an any no every another each ein eine kein un une una een geen aucun ningún")
    let copulas = WordTable(words: "is was ist war lautet est es era was becomes")
    /// Words of sentences that hardly occur in passphrases.
    let sentence = WordTable(
        words: """
            the a an and or of to for with from in at on by their your our is are was if then them before after until \
            der die das und oder mit von zu im bei le la les et ou de du des avec pour el los y o con para het een \
            en met van voor
            """)
    /// Words that speak of signing in, wherever they stand in a ticket.
    let signIn = WordTable(
        words: """
            password passwords passwort passwörter kennwort passcode pw pwd contraseña wachtwoord passphrase login \
            logon signin logins log logged sign signing anmeldung anmelden einloggen credentials creds credential \
            zugangsdaten anmeldedaten identifiants credenciales username expiry expired abgelaufen lockout unlock \
            mfa 2fa sso passe mdp clave connexion inloggen aanmelden inloggegevens benutzername logged psk wifi wlan
            """)
    let tokens = WordTable(words: "token tokens apikey secret secrets schlüssel jeton jetons credential key keys")
    let cards = WordTable(words: "visa mastercard amex kreditkarte creditcard carte tarjeta creditkaart card cards")
    let cardFillers = WordTable(words: "code number no nr nummer the on back und and numéro número")

    private static let entries: [(word: String, value: UInt16)] = {
        let lists: [(Key, String)] = [
            (
                .password,
                """
                password passwords passwd passwrd pasword pswd pwd pwds pw pws passwort passwörter kennwort kennwörter \
                passcode contraseña contrasena wachtwoord lösenord losenord senha adgangskode passord salasana hasło \
                haslo heslo parola jelszó jelszo mdp dbpassword userpassword rootpassword adminpassword dbpass userpass \
                motdepasse passe
                """
            ),
            (.ambiguousPassword, "pass clave loginpass"),
            (.passphrase, "passphrase passphrases"),
            (.pin, "pin pins pincode geheimzahl"),
            (
                .psk,
                "psk presharedkey vorabschlüssel netzwerkschlüssel wlanschlüssel netwerksleutel wifisleutel"
            ),
            (
                .assignment,
                """
                token secret apikey accesstoken accountkey sharedaccesskey sharedaccesssignature clientsecret secretkey \
                accesskey privatekey authtoken refreshtoken sessiontoken idtoken sig signature apitoken webhooksecret \
                appsecret secrets tokens community geheimnis secreto
                """
            ),
            (.key, "key keys schlüssel sleutel"),
            (.leadingKey, "clé cle clef"),
            (
                .doorCode,
                "türcode alarmcode zugangscode tresorcode zutrittscode toegangscode deurcode kluiscode poortcode digicode"
            ),
            (
                .badge,
                "ausweisnummer badgenummer badge badges ausweis zutrittskarte hausausweis toegangspas pasje acreditación"
            ),
            (.access, "zugang acceso accès toegang"), (.combination, "combination combinaison kombination combinación"),
            (.word, "word"), (.codeword, "codeword codewort codewoord losungswort"),
            (
                .credentials,
                "credentials creds credential zugangsdaten anmeldedaten credenciales identifiants "
                    + "logins inloggegevens logindaten"
            ),
            (.login, "login logon signin log sign logged inlog anmeldung wifi wlan ssid fi"),
            (.code, "code codes código codigo"),
            (.otp, "otp totp"),
            (.socialSecurity, "ssn ssns"),
            (.bearer, "bearer"),
            (.basic, "basic"),
            (.net, "net"),
            (.secureString, "securestring"),
            (
                .change,
                """
                set changed change reset updated resetting changing setting made put geändert \
                geaendert gesetzt umgestellt ändern changé changée mis mise modifié modifiée remplacé remplacée cambié \
                cambiado cambiada puse puesto cambiamos gewijzigd veranderd gezet aangepast cambiato impostato alterei
                """
            ),
            (
                .pronoun,
                "it its that this one ones new es das c ce lo la het dat nieuwe neue nouveau nueva "
                    + "former previous alte vorige oude ancien ancienne anterior antigua"
            ),
            (
                .use,
                "chose picked choose typed entered used use using uses took tried try gave give type enter "
                    + "eingegeben verwendet benutzt tapé saisi essayé utilisé probé usé introduje escribí gebruikte probeerde"
            ),
            (.preposition, "auf op naar"),
            (
                .mention,
                """
                signin signon credential account accounts sso kontos konto compte cuenta ablauf abgelaufen expiry \
                expired lockout unlock mfa 2fa mailbox connexion inloggen ingelogd aanmelden einloggen eingeloggt \
                anmelden anmeldename
                """
            ),
            (.card, "visa mastercard amex kreditkarte creditcard karte carte tarjeta creditkaart card cards"),
            (.cardCode, "cvc cvv cvc2 cvv2"),
            (.cardCheck, "prüfziffer prüfnummer kartenprüfnummer cryptogramme"),
            (.account, "admin administrator root sa"),
            (.user, "user username usr uid usuario utilisateur benutzer benutzername gebruiker gebruikersnaam"),
        ]
        return lists.flatMap { key, words in
            words.split(whereSeparator: \.isWhitespace).map { (String($0), key.rawValue) }
        }
    }()

    private static let stopWords = """
        see reset expired expires none null nil n na required unknown same not unchanged ask in stored vault changed \
        hidden redacted removed blank empty yes no ok okay please i the my is was when after user users must should \
        cannot can we it he she they this that need needs minimum maximum at length how what why to for a an incorrect \
        wrong invalid locked provided sent given tbd todo pending issue issues problem problems error errors help \
        siehe abgelaufen zurückgesetzt vergessen falsch keine kein nicht voir expiré oublié aucun ver caducada olvidada \
        ninguna forgotten forgot lost missing update request requested policy true false string undefined http https \
        login username optional mandatory disabled enabled if on by with from your his her their has have had will \
        verschickt reseted failed fails failure secret manager protected never always go click \
        single block revoke revokes rotate disable enable unlock delete remove clear confirm verify \
        open press select choose contact call follow visit log sign try make check ensure navigate start first step
        """

    private static let ordinaryWords = """
        correct working being still now set going about also only too old new different fine good bad weak strong case \
        available accepted rejected denied failing valid due out up there here under written kept saved short long \
        simple complex easy hard safe secure secured visible shared public private wrong gone back broken stuck used \
        reused compromised leaked exposed breached correctly already just really very quite so and or but as all any \
        both either more most much many some such than then therefore because since until while where which who whose \
        falsch richtig abgelaufen gesperrt bekannt unbekannt korrekt noch nun jetzt erforderlich nötig weg \
        incorrecta correcta caducada bloqueada incorrecte correct expiré bloqué inconnu somehow probably maybe perhaps \
        today tomorrow yesterday soon later again ready done true false blank default complicated impossible possible \
        important necessary mine yours ours identical similar synced insecure stale current outdated unsafe temporary \
        permanent known accurate active inactive wrongly nowhere nothing everything something anything thanks \
        thank regards cheers best kind hello hi danke gruß grüße merci gracias username user
        """

    private static let policyWords = """
        length policy policies age history expiry expiration expires complexity manager managers protection protected \
        hash hashes vault reset resets hint change changes prompt prompts field box screen dialog page link links email \
        ticket error errors incident issue issues problem problems reminder notification recovery writeback sync \
        synchronization synchronisation authentication spray spraying attack attacks must should has have had does \
        doesn do don needs need can cannot could would won isn wasn not never expired expire request requests wurde \
        muss soll hat nicht lockout portal self-service rotation rule rules requirement requirements safe file database \
        app attempts generator filter and or but when if because so after before keeps keep stopped works worked failed \
        forgotten forgot again every since
        """
}
