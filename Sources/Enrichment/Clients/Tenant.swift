import Domain
import Normalization
import Retrieval
import Synchronization

/// What is kept in memory of one scope while its tickets are enriched.
struct Tenant: Sendable {
    let client: Client?
    let devices: [DeviceID: Device]
    let contacts: [Contact]
    let matcher: DeviceMatcher
    /// First names, plain and possessive, with the contacts (by position) that have them.
    private let firstNames: [String: [(contact: Int, isPossessive: Bool)]]
    /// Contacts whose first name no other contact has.
    private let uniqueFirstNames: Set<Int>

    init(client: Client?, store: any Store) throws {
        let scope = Scope(client?.id)
        self.client = client
        let all = try store.devices(in: scope)
        devices = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        let contacts = try store.contacts(in: scope)
        self.contacts = contacts
        var firstNames: [String: [(contact: Int, isPossessive: Bool)]] = [:]
        var unique = Set<Int>()
        for (number, contact) in contacts.enumerated() {
            guard let first = contact.name.split(separator: " ").first.map(String.init), first.count >= 3 else {
                continue
            }
            firstNames[first, default: []].append((number, false))
            for ending in ["'s", "’s"] { firstNames[first + ending, default: []].append((number, true)) }
            if contacts.count(where: { $0.name.hasPrefix(first + " ") }) == 1 { unique.insert(number) }
        }
        self.firstNames = firstNames
        uniqueFirstNames = unique
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
        let words = Self.splitter.words(in: text)
        var places: [Int: [Place]] = [:]
        for (position, word) in words.enumerated() {
            for name in firstNames[word] ?? [] {
                places[name.contact, default: []].append(Place(position: position, isPossessive: name.isPossessive))
            }
        }
        return places.keys.sorted().filter { number in
            let parts = contacts[number].name.split(separator: " ")
            return places[number, default: []].contains { place in
                let position = place.position
                let hasSurname =
                    parts.count > 1 && position + 1 < words.count
                    && words[position + 1].hasPrefix(parts[parts.count - 1])
                guard uniqueFirstNames.contains(number) || hasSurname else { return false }
                let next = position + (hasSurname ? 2 : 1)
                let before = position > 0 ? words[position - 1].lowercased() : ""
                let after = next < words.count ? words[next].lowercased() : ""
                return place.isPossessive || Self.asksBefore.contains(before) || Self.asksAfter.contains(after)
            }
        }.map { contacts[$0] }
    }

    private static let splitter = WordSplitter(signs: "'’", numbers: false, keepsCase: true)

    /// Where a first name stands in a text.
    private struct Place {
        var position: Int
        var isPossessive: Bool
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
