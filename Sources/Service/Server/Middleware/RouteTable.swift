import HTTPTypes
import Hummingbird
import Synchronization

/// Which methods each route takes, to tell a wrong method from a wrong address. Filled once all routes are known.
final class RouteTable: Sendable {
    private enum Part: Sendable {
        case literal(String)
        case one
        case rest
    }

    private typealias Route = (parts: [Part], method: String)

    private let routes = Mutex<[Route]>([])

    func fill(from router: Router<ServiceContext>) {
        let all = router.routes.map { route -> Route in
            let parts = route.path.description.split(separator: "/").map { part -> Part in
                if part == "**" || part.hasPrefix("{**") { return .rest }
                if part.contains("{") || part.contains("*") { return .one }
                return .literal(String(part))
            }
            return (parts, route.method.rawValue)
        }
        routes.withLock { $0 = all }
    }

    /// Sorted, with what the server adds: `HEAD` beside `GET`, and `OPTIONS`. Empty for an unknown address.
    func methods(at path: String) -> [String] {
        let given = path.split(separator: "/")
        var found = Set(routes.withLock { $0 }.filter { Self.matches($0.parts, given) }.map(\.method))
        if found.isEmpty { return [] }
        if found.contains("GET") { found.insert("HEAD") }
        found.insert("OPTIONS")
        return found.sorted()
    }

    private static func matches(_ parts: [Part], _ given: [Substring]) -> Bool {
        var index = 0
        for part in parts {
            switch part {
            case .rest: return true
            case .one where index < given.count: index += 1
            case .literal(let text) where index < given.count && given[index] == text: index += 1
            default: return false
            }
        }
        return index == given.count
    }
}
