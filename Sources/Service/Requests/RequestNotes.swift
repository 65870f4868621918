public import Domain
import Synchronization

/// Facts about a request that become known deep inside and are told outside: in the access line, and on the page that
/// says what went wrong.
public final class RequestNotes: Sendable {
    private struct Facts {
        var principal: Principal?
        var browser: BrowserSession?
    }

    private let storage = Mutex(Facts())

    public init() {}

    /// Who proved to be the caller.
    public var actor: Actor? { principal?.actor }

    var principal: Principal? {
        get { storage.withLock { $0.principal } }
        set { storage.withLock { $0.principal = newValue } }
    }

    /// The signed-in browser whose request has proved that it comes from a page of ours.
    var browser: BrowserSession? {
        get { storage.withLock { $0.browser } }
        set { storage.withLock { $0.browser = newValue } }
    }
}
