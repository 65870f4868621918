import Domain
import Enrichment
import LanguageModel

/// A policy as a person would say it.
extension Policy {
    var title: String {
        switch self {
        case .off: "No draft"
        case .extractive: "No model"
        case .local: "Local model"
        case .cloudPseudonymized: "Any model, names replaced"
        case .cloud: "Any model"
        }
    }

    var meaning: String {
        switch self {
        case .off: "No draft is made. Technicians see what was found, and write themselves."
        case .extractive: "Drafts quote your documents. Nothing is sent to a model."
        case .local:
            "A model may be asked if it runs on this machine or at a private address. Nothing leaves the house; with a "
                + "model elsewhere, drafts quote your documents."
        case .cloudPseudonymized:
            "Any model may be asked. People, machines and addresses are replaced by placeholders before anything leaves."
        case .cloud: "Any model may be asked, with names as they are. Secrets are taken out first."
        }
    }

    /// How much it lets out, from nothing.
    var width: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension PolicyInForce.Origin {
    var words: String {
        switch self {
        case .configuration: "configuration file"
        case .page: "this page"
        case .record: "client’s record"
        case .standard: "default"
        }
    }
}

extension SecretSource {
    /// Where a secret is kept, without the way there: the folders of this machine are nobody's business.
    var words: String {
        switch self {
        case .environment(let name): "environment variable \(name)"
        case .file(let path): "a file named \(path.split(separator: "/").last.map(String.init) ?? "?")"
        }
    }
}

extension Set<ClientID>? {
    /// As lists show a restriction.
    var words: String {
        map { $0.isEmpty ? "no client" : $0.sorted().map(\.rawValue).joined(separator: ", ") } ?? "every client"
    }
}

extension Role {
    var words: String {
        switch self {
        case .reader: "reader: looks at tickets and drafts"
        case .technician: "technician: works on drafts and decides them"
        case .lead: "lead: also the queue, figures and the ledger"
        case .admin: "admin: also people, tokens and everything here"
        }
    }
}

extension Problem {
    /// What is wrong, as a sentence; for what people typed, which names no place of this machine.
    var sentence: String {
        var text = what
        if let first = text.first { text.replaceSubrange(...text.startIndex, with: first.uppercased()) }
        return text.last == "." ? text : text + "."
    }

    /// Whether it is about what somebody typed, rather than about the store.
    var isAboutInput: Bool { ["accounts", "login", "tokens"].contains(place) }
}
