import Domain
import Enrichment

/// What figures are called.
enum InsightWords {
    static func outcome(_ outcome: DraftOutcome) -> String {
        switch outcome {
        case .approvedUnedited: "Approved unedited"
        case .approvedEdited: "Approved after editing"
        case .rejected: "Rejected"
        case .undecided: "Undecided"
        case .outdated: "Outdated"
        }
    }

    /// - Parameter code: of `Decision.Rejection`; nil of a rejection without one.
    static func rejection(_ code: String?) -> String {
        switch code.flatMap(Decision.Rejection.init(rawValue:)) {
        case .wrongFact: "Wrong fact"
        case .wrongDeviceOrClient: "Wrong device or client"
        case .missingQuestion: "A question is missing"
        case .tone: "Tone"
        case .notNeeded: "Not needed"
        case .other: "Other"
        case nil: code ?? "No reason chosen"
        }
    }

    /// `62 %`
    static func percent(_ share: Double) -> String {
        Figures.decimal(share * 100, places: 0) + "\u{00A0}%"
    }

    /// `51–72`, of percent.
    static func range(_ interval: ClosedRange<Double>) -> String {
        Figures.decimal(interval.lowerBound * 100, places: 0) + "–"
            + Figures.decimal(interval.upperBound * 100, places: 0)
    }

    static func dimension(_ dimension: Insights.Dimension) -> (title: String, column: String, missing: String) {
        switch dimension {
        case .client: ("By client", "Client", "client not known")
        case .board: ("By board", "Board", "no board")
        case .prompt: ("By prompt version", "Prompt", "none")
        case .model: ("By model", "Model", "without a model")
        }
    }
}
