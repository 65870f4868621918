import Boundary
import Domain
import Drafting
import Grounding

public enum ModelStage: Sendable {
    func draft(
        _ input: DraftInput, client: Client?, policy: Policy, alarm: ForeignTokenAlarm, weighting: any TermWeighting
    ) async throws -> DraftingStage.Outcome {
        switch self {}
    }
}
