import Domain

/// What a form of a draft asks for; the raw value is the end of its address.
enum Act: String, Sendable, CaseIterable {
    case claim, release, edit, vouch, attach, rate, approve, reject, undo
    case deleteSentence = "delete-sentence"

    var kind: Decision.Kind {
        switch self {
        case .claim: .claim
        case .release: .release
        case .edit, .deleteSentence: .edit
        case .vouch: .vouch
        case .attach: .attach
        case .rate: .rate
        case .approve: .approve
        case .reject: .reject
        case .undo: .undo
        }
    }

    func flash(_ payload: Decision.Payload) -> Flash {
        switch self {
        case .claim: .claimed
        case .release: .released
        case .edit: .edited
        case .deleteSentence: .deleted
        case .vouch: .vouched
        case .attach: .attached
        case .rate: .thanked
        case .approve: payload.asNote == true ? .approvedInternal : .approved
        case .reject: .rejected
        case .undo: .undone
        }
    }
}

/// A form's fields as the payload of a decision.
struct ActFields: Sendable {
    var act: Act
    var revision: Int64
    var payload: Decision.Payload
    /// Random, written into the form with the page; nil for callers without one.
    var key: String?

    /// - Throws: 400 for fields that no form of ours sends.
    init(_ act: Act, _ fields: FormFields) throws(ProblemResponse) {
        self.act = act
        guard let revision = fields["revision"].flatMap(Int64.init) else {
            throw .badRequest("The form could not be read.", remedy: "Open the page anew and try again.")
        }
        self.revision = revision
        key = fields["key"].nonBlank.map { String($0.prefix(100)) }
        payload = Decision.Payload()
        switch act {
        case .claim, .release, .undo: break
        case .edit:
            payload.text = Self.lines(fields["text"])
            payload.steps = Self.lines(fields["steps"])
        case .deleteSentence: payload.sentence = Self.lines(fields["sentence"])
        case .vouch: payload.sentence = Self.lines(fields["sentence"])
        case .attach:
            payload.sentence = Self.lines(fields["sentence"])
            payload.evidence = fields["evidence"].nonBlank
        case .rate:
            payload.evidence = fields["evidence"].nonBlank
            payload.isUseful = fields["useful"].map { $0 == "1" }
        case .approve:
            payload.text = Self.lines(fields["text"])
            payload.steps = Self.lines(fields["steps"])
            if fields["as_note"] == "1" { payload.asNote = true }
            if fields["confirm_internal"] == "1" { payload.confirmInternal = true }
            if fields["confirm_unsupported"] == "1" { payload.confirmUnsupported = true }
        case .reject:
            payload.reason = Self.lines(fields["reason"])
            if let word = fields["rejection"].nonBlank {
                guard let rejection = Decision.Rejection(rawValue: word) else {
                    throw .badRequest("The form could not be read.", remedy: "Open the page anew and try again.")
                }
                payload.rejection = rejection
            }
        }
    }

    /// Browsers send line ends as CR LF (HTML, form submission); texts are kept with LF, else every line would seem
    /// changed. A text of nothing is none.
    static func lines(_ text: String?) -> String? {
        text?.replacing("\r\n", with: "\n").replacing("\r", with: "\n").nonBlankText
    }
}

extension String {
    fileprivate var nonBlankText: String? { Optional(self).nonBlank }
}
