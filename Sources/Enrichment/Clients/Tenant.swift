import Domain
import Retrieval
import Synchronization

/// What is kept in memory of one scope while its tickets are enriched.
struct Tenant: Sendable {
    let client: Client?
    let devices: [DeviceID: Device]
    let contacts: [Contact]
    let matcher: DeviceMatcher

    init(client: Client?, store: any Store) throws {
        let scope = Scope(client?.id)
        self.client = client
        let all = try store.devices(in: scope)
        devices = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        contacts = try store.contacts(in: scope)
        matcher = DeviceMatcher(devices: all)
    }

    func contact(email: String) -> Contact? {
        let email = email.lowercased()
        let matches = contacts.filter { $0.emails.contains(email) }
        return matches.count == 1 ? matches.first : nil
    }

    func contact(name: String) -> Contact? {
        let name = name.lowercased()
        let matches = contacts.filter { $0.name.lowercased() == name }
        return matches.count == 1 ? matches.first : nil
    }

    func contact(phoneDigits: String) -> Contact? {
        guard phoneDigits.count >= 7 else { return nil }
        let matches = contacts.filter { contact in
            contact.phones.contains { $0.filter(\.isNumber).hasSuffix(String(phoneDigits.suffix(7))) }
        }
        return matches.count == 1 ? matches.first : nil
    }

    /// Whether only this person has the name's first word as a first name.
    func isFirstNameUnique(_ name: String?) -> Bool {
        guard let first = name?.split(separator: " ").first else { return false }
        return contacts.count { $0.name.lowercased().hasPrefix(first.lowercased() + " ") } <= 1
    }

    /// Contacts for whom the text asks (“help Mirjam”, “Paul’s laptop”, “Ana cannot print”), by full name or by a first
    /// name that only one contact has. Others who are merely mentioned have no part in it.
    func contacts(concernedIn text: String) -> [Contact] {
        let words = text.split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init)
        return contacts.filter { contact in
            let parts = contact.name.split(separator: " ").map(String.init)
            guard let first = parts.first, first.count >= 3 else { return false }
            let isUnique = contacts.count { $0.name.hasPrefix(first + " ") } == 1
            for (position, word) in words.enumerated() {
                let isPossessive = word == first + "'s" || word == first + "’s"
                guard word == first || isPossessive else { continue }
                let hasSurname = parts.count > 1 && position + 1 < words.count && words[position + 1].hasPrefix(parts[parts.count - 1])
                guard isUnique || hasSurname else { continue }
                let next = position + (hasSurname ? 2 : 1)
                let before = position > 0 ? words[position - 1].lowercased() : ""
                let after = next < words.count ? words[next].lowercased() : ""
                if isPossessive || Self.asksBefore.contains(before) || Self.asksAfter.contains(after) { return true }
            }
            return false
        }
    }

    private static let asksBefore: Set<String> = ["help", "for", "user", "assist", "für", "para", "pour", "ayudar"]
    private static let asksAfter: Set<String> = [
        "cannot", "can't", "can’t", "couldn't", "needs", "gets", "is", "has", "kann", "hat", "bekommt", "no", "ne",
    ]
}

/// Tenants by client, the least recently used dropped beyond `capacity`, so that memory does not grow with clients.
final class TenantCache: Sendable {
    private struct State {
        var tenants: [ClientID?: (tenant: Tenant, usedAt: Int)] = [:]
        var clock = 0
    }

    private let store: any Store
    private let capacity: Int
    private let state = Mutex(State())

    init(store: any Store, capacity: Int = 64) {
        self.store = store
        self.capacity = capacity
    }

    func tenant(of client: Client?) throws -> Tenant {
        let known = state.withLock { state -> Tenant? in
            state.clock += 1
            state.tenants[client?.id]?.usedAt = state.clock
            return state.tenants[client?.id]?.tenant
        }
        if let known { return known }
        let tenant = try Tenant(client: client, store: store)
        state.withLock { state in
            state.tenants[client?.id] = (tenant, state.clock)
            if state.tenants.count > capacity,
                let oldest = state.tenants.min(by: { $0.value.usedAt < $1.value.usedAt })?.key
            {
                state.tenants[oldest] = nil
            }
        }
        return tenant
    }
}
