public import Domain
import Normalization

/// Finds out whose ticket it is. Where that is not certain there is no client, and only shared records are seen.
public struct ClientResolver: Sendable {
    /// How a ticket's client was found.
    public enum Method: String, Hashable, Sendable {
        case clientID = "client_id"
        case contact, domain, phone, alias
    }

    public struct Resolution: Hashable, Sendable {
        public var client: Client?
        public var method: Method?
        /// What a technician should know about the match, in words.
        public var warnings: [String]
    }

    private let clients: [ClientID: Client]
    private let domains: [String: [ClientID]]
    private let labels: [String: [ClientID]]
    private let store: any Store

    public init(store: any Store) throws {
        let all = try store.clients()
        var domains: [String: [ClientID]] = [:]
        var labels: [String: [ClientID]] = [:]
        for client in all {
            for domain in client.domains { domains[domain.lowercased(), default: []].append(client.id) }
            for label in Set([client.name] + client.aliases) where label.count >= 2 {
                labels[Self.fold(label), default: []].append(client.id)
            }
        }
        clients = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        self.domains = domains
        self.labels = labels
        self.store = store
    }

    public var all: [Client] { clients.values.sorted { $0.id < $1.id } }

    /// - Parameters:
    ///   - sender: the mail address of a MIME body, where the ticket has no requester address of its own.
    ///   - text: the cleaned subject and text, used only when no address is known: whoever writes from an unknown
    ///     address may name any client, so a name in such a mail proves nothing.
    public func resolve(_ ticket: Ticket, sender: String?, text: String) throws -> Resolution {
        let email = (ticket.requester.email ?? sender)?.lowercased().trimmingWhitespace()
        if let id = ticket.clientID {
            if let client = clients[id] {
                return Resolution(client: client, method: .clientID, warnings: contradiction(email, client))
            }
            if let client = single(labels[Self.fold(id.rawValue)]) {
                return Resolution(client: client, method: .alias, warnings: contradiction(email, client))
            }
            return Resolution(
                client: nil, method: nil,
                warnings: ["client “\(id)” is not known: only shared records were used; import the client first"])
        }
        if let email, let at = email.lastIndex(of: "@") {
            if let id = try store.clientOfContact(email: email), let client = clients[id] {
                return Resolution(client: client, method: .contact, warnings: [])
            }
            if let client = single(owners(of: String(email[email.index(after: at)...]))) {
                return Resolution(client: client, method: .domain, warnings: [])
            }
            return Resolution(client: nil, method: nil, warnings: [Self.unmatched])
        }
        if let phone = ticket.requester.phone {
            let digits = PhoneNumber.digits(phone)
            if digits.count >= 7, let id = try store.clientOfContact(phoneDigits: digits), let client = clients[id] {
                return Resolution(client: client, method: .phone, warnings: [])
            }
        }
        if let client = named(in: text) {
            return Resolution(
                client: client, method: .alias, warnings: ["the client was found by its name in the ticket alone"])
        }
        return Resolution(client: nil, method: nil, warnings: [Self.unmatched])
    }

    private static let unmatched = "no client matches this ticket: only shared records were used"

    private func contradiction(_ email: String?, _ client: Client) -> [String] {
        guard let email, let at = email.lastIndex(of: "@"),
            let owner = single(owners(of: String(email[email.index(after: at)...]))), owner.id != client.id
        else { return [] }
        return ["the requester’s mail domain belongs to another client: check that the ticket is filed right"]
    }

    /// A domain's owners, or those of the domain above it (`mail.client.example` belongs to `client.example`).
    private func owners(of domain: String) -> [ClientID]? {
        var labels = domain.split(separator: ".")
        while labels.count >= 2 {
            if let owners = domains[labels.joined(separator: ".")] { return owners }
            labels.removeFirst()
        }
        return nil
    }

    private func single(_ ids: [ClientID]?) -> Client? {
        guard let ids, Set(ids).count == 1, let id = ids.first else { return nil }
        return clients[id]
    }

    /// The one client whose name or alias stands in the text as whole words.
    private func named(in text: String) -> Client? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let upper = Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        var found = Set<ClientID>()
        for (label, owners) in labels {
            let parts = label.split(separator: " ").map(String.init)
            // A short alias (“HDG”) must stand in capitals: “it” and “us” are words.
            if parts.count == 1, label.count <= 3 {
                if upper.contains(label.uppercased()) { found.formUnion(owners) }
            } else if contains(words, parts) {
                found.formUnion(owners)
            }
        }
        guard found.count == 1, let id = found.first else { return nil }
        return clients[id]
    }

    private func contains(_ words: [String], _ parts: [String]) -> Bool {
        guard !parts.isEmpty, words.count >= parts.count else { return false }
        return (0...(words.count - parts.count)).contains { Array(words[$0..<$0 + parts.count]) == parts }
    }

    private static func fold(_ label: String) -> String {
        label.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
