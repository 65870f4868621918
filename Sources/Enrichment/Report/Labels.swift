package import Domain

extension Entity.Kind {
    /// The kind in words.
    package var label: String {
        switch self {
        case .hostname: "host name"
        case .ip: "IP address"
        case .mac: "MAC address"
        case .serial: "serial number"
        case .email: "e-mail address"
        case .phone: "phone number"
        case .url: "web address"
        case .path: "path"
        case .version: "version"
        case .product: "product"
        case .user: "user"
        case .domain: "domain"
        case .date: "date"
        case .time: "time"
        case .amount: "amount"
        case .errorCode: "error code"
        case .eventID: "event id"
        case .kbNumber: "KB number"
        case .ticketNumber: "ticket number"
        }
    }
}

extension Policy {
    package var label: String {
        switch self {
        case .off: "Policy: no draft"
        case .extractive: "Policy: no model"
        case .local: "Policy: local model"
        case .cloudPseudonymized: "Policy: cloud, pseudonymised"
        case .cloud: "Policy: cloud"
        }
    }
}

extension Sentence.Support {
    package var word: StaticString {
        switch self {
        case .supported: "supported"
        case .weak: "weak"
        case .unsupported: "unsupported"
        case .notNeeded: "no claim"
        }
    }

    /// A shape of its own for each, so that nothing hangs on the colour.
    package var shape: StaticString {
        switch self {
        case .supported: "✓"
        case .weak: "≈"
        case .unsupported: "✕"
        case .notNeeded: "–"
        }
    }

    /// The class that carries the colour.
    package var style: StaticString {
        switch self {
        case .supported: "c ok"
        case .weak: "c wk"
        case .unsupported: "c no"
        case .notNeeded: "c nn"
        }
    }
}

extension Evidence.Kind {
    package var label: String {
        switch self {
        case .ticket: "this ticket"
        case .device: "device"
        case .document: "document"
        case .contact: "contact"
        case .client: "client"
        case .similarTicket: "earlier ticket"
        case .agreement: "agreement"
        }
    }
}

/// Words for values that are open texts in the record; an unknown one is shown with its underscores as blanks.
package enum Words {
    package static func removal(_ kind: String) -> String {
        switch kind {
        case "quote": "quoted history"
        case "hidden": "hidden text"
        case "secret": "secrets"
        default: plain(kind)
        }
    }

    package static func deviceEvidence(_ kind: String) -> String {
        switch kind {
        case "hostname": "host name"
        case "ip": "IP address"
        case "mac": "MAC address"
        case "linked": "linked in the PSA"
        case "last_user": "last signed-in user"
        default: plain(kind)
        }
    }

    package static func place(_ place: String) -> String {
        switch place {
        case "subject": "in the subject"
        case "text": "in the text"
        case "psa_link": "on the ticket"
        case "requester": "is the requester"
        case "note": "in a note"
        default: plain(place)
        }
    }

    package static func plain(_ value: String) -> String {
        String(value.clipped(to: 80).map { $0 == "_" ? " " : $0 })
    }
}
