public import Hummingbird

/// A set of routes with what they need; one for each part of the service. The server asks each to add its own.
public protocol RouteGroup: Sendable {
    func add(to router: Router<ServiceContext>)
}
