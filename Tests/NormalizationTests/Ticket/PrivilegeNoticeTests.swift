import Domain
import Normalization
import Testing

@Suite struct PrivilegeNoticeTests {
    private func text(_ end: String) -> CleanTicket {
        TicketNormalizer().normalize(
            Ticket(
                id: "1", subject: "Printer", body: "The printer on floor two jams since Monday.\n\n\(end)",
                bodyFormat: .text, createdAt: Timestamp(seconds: 0))
        ).clean
    }

    @Test(arguments: [
        "NORTHWIND LEGAL LLP - ATTORNEY-CLIENT PRIVILEGED. The information contained in this transmission is intended solely for the use of the individual or entity to which it is addressed. No waiver of privilege is intended by any inadvertent disclosure. To ensure compliance with requirements imposed by the tax authorities, we inform you that any tax advice contained herein was not written to be used for the purpose of avoiding penalties.",
        "NORTHWIND LEGAL LLP - ATTORNEY-CLIENT PRIVILEGED. No waiver of privilege is intended by any inadvertent disclosure.",
        "NORTHWIND LEGAL LLP - ATTORNEY-CLIENT\nPRIVILEGED. The information contained in this\ntransmission is intended solely for the use of the\nindividual or entity to which it is addressed.",
        "PRIVILEGED & CONFIDENTIAL",
        "ATTORNEY-CLIENT PRIVILEGED",
        "IRS Circular 230 Disclosure: any tax advice in this mail cannot be used for the purpose of avoiding penalties under the Internal Revenue Code.",
        "Harbor Dental - This may contain PHI under HIPAA, 45 CFR 164. Redisclosure without consent is strictly prohibited.",
        "Kanzlei Beispiel - Der Inhalt ist ausschließlich für den bezeichneten Adressaten bestimmt. Wenn Sie nicht der vorgesehene Empfänger sind, informieren Sie den Absender.",
        "Cabinet Exemple – Ce document est destiné exclusivement à la personne nommée et couvert par le secret professionnel. Toute diffusion est strictement interdite.",
        "Bufete Ejemplo. Este envío es para uso exclusivo de su destinatario y está sujeto al secreto profesional. Queda prohibida su divulgación.",
        "Kantoor Voorbeeld: dit is uitsluitend bestemd voor de geadresseerde. Als u dit ten onrechte ontvangen heeft, stel de afzender op de hoogte.",
    ])
    func removes(_ notice: String) {
        let clean = text(notice)
        #expect(clean.text == "The printer on floor two jams since Monday.")
        #expect(clean.removed.contains { $0.kind == "disclaimer" })
    }

    @Test(arguments: [
        "Our attorney-client folder is open to all staff, please restrict it to the partners today.",
        "We need a HIPAA audit of the protected health information share before Friday, who can do that for us?",
        "I got an email by error with confidential information, should I delete it or notify somebody at your desk first?",
    ])
    func keeps(_ sentence: String) { #expect(text(sentence).text.hasSuffix(sentence)) }
}
