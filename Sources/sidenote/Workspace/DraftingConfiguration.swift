import Domain
import Enrichment
import Settings

extension DraftingStage {
    static func configured(_ workspace: Workspace, offline: Bool) throws -> DraftingStage {
        let settings = workspace.settings
        return try DraftingStage(store: workspace.store, policy: { settings.policy(for: $0) })
    }
}
