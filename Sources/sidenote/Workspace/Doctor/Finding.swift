import Domain

/// One line of `sidenote doctor`.
struct Finding: Encodable {
    enum State: String, Encodable {
        case ok, warn, fail
    }

    var check: String
    var state: State
    var detail: String
    /// What to do; only where something is to be done.
    var remedy: String?

    static func ok(_ check: String, _ detail: String) -> Finding {
        Finding(check: check, state: .ok, detail: detail)
    }

    static func warn(_ check: String, _ detail: String, _ remedy: String) -> Finding {
        Finding(check: check, state: .warn, detail: detail, remedy: remedy)
    }

    static func fail(_ check: String, _ detail: String, _ remedy: String) -> Finding {
        Finding(check: check, state: .fail, detail: detail, remedy: remedy)
    }

    static func fail(_ check: String, _ error: any Error) -> Finding {
        let problem = (error as? ConfigurationError)?.problem ?? error as? Problem
        guard let problem else { return fail(check, "\(error)", "Please report this") }
        return fail(
            check, [problem.what, problem.place].compactMap { $0 }.joined(separator: ": "), problem.remedy ?? "")
    }
}
