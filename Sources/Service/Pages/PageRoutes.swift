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
        groups = [
            FramePages(kit: kit),
            DraftActs(kit: kit, environment: environment),
            HomePage(kit: kit),
            TicketPages(kit: kit, environment: environment),
        ]
    }

    public func add(to router: Router<ServiceContext>) {
        for group in groups { group.add(to: router) }
    }
}

/// Where everybody arrives.
struct HomePage: PageGroup {
    let kit: PageKit

    func add(to router: Router<ServiceContext>) {
        router.get("/") { _, context in
            context.browser == nil ? Response.seeOther("/sign-in") : Response.seeOther("/account")
        }
    }
}
