public import Domain
import Synchronization

/// Facts about a request that become known deep inside and are told outside, in the access line.
public final class RequestNotes: Sendable {
    private let storage = Mutex<Actor?>(nil)

    public init() {}

    /// Who proved to be the caller.
    public var actor: Actor? {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }
}
