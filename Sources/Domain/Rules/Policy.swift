/// What may be done with a client's tickets, from nothing to a cloud model. Evaluated at each call.
public enum Policy: String, Hashable, Sendable, Codable, CaseIterable {
    /// No draft at all: context only.
    case off
    /// Drafts from the retrieved text; nothing goes to a model.
    case extractive
    /// A model on a loopback or private address.
    case local
    /// Any model, with persons, hosts and addresses replaced by placeholders.
    case cloudPseudonymized = "cloud_pseudonymized"
    /// Any model.
    case cloud
}
