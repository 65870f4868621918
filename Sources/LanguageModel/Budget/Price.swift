/// What tokens cost, in the currency of the operator's contract.
public struct Price: Hashable, Sendable {
    /// For a million tokens of the prompt.
    public var inputPerMillion: Double
    /// For a million tokens of the answer.
    public var outputPerMillion: Double

    public init(inputPerMillion: Double = 0, outputPerMillion: Double = 0) {
        self.inputPerMillion = inputPerMillion
        self.outputPerMillion = outputPerMillion
    }

    public func cost(inputTokens: Int, outputTokens: Int) -> Double {
        (Double(inputTokens) * inputPerMillion + Double(outputTokens) * outputPerMillion) / 1_000_000
    }
}
