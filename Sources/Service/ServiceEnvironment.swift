public import Domain
public import Enrichment
public import Logging
import Retrieval
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
    /// Where people decide on drafts. Has index files of its own until it is given those of the process.
    public var desk: ReviewDesk
    /// What makes drafts anew; nil where another process works on tickets.
    public var work: WorkParts?
    /// Who has which draft open.
    let presence = Presence()
    /// Those who have drafts made anew.
    let turns = Turns()
    /// The drafts that are being made in this process.
    public let live = LiveDrafts()
    /// How many streams each caller holds.
    let streams = StreamSlots()

    public init(
        store: SQLiteStore, settings: Settings, clock: any Clock = SystemClock(), logger: Logger, publicURL: String
    ) {
        self.store = store
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.publicURL = publicURL
        let folder = store.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let directory = (folder.isEmpty ? "." : folder.joined(separator: "/")) + "/index"
        desk = ReviewDesk(
            store: store, catalog: IndexCatalog(store: store, directory: directory), weighting: settings.weighting)
    }
}
