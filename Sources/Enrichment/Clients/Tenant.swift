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

    /// Contacts whose full name stands in the text.
    func contacts(namedIn text: String) -> [Contact] {
        contacts.filter { $0.name.contains(" ") && text.contains($0.name) }
    }
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
