import Domain
import Normalization
import Retrieval

/// A ticket after the stages that look at it alone: cleaned, filed with a client, matched with devices.
struct PreparedTicket: Sendable {
    /// As it came, with the client that was found.
    var ticket: Ticket
    var normalized: NormalizedTicket
    var tenant: Tenant
    var contact: (contact: Contact, matchedBy: String)?
    var devices: [DeviceMatch]
    var verdict: TriageRules.Verdict
    var isAutomatic: Bool
    var fingerprint: IncidentFingerprint
    var warnings: [String]
    var normalizeMilliseconds: Double
    var retrieveMilliseconds: Double

    var clean: CleanTicket { normalized.clean }
    var scope: Scope { Scope(tenant.client?.id) }

    /// The time as of which the ticket is enriched: nothing later than this is evidence. Taken from the ticket and not
    /// from the clock, so that a run over an export gives the same result today and tomorrow.
    var asOf: Timestamp { ticket.createdAt }
}
