import Domain
public import Hummingbird

/// A set of pages.
protocol PageGroup: Sendable {
    func add(to router: Router<ServiceContext>)
}

/// The pages of the review, and what belongs to them.
public struct PageRoutes: RouteGroup {
    let kit: PageKit
    private let groups: [any PageGroup]

    /// - Parameter settings: What the settings pages show besides store and configuration.
    /// - Throws: `DigestUnavailable` without digests or randomness.
    public init(_ environment: ServiceEnvironment, settings: SettingsParts = SettingsParts()) throws {
        let kit = try PageKit(environment)
        self.kit = kit
        let worker = PageWorker()
        groups = [
            FramePages(kit: kit),
            QueuePages(
                kit: kit, store: environment.store,
                presence: { [presence = environment.presence] drafts, visit in
                    presence.names(on: drafts, but: visit.principal.actor.description, now: visit.now)
                }),
            DraftActs(kit: kit, environment: environment),
            TicketPages(kit: kit, environment: environment),
            LiveRoutes(kit: kit, environment: environment),
            InsightPages(kit: kit, store: environment.store, worker: worker),
            LedgerPages(
                kit: kit, store: environment.store, worker: worker,
                verification: LedgerVerification(
                    store: environment.store, clock: environment.clock, logger: environment.logger)),
            SettingsPages(kit: kit, environment: environment, parts: settings),
            WelcomePage(kit: kit, environment: environment),
        ]
    }

    /// Pages for what goes wrong outside of pages.
    public var refusals: RefusalPages { RefusalPages(kit: kit) }

    public func add(to router: Router<ServiceContext>) {
        for group in groups { group.add(to: router) }
    }
}
