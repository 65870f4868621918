import Domain
import Enrichment

extension ActForms {
    /// The reply: an editor with its decisions while it is undecided, the final text after.
    func writeReply(to html: inout HTML) {
        html.element(
            "section",
            [
                .fixed("id", "reply-editor"), .fixed("class", "acts stack"),
                .data("data-held", view.isHeldByCaller ? "1" : "0"), .data("data-open", isOpenToCaller ? "1" : "0"),
                // Who reads alone is not shown to the others.
                .data("data-present", visit.isAtLeast(.technician) ? "1" : "0"),
            ]
        ) { html in
            switch view.draft.state {
            case .approved: writeApproved(to: &html)
            case .rejected: writeRejected(to: &html)
            case .stale: writeStale(to: &html)
            case .open, .claimed:
                if isOpenToCaller { writeEditor(to: &html) } else { writeReadOnly(to: &html) }
            }
            writeDiff(to: &html)
        }
    }

    // MARK: Undecided

    private func writeEditor(to html: inout HTML) {
        form(.edit, to: &html, [.fixed("id", "editor"), .fixed("class", "stack")]) { html in
            html.textArea(
                "Reply to the requester", id: "reply-text", name: "text", value: view.copy.text,
                rows: min(24, max(8, view.copy.text.count(where: \.isNewline) + 4)),
                hint: "Every sentence is checked against the evidence. Nothing is sent to anyone by this page.",
                [.fixed("maxlength", "65536"), .fixed("autocomplete", "off")])
            html.disclosure("Next steps", id: "steps-editor") { html in
                html.textArea(
                    "One step a line", id: "steps-text", name: "steps",
                    value: view.copy.steps ?? view.record.draft.stepsText, rows: 6,
                    [.fixed("maxlength", "65536"), .fixed("autocomplete", "off")])
            }
            html.element("p", [.fixed("class", "row")]) { html in
                html.button("Save my text", .plain, key: "e")
            }
        }
        html.element(
            "div", [.fixed("id", "live-check"), .fixed("class", "stack tight"), .fixed("aria-live", "polite")]
        ) { _ in }
        writeApproval(to: &html)
        writeRejection(to: &html)
    }

    /// Its fields and buttons belong to the editor's form, so that what was typed is what is approved; without them it
    /// approves the text that is saved.
    private func writeApproval(to html: inout HTML) {
        let claims = view.verdict.claims
        let mayConfirm = claims.blocked && visit.isAtLeast(.lead)
        let isLocked = claims.blocked && !mayConfirm
        form(.approve, to: &html, [.fixed("class", "stack"), .fixed("id", "approve")]) { html in
            html.element("div", [.fixed("id", "blocked-reasons"), .fixed("class", "stack tight")]) { html in
                if claims.blocked {
                    html.banner(.weak, "This text cannot be approved yet") { html in
                        html.element("ul") { html in
                            for reason in ReasonWords.texts(claims.reasons).prefix(12) {
                                html.element("li", [.fixed("dir", "auto")], text: reason)
                            }
                        }
                        html.element(
                            "p",
                            text: "Change or delete those sentences and save, attach a source, or vouch for them.")
                    }
                }
            }
            if mayConfirm {
                html.checkBox(
                    "Approve it as it stands: I answer for it as a lead", id: "confirm-unsupported",
                    name: "confirm_unsupported", [.fixed("form", "editor")])
            }
            if !view.verdict.internalOnly.isEmpty {
                html.banner(.weak, "This would tell the requester what stands in internal evidence alone") { html in
                    html.element("ul") { html in
                        for sentence in view.verdict.internalOnly.prefix(12) {
                            html.element("li", [.fixed("dir", "auto")], text: sentence)
                        }
                    }
                }
                html.checkBox(
                    "They may be told", id: "confirm-internal", name: "confirm_internal", [.fixed("form", "editor")])
            }
            html.element("p", [.fixed("class", "row")]) { html in
                let target: [HTML.Attribute] = [
                    .fixed("form", "editor"), .data("formaction", visit.link(address("approve"))),
                ]
                let lock: [HTML.Attribute] =
                    isLocked
                    ? [.fixed("disabled", ""), .fixed("aria-describedby", "blocked-reasons")] : []
                html.button("Approve", .primary, key: "a", target + lock + [.fixed("data-button", "approve")])
                html.button(
                    "Approve as internal note only", .plain, key: "A",
                    target + lock
                        + [.fixed("name", "as_note"), .fixed("value", "1"), .fixed("data-button", "note")])
            }
        }
    }

    private func writeRejection(to html: inout HTML) {
        html.disclosure("Reject this draft", id: "reject") { html in
            form(.reject, to: &html, [.fixed("class", "stack tight")]) { html in
                html.choice(
                    "Why", id: "rejection", name: "rejection",
                    options: Decision.Rejection.allCases.map { ($0.rawValue, $0.choice) })
                html.field(
                    "In your words", id: "reject-reason", name: "reason",
                    hint: "Needed for “something else”; helps with the others.", [.fixed("maxlength", "2000")])
                html.element("p") { html in html.button("Reject", .danger, key: "r") }
            }
        }
    }

    private func writeReadOnly(to html: inout HTML) {
        html.element("div", [.fixed("class", "words-of-others"), .fixed("dir", "auto")], text: view.copy.text)
        if view.draft.state == .claimed, visit.isAtLeast(.technician) {
            html.element("p", [.fixed("class", "soft")]) { html in
                html.element("bdi", text: view.name(of: view.draft.actor ?? ""))
                html.text(" has it in hand. Ask them to put it back if you want to decide.")
            }
        } else if !visit.isAtLeast(.technician) {
            html.element("p", [.fixed("class", "soft")], text: "Your role may read drafts, not decide them.")
        }
    }

    // MARK: Decided

    private func writeApproved(to html: inout HTML) {
        let approval = view.decisions.last { $0.kind == .approve }
        let isNote = approval?.payload.asNote == true
        html.banner(.ok, isNote ? "Approved as an internal note" : "Approved") { html in
            html.element("p") { html in
                html.text("By ")
                html.element("bdi", text: view.name(of: view.draft.actor ?? ""))
                if let time = view.draft.decidedAt {
                    html.text(", ")
                    html.moment(time)
                }
                html.text(
                    ". Sidenote does not write into your ticket system yet: copy the text and paste it there yourself.")
            }
        }
        writeUndo(to: &html)
        let text = approval?.payload.text ?? view.copy.text
        html.textArea(
            isNote ? "The note" : "The reply", id: "final-text", name: "final", value: text,
            rows: min(24, max(6, text.count(where: \.isNewline) + 3)), [.fixed("readonly", "")])
        html.element("p", [.fixed("class", "row")]) { html in
            html.button(
                "Copy", .primary, key: "c",
                [.fixed("type", "button"), .fixed("data-copy", "final-text"), .fixed("hidden", "")])
            html.button(
                "Copy with citations", .plain,
                [.fixed("type", "button"), .fixed("data-copy", "cited-text"), .fixed("hidden", "")])
        }
        html.disclosure("The same with citations", id: "cited") { html in
            html.textArea(
                "With citations", id: "cited-text", name: "cited", value: citedText(text), rows: 8,
                [.fixed("readonly", "")])
        }
    }

    private func writeRejected(to html: inout HTML) {
        let rejection = view.decisions.last { $0.kind == .reject }
        html.banner(.bad, "Rejected") { html in
            html.element("p") { html in
                html.text("By ")
                html.element("bdi", text: view.name(of: view.draft.actor ?? ""))
                if let words = rejection?.payload.rejection?.choice { html.text(": " + words) }
                html.text(".")
            }
            if let reason = rejection?.payload.reason {
                html.element("p", [.fixed("class", "words-of-others"), .fixed("dir", "auto")], text: reason)
            }
        }
        writeUndo(to: &html)
    }

    private func writeStale(to html: inout HTML) {
        html.banner(.weak, "The ticket has changed since this draft was made") { html in
            html.element(
                "p",
                text: "It can be read, but not decided any more. The newest draft answers what the ticket says now.")
            html.element("p") { html in
                html.element(
                    "a",
                    [.data("href", visit.link("/tickets/" + FormEncoding.escape(view.draft.ticketID.rawValue)))],
                    text: "Look at the newest draft")
            }
        }
        html.element("div", [.fixed("class", "words-of-others"), .fixed("dir", "auto")], text: view.copy.text)
    }

    /// For ten seconds after one's own decision.
    private func writeUndo(to html: inout HTML) {
        guard view.refusal(of: .undo, .init()) == nil, let at = view.draft.decidedAt else { return }
        let left = max(0, ReviewRules.undoSeconds - visit.now.seconds(since: at))
        form(.undo, to: &html, [.data("data-seconds", String(left))]) { html in
            html.button("Undo", .plain, key: "u")
            html.element(
                "span", [.fixed("class", "soft"), .fixed("data-countdown", "true")],
                text: " Can be undone for \(left) seconds more.")
        }
    }

    /// The text with the evidence of each sentence behind it.
    func citedText(_ text: String) -> String {
        var text = text
        var from = text.startIndex
        for checked in view.sentences(of: .reply) where !checked.sentence.evidence.isEmpty {
            guard let range = text[from...].firstRange(of: checked.text) else { continue }
            let mark = " [\(checked.sentence.evidence.joined(separator: ", "))]"
            let offset = text.utf8.distance(from: text.startIndex, to: range.upperBound) + mark.utf8.count
            text.insert(contentsOf: mark, at: range.upperBound)
            from = text.utf8.index(text.startIndex, offsetBy: offset)
        }
        let sources = view.evidence.filter { piece in
            view.sentences(of: .reply).contains { $0.sentence.evidence.contains(piece.id) }
        }
        guard !sources.isEmpty else { return text }
        return text + "\n\n" + sources.map { "[\($0.id)] \($0.title)" }.joined(separator: "\n")
    }

    // MARK: Change

    private func writeDiff(to html: inout HTML) {
        let diff = WordDiff(from: view.record.draft.replyText, to: view.copy.text)
        guard !diff.isUnchanged else { return }
        html.disclosure("What was changed in the draft", id: "changes") { html in html.diff(diff) }
    }
}

extension Decision.Rejection {
    /// As a person chooses it.
    var choice: String {
        switch self {
        case .wrongFact: "A fact is wrong"
        case .wrongDeviceOrClient: "The wrong device or client"
        case .missingQuestion: "A question is missing"
        case .tone: "The tone does not fit"
        case .notNeeded: "No reply is needed"
        case .other: "Something else"
        }
    }
}
