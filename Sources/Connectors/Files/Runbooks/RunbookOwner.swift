import Domain

/// Whose a runbook is: from its folder, its front matter, or the caller's word. Doubt is quarantine.
struct RunbookOwner {
    enum Owner: Equatable {
        case client(ClientID)
        case shared
        /// Why it is not known.
        case unknown(Problem)
    }

    let matcher: ClientMatcher
    let options: ImportOptions

    private static let shared: Set<String> = ["_global", "_all", "templates"]
    /// Folders that hold the client folders and say nothing themselves.
    private static let containers: Set<String> = [
        "runbooks", "documents", "documentation", "docs", "kb", "sops", "files", "clients", "knowledge base",
    ]

    /// The path with the containers at its head taken off: equal for a file whichever folder above was imported.
    static func identity(_ relative: String) -> String {
        var parts = relative.split(separator: "/")[...]
        while parts.count > 1, let first = parts.first, containers.contains(first.lowercased()) { parts.removeFirst() }
        return parts.joined(separator: "/")
    }

    func isShared(_ name: String) -> Bool {
        let lower = name.lowercased()
        return Self.shared.contains(lower) || options.sharedNames.contains { $0.lowercased() == lower }
    }

    /// - Parameters:
    ///   - identity: the path below the root, see above.
    ///   - root: the name of the folder that was imported: it may be a client's own.
    ///   - named: the client that the file itself names.
    /// - Returns: the owner and whether the root's name decided (it then belongs into the document's id).
    func owner(identity: String, root: String, named: String?) -> (owner: Owner, isByRoot: Bool) {
        let (folder, isByRoot) = folderOwner(identity: identity, root: root)
        guard let named else { return (folder, isByRoot) }
        let own: Owner
        if isShared(named) || ["*", "all", "shared"].contains(named.lowercased()) {
            own = .shared
        } else {
            own = client(named, "the client “\(named.prefix(80))” in its front matter")
        }
        switch (own, folder) {
        case (.unknown, _): return (own, isByRoot)
        case (_, .unknown): return (own, false)
        case _ where own == folder: return (own, isByRoot)
        default:
            let problem = Problem(
                "its front matter names “\(named.prefix(80))”, but it lies in another client's folder",
                remedy: "move it or correct the front matter")
            return (.unknown(problem), isByRoot)
        }
    }

    private func folderOwner(identity: String, root: String) -> (Owner, Bool) {
        let parts = identity.split(separator: "/").map(String.init)
        let first = parts.count > 1 ? parts[0] : nil
        let above: Owner = isShared(root) ? .shared : client(root, "the folder “\(root.prefix(80))”")
        let below: Owner? = first.map { isShared($0) ? .shared : client($0, "the folder “\($0.prefix(80))”") }
        switch (above, below) {
        case (.client(let a), .client(let b)):
            if a == b { return (.client(b), false) }
            let problem = Problem(
                "it lies in “\(first ?? "")” inside “\(root)”, and both are clients",
                remedy: "import the folder that holds the client folders")
            return (.unknown(problem), false)
        case (_, .client(let id)): return (.client(id), false)
        case (.client(let id), _): return (.client(id), true)
        case (_, .shared): return (.shared, false)
        case (.shared, _): return (.shared, true)
        case (_, .unknown(let problem)): return (fallback(problem), false)
        default:
            let problem = Problem(
                "it lies in no client's folder", remedy: "put it in a folder named like the client, or use --client")
            return (fallback(problem), false)
        }
    }

    private func fallback(_ problem: Problem) -> Owner {
        switch options.owner {
        case .unknown: .unknown(problem)
        case .client(let id): .client(id)
        case .shared: .shared
        }
    }

    private func client(_ text: String, _ what: String) -> Owner {
        switch matcher.match(text) {
        case .client(let id): .client(id)
        case .ambiguous(let ids):
            .unknown(
                Problem(
                    "\(what) fits more than one client (\(ids.prefix(5).map(\.rawValue).joined(separator: ", ")))",
                    remedy: "use the client's id"))
        case .none:
            .unknown(
                Problem(
                    "\(what) is no known client",
                    remedy: "rename it like the client, add it to the client's aliases, or use --client"))
        }
    }
}
