public import Domain
public import Normalization

/// Replaces persons, hosts and addresses by placeholders, and puts them back.
///
/// Built once per client from its records; `session()` begins a ticket. What the records name is found in any case, as
/// whole words, the longest first; what else the entity extractor finds is replaced as well.
public struct Pseudonymizer: Sendable {
    let fold: CaseFold
    let known: KnownNames
    let entities: SensitiveEntities

    public init(
        client: Client?, contacts: [Contact], devices: [Device], extractor: EntityExtractor = EntityExtractor()
    ) {
        self.init(client: client, contacts: contacts, devices: devices) { extractor.entities(in: $0) }
    }

    init(
        client: Client?, contacts: [Contact], devices: [Device], extract: @escaping @Sendable (String) -> [Entity]
    ) {
        fold = CaseFold()
        known = KnownNames(client: client, contacts: contacts, devices: devices, fold: fold)
        entities = SensitiveEntities(extract: extract)
    }

    /// Placeholders that belong to one ticket: equal in all of its parts, meaningless anywhere else.
    public func session() -> PseudonymSession {
        PseudonymSession(self)
    }
}
