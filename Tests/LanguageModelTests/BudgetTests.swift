import LanguageModel
import Testing

@Suite struct BudgetTests {
    @Test func costs() {
        let price = Price(inputPerMillion: 3, outputPerMillion: 15)
        #expect(price.cost(inputTokens: 1_000_000, outputTokens: 100_000) == 4.5)
        #expect(Price().cost(inputTokens: 5, outputTokens: 5) == 0)
    }

    @Test(arguments: [
        ("", 0), ("a", 1), ("hello world", 2), ("The printer is offline", 6), ("0x80070005", 6), ("10.0.0.1", 7),
        ("==========", 3), ("\n\n\n\n\n", 2), ("打印机", 4), ("\u{1F5A8}", 3),
    ])
    func estimates(text: String, tokens: Int) {
        #expect(TokenEstimator().tokens(in: text) == tokens)
    }

    /// Never negative, never below a ninth of the bytes of prose, and no more for the parts than a token each.
    @Test func joinsWithoutJumps() {
        var generator = SplitMix(state: 3)
        let alphabet = Array("abcXYZ019 \n.,-=/ü打\u{1F5A8}")
        let estimator = TokenEstimator()
        for _ in 0..<500 {
            let text = { (generator: inout SplitMix) in
                String((0..<40).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
            }
            let (first, second) = (text(&generator), text(&generator))
            let (a, b) = (estimator.tokens(in: first), estimator.tokens(in: second))
            let both = estimator.tokens(in: first + second)
            #expect(both <= a + b + 2 && both >= max(a, b))
        }
        let messages = [ChatMessage(.user, "hello world")]
        #expect(estimator.tokens(in: messages) == 3 + 4 + 2)
        #expect(TokenEstimator(scale: 2).tokens(in: "hello world") == 4)
    }
}
