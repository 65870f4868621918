import Domain
import Testing

@testable import Normalization

@Suite("Signatures, disclaimers and noise")
struct SignatureTests {
    static let body = "The VPN on NWL-LT12 stops at 98 percent."

    @Test(
        "signatures",
        arguments: [
            "-- \nPriya Raman\nAssociate", "Thanks,\nPriya", "Thanks, Priya", "Thanks!",
            "Kind regards\n\nPriya Raman\nAssociate | Example LLP\nT +1 206 555 0183",
            "Best,\nPriya", "Mit freundlichen Grüßen\nPriya Raman\nTel. 030 555 0101\nwww.example.com",
            "Viele Grüße, Priya",
            "Cordialement,\nPriya Raman", "Met vriendelijke groet,\nPriya", "Saludos,\nPriya", "Sent from my iPhone",
            "Get Outlook for iOS<https://aka.example.net/x>", "Von meinem iPhone gesendet", "Envoyé de mon iPhone",
            "Regards,\nPriya\n\nSent from my iPad", "Priya Raman\nAssociate\nExample LLP\n(206) 555-0183", "Priya",
            "P. Raman",
            "Dr. Raman", "Priya Raman, Associate, Example LLP",
        ])
    func signatures(signature: String) {
        let ticket = clean("\(Self.body)\n\n\(signature)", name: "Priya Raman")
        #expect(ticket.clean.text == Self.body)
        #expect(Set(ticket.removedSegments.map(\.kind)) == ["signature"])
    }

    @Test func aContactBlockOfAnUnknownSender() {
        let ticket = clean("\(Self.body)\n\nGregory Specimen\nHR Director | (503) 555-1101")
        #expect(ticket.clean.text == Self.body)
    }

    @Test(
        "what only looks like a signature",
        arguments: [
            "Thanks for looking at this.\nThe printer is still down.", "The best\nway is to restart NWL-FS01",
            "Hello\n\nThanks,\nthe printer is working but the scanner is not working at all today.",
            "Please add these users\n\nAda Example\nBob Sample\nCy Fixture",
            "Error\n\nName: MSSQLSERVER\nState: Stopped",
            "Steps:\n-- first restart\n-- then print",
        ])
    func notSignatures(text: String) {
        #expect(clean(text).clean.text == text)
    }

    @Test func postscriptStays() {
        let ticket = clean("\(Self.body)\n\nThanks,\nPriya\n\nPS: the docking station is NWL-DK04", name: "Priya Raman")
        #expect(ticket.clean.text == "\(Self.body)\n\nPS: the docking station is NWL-DK04")
    }

    @Test func aDeviceInTheSignatureCanStillBeFound() {
        let ticket = clean("It is down.\n\n-- \nPriya\nWorkstation NWL-WS04")
        #expect(ticket.removedSegments == [RemovedSegment(kind: "signature", text: "--\nPriya\nWorkstation NWL-WS04")])
    }

    @Test func signatureContainer() {
        let html = "<div>It is down again.<div class=gmail_signature>Priya<br>NWL</div></div>"
        #expect(clean(html, format: .html).clean.text == "It is down again.")
    }

    @Test(
        "disclaimers and banners",
        arguments: [
            "CONFIDENTIALITY NOTICE: This e-mail is meant for the addressee only.",
            "This e-mail and any attachments are confidential and intended solely for the use of the individual.",
            "HIPAA Notice: this message may hold protected health information.",
            "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.",
            "Ce message et toutes les pièces jointes sont confidentiels.",
            "Please consider the environment before printing this e-mail.",
            "[EXTERNAL] CAUTION: This email originated from outside of the organization. Do not click links.",
            "CAUTION: This email originated from outside your organization.",
            "⚠️ External email – be careful",
            "You don't often get email from a@example.com. Learn why this is important",
            "Virus-free.www.avast.com", "This email has been scanned for viruses by Example Scan.",
        ])
    func disclaimers(text: String) {
        for body in ["\(text)\n\n\(Self.body)", "\(Self.body)\n\n\(text)"] {
            let ticket = clean(body)
            #expect(ticket.clean.text == Self.body)
            #expect(ticket.removedSegments == [RemovedSegment(kind: "disclaimer", text: text)])
        }
    }

    @Test(
        "portal noise",
        arguments: [
            "##- Please type your reply above this line -##", "--- Reply above this line ---",
            "View this email in your browser", "[cid:image001.png@01DB24A1.6F0C1E70]",
            "[cid:logo.png] <https://www.example.com/>",
        ])
    func noise(text: String) {
        let ticket = clean("\(text)\n\(Self.body)")
        #expect(ticket.clean.text == Self.body)
        #expect(ticket.removedSegments == [RemovedSegment(kind: "noise", text: text)])
    }

    @Test func blobsBecomeAMark() {
        let ticket = clean("Log:\n" + String(repeating: "QUJD", count: 500) + "\nend [cid:a.png@1] here")
        #expect(ticket.clean.text == "Log:\n[2000 characters left out]\nend  here")
        #expect(ticket.clean.removed.map(\.chars) == [2000, 13])
    }

    @Test(
        "nothing vanishes entirely",
        arguments: ["Thanks,\nPriya", "-- \nPriya", "Sent from my iPhone", "View in browser"])
    func somethingStays(text: String) {
        let ticket = clean(text, name: "Priya Raman")
        #expect(!ticket.clean.text.isEmpty)
    }
}
