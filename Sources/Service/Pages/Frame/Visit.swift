import Domain
import Hummingbird

/// Who looks at a page, when and from where: what every page needs to be written.
struct Visit: Sendable {
    let browser: BrowserSession
    let principal: Principal
    /// The same for the whole page.
    let now: Timestamp
    let requestID: String
    /// Whether the page is shown in a frame beside a ticket of the PSA (`?pod=1`): no navigation, one column.
    let isPod: Bool
    /// For every form of this page and for its scripts: the session's token under a mask of this page's own.
    let csrf: String
    /// Path and query of this page, as a form can send people back to it.
    var path: String
    let theme: Theme
    let flash: Flash?
    let acceptsGzip: Bool
    let leaving: LeaveLinks

    var role: Role { principal.role }
    var audience: Audience { principal.audience }
    var accountID: String { browser.session.account.id }

    func isAtLeast(_ role: Role) -> Bool { principal.role >= role }

    /// A path of this site as a link of this page: in a pod, links stay in the pod.
    ///
    /// - Parameter path: Path with or without query and fragment, already escaped.
    func link(_ path: String) -> String {
        isPod ? PageQuery.adding("pod=1", to: path) : path
    }
}

/// Changes to the query of a path.
enum PageQuery {
    /// - Parameter pair: `name=value`, already escaped.
    static func adding(_ pair: String, to path: String) -> String {
        let end = path.firstIndex(of: "#") ?? path.endIndex
        let address = path[..<end]
        let query = address.firstIndex(of: "?").map { address[address.index(after: $0)...] }
        guard query?.split(separator: "&").contains(Substring(pair)) != true else { return path }
        let mark = query == nil ? "?" : query?.isEmpty == true ? "" : "&"
        return address + mark + pair + path[end...]
    }

    /// The path without a field of its query.
    static func removing(_ name: String, from path: String) -> String {
        let parts = path.split(separator: "?", maxSplits: 1)
        guard parts.count == 2 else { return path }
        let rest = parts[1].split(separator: "&").filter { $0 != name && !$0.hasPrefix(name + "=") }
        return rest.isEmpty ? String(parts[0]) : parts[0] + "?" + rest.joined(separator: "&")
    }
}
