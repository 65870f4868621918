import Domain
import Enrichment

/// What entries are called.
enum LedgerWords {
    /// `email 2, host 1`
    static func redactions(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// `draft_approved` as people say it.
    static func act(_ act: String) -> String {
        acts[act] ?? act.replacing("_", with: " ")
    }

    /// To choose from.
    static let acts: [String: String] = [
        "account_changed": "account changed", "account_created": "account created",
        "decision_undone": "decision undone", "draft_approved": "draft approved", "draft_claimed": "draft claimed",
        "draft_edited": "draft edited", "draft_made": "draft made", "draft_regenerated": "draft made anew",
        "draft_rejected": "draft rejected", "draft_released": "draft put back",
        "draft_source_attached": "source attached", "draft_viewed": "draft looked at",
        "draft_vouched": "sentence vouched for", "egress_body_viewed": "sent bytes looked at",
        "evidence_rated": "evidence rated", "job_retried": "job tried again", "ledgers_verified": "ledgers verified",
        "model_stopped": "model stopped",
        "retention_deleted": "deleted by retention", "sign_in": "signed in", "sign_in_failed": "sign-in failed",
        "sign_out": "signed out", "token_created": "token created", "token_revoked": "token revoked",
        "token_used": "token used",
    ]
}
