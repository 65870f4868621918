/// Runbooks of 80 to 600 words in Markdown, HTML or plain text.
struct DocumentMaker {
    typealias Record = [String: any Sendable]

    let sentences: Sentences
    let clients: [Client]

    func document(_ index: Int, _ random: inout SeededRandom) -> Record {
        let client = random.chance(25) ? nil : random.pickZipf(clients)
        let thing = sentences.thing(client, &random)
        let topic = thing + " " + random.pickZipf(Vocabulary.failures)
        let format = random.chance(70) ? "markdown" : random.chance(60) ? "html" : "text"
        var record: Record = [
            "id": "doc-\(index)", "title": topic.prefix(1).uppercased() + topic.dropFirst(), "kind": "runbook",
            "body": body(client, thing, format, words: random.number(80...600), &random), "body_format": format,
            "visibility": "internal", "url": "https://docs.example.net/\(index)",
            "updated_at": "2026-0\(random.number(1...8))-1\(random.number(0...9))T09:00:00Z",
            "tags": [thing.lowercased()],
        ]
        if let client { record["client_id"] = client.id }
        return record
    }

    private func body(
        _ client: Client?, _ thing: String, _ format: String, words target: Int, _ random: inout SeededRandom
    ) -> String {
        let isHTML = format == "html"
        var text = isHTML ? "<p>Use this when \(thing) fails.</p>\n" : "Use this when \(thing) fails.\n\n"
        var words = 5
        while words < target {
            let heading = random.chance(50) ? random.pick(sentences.source.headings) : "Steps for \(thing)"
            text += isHTML ? "<h2>\(heading)</h2>\n<ol>" : format == "text" ? "\(heading)\n\n" : "## \(heading)\n\n"
            for number in 1...random.number(3...8) where words < target {
                let step = sentences.step(client, &random)
                words += step.split(separator: " ").count
                text += isHTML ? "<li>\(step)</li>\n" : "\(number). \(step)\n"
            }
            text += isHTML ? "</ol>\n" : "\n"
            if random.chance(40) {
                let remark = sentences.step(client, &random) + " " + sentences.step(client, &random)
                words += remark.split(separator: " ").count
                text += isHTML ? "<p>\(remark)</p>\n" : remark + "\n\n"
            }
        }
        return text
    }
}
