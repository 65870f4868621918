import Domain
import Testing

@testable import Normalization

@Suite("Secrets and entities in tickets")
struct SecretsInTicketsTests {
    static let secret = "EXAMPLE-ONLY-Fr4eskopf#22"

    static let bodies: [(body: String, format: BodyFormat)] = [
        ("The VPN fails. password: \(secret) thanks", .text),
        ("<p>The VPN fails. Passwort: <b>EXAMPLE-</b><b>ONLY-Fr4eskopf#22</b></p>", .html),
        ("It is down again.\n\n-- \nDana\npassword: \(secret)", .text),
        ("It is down again.\n\nOn 14 Sep 2026 A <a@example.com> wrote:\n> password: \(secret)", .text),
        ("<p>It is down.</p><p style='display:none'>password: \(secret)</p>", .html),
        ("From: a@example.com\nSubject: password: \(secret)\n\npassword: \(secret)\n", .mime),
    ]

    @Test("are nowhere in the result", arguments: bodies.indices)
    func secretsGo(index: Int) {
        let (body, format) = Self.bodies[index]
        var ticket = Ticket(
            id: "1", subject: format == .mime ? "" : "login password: \(Self.secret)", body: body, bodyFormat: format,
            createdAt: Timestamp(seconds: 0))
        ticket.notes = [.init(id: "n", body: "password: \(Self.secret)")]
        ticket.resolution = "Set password: \(Self.secret)"
        let normalized = TicketNormalizer().normalize(ticket)
        #expect(!String(describing: normalized).contains("Fr4eskopf"))
        #expect(normalized.clean.flags.contains("secret_removed"))
        #expect(normalized.secretFindings.map(\.count).reduce(0, +) >= 4)
    }

    @Test func removalPointsAtTheSecret() throws {
        let ticket = clean("Grüße,\n\nmy printer is down and\n\n\npassword: \(Self.secret) is mine")
        let removal = try #require(ticket.clean.removed.first { $0.kind == "secret" })
        let rendered = "Grüße,\n\nmy printer is down and\n\npassword: \(Self.secret) is mine"
        let scalars = Array(rendered.unicodeScalars)
        let start = try #require(removal.offset)
        #expect(String(String.UnicodeScalarView(scalars[start..<(start + removal.chars)])) == Self.secret)
    }

    @Test func documentsAreScrubbed() {
        let document = Document(id: "1", title: "x", body: "<p>Admin password: \(Self.secret)</p>", bodyFormat: .html)
        let normalized = DocumentNormalizer().normalize(document)
        #expect(!normalized.text.contains(Self.secret))
        #expect(normalized.secretFindings.map(\.count) == [1])
    }

    @Test func entitiesPointIntoTheText() {
        let ticket = clean(
            "Grüße 🖨️: HDG-PRN-FRONT1 at 10.20.30.40 shows 0x80070005.\n\nThanks,\nDana",
            subject: "HDG-FRONT01 and HDG-PRN-FRONT1")
        let scalars = Array(ticket.clean.text.unicodeScalars)
        var placed: [String] = []
        for entity in ticket.clean.entities {
            guard let start = entity.offset, let length = entity.length else { continue }
            placed.append(String(String.UnicodeScalarView(scalars[start..<(start + length)])))
        }
        #expect(placed == ["HDG-PRN-FRONT1", "10.20.30.40", "0x80070005"])
        #expect(ticket.clean.entities.filter { $0.offset == nil }.map(\.value) == ["HDG-FRONT01"])
    }
}
