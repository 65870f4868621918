public import Domain

/// Keeps the cost of model calls under what a client may spend.
public protocol SpendCap: Sendable {
    /// Sets `cost` aside before a call. Returns false when that would go over the cap; then nothing is sent.
    func reserve(_ cost: Double, client: ClientID?) async throws -> Bool

    /// Replaces a reservation by what the call did cost; zero when nothing was sent.
    func settle(reserved: Double, actual: Double, client: ClientID?) async throws
}
