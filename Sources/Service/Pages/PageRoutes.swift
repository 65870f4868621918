public import Hummingbird

/// A set of pages.
protocol PageGroup: Sendable {
    func add(to router: Router<ServiceContext>)
}

/// The pages of the review, and what belongs to them.
public struct PageRoutes: RouteGroup {
    let kit: PageKit
    private let groups: [any PageGroup]

    /// - Throws: `DigestUnavailable` without digests or randomness.
    public init(_ environment: ServiceEnvironment) throws {
        let kit = try PageKit(environment)
        self.kit = kit
        let worker = PageWorker()
        groups = [
            FramePages(kit: kit),
            DraftActs(kit: kit, environment: environment),
            HomePage(kit: kit),
            TicketPages(kit: kit, environment: environment),
            InsightPages(kit: kit, store: environment.store, worker: worker),
            LedgerPages(
                kit: kit, store: environment.store, worker: worker,
                verification: LedgerVerification(
                    store: environment.store, clock: environment.clock, logger: environment.logger)),
            QueuePages(kit: kit, store: environment.store),
        ]
    }

    /// Stands inside `AuthenticationMiddleware`: it needs to know who is signed in.
    public var layer: any MiddlewareProtocol<Request, Response, ServiceContext> { LostPageMiddleware(kit: kit) }

    public func add(to router: Router<ServiceContext>) {
        for group in groups { group.add(to: router) }
    }
}
