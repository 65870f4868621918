public import Domain
import Enrichment
public import Logging
public import Settings
public import Storage

/// What the parts of the service share.
public struct ServiceEnvironment: Sendable {
    public var store: SQLiteStore
    public var settings: Settings
    public var clock: any Clock
    public var logger: Logger
    /// The address people use, without a path: `https://sidenote.example.net`. For links, cookies and sign-in.
    public var publicURL: String
    /// Index files for those who look at records and drafts.
    let index: FreshIndex
    /// Where people decide on drafts.
    let desk: ReviewDesk
    /// Who has which draft open.
    let presence = Presence()

    public init(
        store: SQLiteStore, settings: Settings, clock: any Clock = SystemClock(), logger: Logger, publicURL: String
    ) {
        self.store = store
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.publicURL = publicURL
        let index = FreshIndex(
            store: store, directory: FreshIndex.directory(beside: store), weighting: settings.weighting, clock: clock)
        self.index = index
        desk = ReviewDesk(store: store) { scope in try index.engine(for: .documents, in: scope) }
    }
}
