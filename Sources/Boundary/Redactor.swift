public import Normalization

/// Takes secrets out of the parts of a prompt. What is taken out is never restored.
public struct Redactor: Sendable {
    private let scrubber: SecretScrubber

    public init(scrubber: SecretScrubber = SecretScrubber()) {
        self.scrubber = scrubber
    }

    /// The parts in their order, and how many secrets of each kind were taken out of all of them together.
    public func redact(_ parts: [String]) -> Redaction {
        var result = Redaction()
        for part in parts {
            let scrubbed = scrubber.scrub(part)
            result.parts.append(scrubbed.text)
            for finding in scrubbed.findings { result.counts[finding.kind, default: 0] += 1 }
        }
        return result
    }
}

public struct Redaction: Hashable, Sendable {
    public var parts: [String]
    /// By kind of secret (`SecretFinding.kind`).
    public var counts: [String: Int]

    public init(parts: [String] = [], counts: [String: Int] = [:]) {
        self.parts = parts
        self.counts = counts
    }
}
