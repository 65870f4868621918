/// Makes sentences of the trade: some from the sample MSP, most put together, with codes and names strewn in.
struct Sentences {
    let source: SourceTexts
    /// Words shared by everybody beyond the vocabulary, commonest first.
    let sharedWords: [String]

    init(source: SourceTexts, random: inout SeededRandom) {
        self.source = source
        sharedWords = (0..<6_000).map { _ in random.inventedWord(2...4).lowercased() }
    }

    func step(_ client: Client?, _ random: inout SeededRandom) -> String {
        if random.chance(30) { return random.pick(source.runbookLines) }
        var text = random.pickZipf(Vocabulary.actions) + " of " + thing(client, &random)
        if random.chance(40), let client { text += " on " + random.pickZipf(client.machines).hostname }
        if random.chance(60) { text += " " + random.pickZipf(Vocabulary.ends) }
        if random.chance(25) { text += "; the message is " + code(&random) }
        if random.chance(35) { text += " (\(random.pickZipf(sharedWords)) \(random.pickZipf(sharedWords)))" }
        return text + "."
    }

    func complaint(_ client: Client, _ random: inout SeededRandom) -> String {
        if random.chance(25) { return random.pick(source.ticketLines) }
        var text = thing(client, &random) + " " + random.pickZipf(Vocabulary.failures)
        if random.chance(60) { text += " " + random.pickZipf(Vocabulary.times) }
        if random.chance(25) { text += " on " + random.pick(client.machines).hostname }
        if random.chance(20) { text += ", it says " + code(&random) }
        if random.chance(50) { text += ", " + random.pickZipf(Vocabulary.checks) }
        if random.chance(25) { text += " and the \(random.pickZipf(sharedWords)) too" }
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    func thing(_ client: Client?, _ random: inout SeededRandom) -> String {
        if let client, random.chance(30) { return random.pickZipf(client.ownWords) }
        return random.pickZipf(Vocabulary.products)
    }

    func code(_ random: inout SeededRandom) -> String {
        switch random.number(0...5) {
        case 0: "0x8007\(String(0x1000 + random.number(0...2_000), radix: 16, uppercase: true))"
        case 1: "Event ID \(random.number(100...7_000))"
        case 2: "KB50\(random.number(10_000...60_000))"
        case 3: "error \(random.number(400...2_000))"
        case 4: "E-\(random.number(100...999))"
        default: "10.\(random.number(20...40)).\(random.number(0...9)).\(random.number(1...250))"
        }
    }
}
