/// Tickets of 30 to 400 words: text and HTML mails with greetings, signatures, quoted history and disclaimers.
struct TicketMaker {
    typealias Record = [String: any Sendable]

    let sentences: Sentences
    let clients: [Client]
    private static let disclaimer =
        "CONFIDENTIALITY NOTICE: This e-mail and any attachment are meant for the addressee only and may be privileged. "
        + "If you received it by mistake please delete it and tell the sender."

    func ticket(_ index: Int, isClosed: Bool, like earlier: Record?, _ random: inout SeededRandom) -> Record {
        let client = random.pickZipf(clients)
        let person = random.pick(client.people)
        var record: Record
        if !isClosed, let earlier, random.chance(4) {
            record = earlier
        } else {
            let isHTML = random.chance(30)
            let subject = sentences.thing(client, &random) + " " + random.pickZipf(Vocabulary.failures)
            record = [
                "subject": random.chance(15) ? "FW: " + subject : subject,
                "body": body(client, person, isHTML: isHTML, &random), "body_format": isHTML ? "html" : "text",
                "client_id": client.id, "requester": ["name": person.name, "email": person.email],
                "device_ids": random.chance(15) ? [random.pick(client.machines).id] : [],
                "priority": "P\(random.number(1...4))", "type": random.chance(8) ? "alert" : "incident",
                "board": "Service Desk",
            ]
            if random.chance(5) { record["client_id"] = nil }
            if random.chance(20) { record["notes"] = [note(index, client, &random)] }
        }
        // One ticket every four minutes; the history lies in the year before.
        let minute = index * 4
        let month = isClosed ? 1 + minute / 40_320 % 6 : 8 + minute / 40_320 % 2
        let at = "2026-0\(month)-\(two(1 + minute / 1440 % 28))T\(two(minute / 60 % 24)):\(two(minute % 60)):00Z"
        record["id"] = (isClosed ? "H-" : "T-") + "\(index)"
        record["number"] = "BW-\(100_000 + index)"
        record["created_at"] = at
        record["updated_at"] = at
        record["status"] = isClosed ? "closed" : "new"
        if isClosed {
            record["closed_at"] = at
            record["resolution"] = sentences.step(client, &random) + " " + sentences.step(client, &random)
        }
        return record
    }

    private func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

    private func note(_ index: Int, _ client: Client, _ random: inout SeededRandom) -> Record {
        [
            "id": "N-\(index)", "author": "Dispatch", "author_kind": "technician", "visibility": "internal",
            "body": sentences.complaint(client, &random), "body_format": "text",
        ]
    }

    private func paragraphs(_ client: Client, words target: Int, _ random: inout SeededRandom) -> [String] {
        var all: [String] = []
        var words = 0
        while words < target {
            var paragraph = ""
            for _ in 0..<random.number(1...4) where words < target {
                let sentence = sentences.complaint(client, &random)
                words += sentence.split(separator: " ").count
                paragraph += (paragraph.isEmpty ? "" : " ") + sentence
            }
            all.append(paragraph)
        }
        return all
    }

    private func body(
        _ client: Client, _ person: Client.Person, isHTML: Bool, _ random: inout SeededRandom
    ) -> String {
        // Most mails are short.
        let words = random.chance(60) ? random.number(20...90) : random.number(60...250)
        var blocks = random.chance(70) ? ["Hi,"] : []
        blocks += paragraphs(client, words: words, &random)
        if random.chance(60) {
            blocks.append("Thanks,\n\(person.name)\nOperations | \(client.name)\nT \(person.phone)\n\(person.email)")
        }
        if random.chance(20) { blocks.append(Self.disclaimer) }
        if random.chance(35) {
            let other = random.pick(client.people)
            let quoted = paragraphs(client, words: random.number(20...120), &random)
            let head =
                "From: \(other.name) <\(other.email)>\nSent: Thursday, September 10, 2026 7:58 AM\n"
                + "To: \(person.name) <\(person.email)>\nSubject: \(sentences.thing(client, &random))"
            blocks += ["________________________________\n" + head] + quoted
        }
        guard isHTML else { return blocks.joined(separator: "\n\n") }
        let rows = blocks.map { block in
            let escaped = block.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            return "<p class=MsoNormal>" + escaped.replacing("\n", with: "<br>") + "<o:p></o:p></p>"
        }
        return "<html><head><style>p.MsoNormal {margin:0in;font-size:11.0pt;}</style></head><body lang=EN-US>"
            + "<div class=WordSection1>" + rows.joined(separator: "<p class=MsoNormal><o:p>&nbsp;</o:p></p>")
            + "</div></body></html>"
    }
}
