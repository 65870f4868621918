public import Domain
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

    public init(
        store: SQLiteStore, settings: Settings, clock: any Clock = SystemClock(), logger: Logger, publicURL: String
    ) {
        self.store = store
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.publicURL = publicURL
    }
}
