/// Finds confidentiality notices, warnings about external senders and footers of scanners: text of no person.
struct DisclaimerFinder {
    private static let longestBanner = 500
    private let privileges = PrivilegeNotices()

    /// Labels such lines among `lines`, which are in order.
    func run(_ message: inout MessageLines, lines: [Int]) {
        for index in privileges.lines(of: message, among: lines) { message.lines[index].label = .disclaimer }
        var isNotice = false
        var position = 0
        while position < lines.count {
            let index = lines[position]
            position += 1
            let line = message.lines[index]
            if line.isBlank || line.isCode {
                isNotice = isNotice && line.isBlank && continues(message, lines, position)
                continue
            }
            if line.label == .disclaimer { isNotice = true }
            guard line.label == .keep else { continue }
            let text = start(of: message.folded(index))
            if isNotice || Self.notices.prefix(of: text) != nil || isLegal(text) {
                message.lines[index].label = .disclaimer
                isNotice = true
            } else if text.count < Self.longestBanner, Self.banners.prefix(of: text) != nil {
                message.lines[index].label = .disclaimer
            }
        }
    }

    /// The line without brackets, stars, dashes and a note sign before it.
    private func start(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.drop { !($0 >= 97 && $0 <= 122) && $0 != 0xC3 }
    }

    /// Whether the paragraph after an empty line goes on with the same notice.
    private func continues(_ message: MessageLines, _ lines: [Int], _ position: Int) -> Bool {
        guard position < lines.count, !message.lines[lines[position]].isBlank else { return false }
        let text = message.folded(lines[position])
        return text.count > 60 && Fold.contains(text.prefix(600), anyOf: Self.legal)
    }

    /// A long line that speaks of the addressee and of deletion in the words of such notices.
    private func isLegal(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count > 160 else { return false }
        let head = text.prefix(1500)
        return Self.legal.lazy.filter { Fold.find($0, in: head) != nil }.prefix(3).count == 3
    }

    private static let legal = [
        "intended recipient", "confidential", "privileged", "unauthorized", "unauthorised", "disclosure",
        "dissemination",
        "received this", "notify the sender", "delete", "addressee", "vertraulich", "empfänger", "vernichten",
        "destinataire", "confidentiel", "destinatario", "confidencial", "riservat", "geadresseerde", "vertrouwelijk",
        "tax advice", "privilege", "penalties", "hipaa", "protected health information", "liability", "viruses",
        "copying", "registered office",
    ].map(Fold.lower)

    private static let notices = PhraseSet([
        "confidentiality notice", "confidentiality note", "confidentiality statement", "confidentiality:",
        "confidential notice", "privacy notice", "legal notice", "legal disclaimer", "disclaimer", "hipaa notice",
        "hipaa confidentiality", "privileged and confidential", "privileged & confidential",
        "this e-mail and any", "this email and any", "this e-mail (including", "this email (including",
        "this e-mail, including", "this email, including", "this e-mail message", "this email message",
        "this message and any", "this message (including", "this message, including", "this message is intended",
        "this message contains confidential", "this message may contain", "this e-mail is intended",
        "this email is intended", "this e-mail is confidential", "this email is confidential",
        "this e-mail may contain", "this email may contain", "this e-mail contains", "this communication is",
        "this communication may", "this communication, including", "this communication and any",
        "this transmission", "the information contained in this", "the information transmitted",
        "the information in this e", "the contents of this e", "the content of this e", "if you are not the intended",
        "if you have received this", "nothing in this e", "diese e-mail enthält", "diese e-mail kann",
        "diese e-mail und", "diese nachricht enthält vertraul", "diese nachricht ist vertraulich",
        "diese nachricht und", "der inhalt dieser e-mail", "der inhalt dieser nachricht", "vertraulichkeitshinweis",
        "rechtlicher hinweis", "haftungsausschluss", "wichtiger hinweis: diese", "ce message et",
        "ce courriel et", "ce courriel est", "ce message est confidentiel", "ce message électronique",
        "avis de confidentialité", "este mensaje y", "este mensaje va dirigido", "este mensaje contiene",
        "este correo electrónico", "aviso de confidencialidad", "aviso legal", "questo messaggio e",
        "questa e-mail", "questo messaggio di posta", "le informazioni contenute in questa", "avviso di riservatezza",
        "dit e-mailbericht", "dit bericht is vertrouwelijk", "dit bericht kan", "de informatie in deze e-mail",
        "de inhoud van dit bericht", "esta mensagem", "este e-mail e", "aviso de privacidade",
    ])

    private static let banners = PhraseSet([
        "caution: this email", "caution: this e-mail", "caution: this message", "caution: external", "caution external",
        "caution - external", "caution! external", "caution! this", "caution: email from", "caution: the sender",
        "warning: this email", "warning: this message", "warning: external", "warning: this e-mail",
        "external email", "external e-mail", "external sender", "external message", "external: ", "external] caution",
        "external] this", "external] do not", "this email originated from outside",
        "this e-mail originated from outside", "this message originated from outside",
        "this message is from an external",
        "this message came from outside", "this message was sent from outside",
        "this email was sent from outside", "this email came from outside", "this email is from an external",
        "this is an external email", "email from outside", "do not click links or open attachments",
        "do not click on links or open attachments", "do not click any links", "you don't often get email from",
        "you don’t often get email from", "you do not often get email from", "some people who received this message",
        "be careful with this message", "think before you click", "achtung: diese e-mail",
        "achtung: externe", "vorsicht: externe", "externe e-mail", "diese e-mail stammt von",
        "diese e-mail kommt von außerhalb", "sie erhalten nicht oft", "sie erhalten nicht häufig",
        "attention : ce", "attention: ce", "courriel externe", "cet e-mail provient de l'ext", "correo externo",
        "precaución: este", "attenzione: questa e", "let op: deze e-mail", "atenção: este",
        "please consider the environment", "think before you print", "save a tree", "bitte prüfen sie, ob",
        "bitte denken sie an die umwelt", "denken sie an die umwelt", "pensez à l'environnement",
        "n'imprimez ce", "piense en el medio ambiente", "antes de imprimir", "prima di stampare",
        "denk aan het milieu", "virus-free.", "virenfrei.", "virus-free ", "this email has been checked for viruses",
        "this e-mail has been checked for viruses", "this email has been scanned", "this e-mail has been scanned",
        "this message has been scanned", "scanned by ", "diese e-mail wurde von avast", "diese e-mail wurde auf viren",
        "no virus found in this", "checked by avg", "learn why this is important", "report suspicious",
    ])
}
