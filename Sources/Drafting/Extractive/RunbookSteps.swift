import Domain
import Grounding

/// Reads the steps of a runbook out of its passages.
///
/// Steps are the numbered lines, or the bulleted ones under a heading that announces steps. Indented bullets and
/// continuation lines belong to the step above. What stands under `Applies to`, `Contacts` and the like is skipped.
struct RunbookSteps {
    struct Step: Hashable {
        /// The number it carries in the document, if any.
        var number: Int?
        var text: String
        var evidenceID: String
    }

    static let most = 8
    static let longest = 300

    /// In the order of the document: by number where the steps carry distinct ones, else as the passages come.
    func steps(in passages: [Evidence]) -> [Step] {
        var steps: [Step] = []
        var seen: Set<String> = []
        for passage in passages {
            for step in read(passage) where seen.insert(step.text.lowercased()).inserted { steps.append(step) }
        }
        let numbers = steps.compactMap(\.number)
        if numbers.count == steps.count, Set(numbers).count == numbers.count {
            steps.sort { ($0.number ?? 0) < ($1.number ?? 0) }
        }
        return Array(steps.prefix(Self.most))
    }

    private enum Section { case steps, skipped, other }

    private func read(_ passage: Evidence) -> [Step] {
        var numbered: [Step] = []
        var bulleted: [Step] = []
        var section = Section.other
        var open: Kind?
        for line in passage.text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = line.prefix { $0 == " " || $0 == "\t" }.count
            let content = Markdown.plain(line)
            guard !content.isEmpty else {
                if indent == 0, open == .bulleted { open = nil }
                continue
            }
            if let heading = Self.heading(line, content) {
                section = Self.section(of: heading)
                open = nil
                continue
            }
            if section == .skipped || content.hasPrefix("|") { continue }
            if let (kind, number, text) = Self.item(content), !text.isEmpty {
                let isNested = indent >= 2 && open != nil && kind == .bulleted
                if isNested {
                    if open == .numbered { append(text, to: &numbered) } else { append(text, to: &bulleted) }
                } else if kind == .numbered {
                    numbered.append(Step(number: number, text: text, evidenceID: passage.id))
                    open = .numbered
                } else if open == .numbered, section != .steps || !numbered.isEmpty {
                    append(text, to: &numbered)
                } else if section == .steps {
                    bulleted.append(Step(number: nil, text: text, evidenceID: passage.id))
                    open = .bulleted
                } else {
                    open = nil
                }
            } else if indent >= 2, let kind = open {
                if kind == .numbered { append(content, to: &numbered) } else { append(content, to: &bulleted) }
            } else {
                open = nil
            }
        }
        return (numbered.isEmpty ? bulleted : numbered).map { step in
            var step = step
            step.text = Self.capped(step.text)
            return step
        }
    }

    enum Kind { case numbered, bulleted }

    private func append(_ text: String, to steps: inout [Step]) {
        guard let last = steps.indices.last else { return }
        let joint = steps[last].text.last.map { ".:;!?,".contains($0) } == true ? " " : "; "
        steps[last].text += joint + text
    }

    /// The item's number and its text without the marker.
    static func item(_ content: String) -> (Kind, Int?, String)? {
        // Most lines begin with a letter, and few of those with a word for a step.
        if let first = content.utf8.first, (65...90).contains(first & 0xDF), !"SP".utf8.contains(first & 0xDF) {
            return nil
        }
        if let marker = content.first, "-*•–‣◦".contains(marker), content.dropFirst().first?.isWhitespace == true {
            var text = content.dropFirst(2).trimmingWhitespace()
            // A checkbox.
            for box in ["[ ]", "[x]", "[X]"] where text.hasPrefix(box) {
                text = text.dropFirst(3).trimmingWhitespace()
            }
            return (.bulleted, nil, text)
        }
        var rest = content[...]
        let word = rest.prefix { $0 != " " }
        if ["step", "schritt", "paso", "étape"].contains(word.lowercased()) {
            rest = rest.dropFirst(word.count + 1)
        }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.count), let number = Int(digits) else { return nil }
        let after = rest.dropFirst(digits.count)
        guard let marker = after.first, ".):".contains(marker), after.dropFirst().first.map(\.isWhitespace) ?? true
        else {
            return nil
        }
        return (.numbered, number, after.dropFirst().trimmingWhitespace())
    }

    /// The heading's words in lower case, or nil when the line is none.
    static func heading(_ line: Substring, _ content: String) -> String? {
        if line.hasPrefix("#") { return content.lowercased() }
        guard item(content) == nil, content.utf8.count <= 60 else { return nil }
        if content.hasSuffix(":") { return String(content.dropLast()).lowercased() }
        // A bare line such as `Steps` or `Applies to`.
        let words = content.lowercased()
        return stepHeadings.contains(words) || skippedHeadings.contains(words) ? words : nil
    }

    private static func section(of heading: String) -> Section {
        if skippedHeadings.contains(where: { heading.hasPrefix($0) }) { return .skipped }
        return stepHeadings.contains { heading.hasBytes($0) } ? .steps : .other
    }

    static func capped(_ text: String) -> String {
        guard text.utf8.count > longest, text.count > longest else { return text }
        let cut = text.prefix(longest)
        let end = cut.lastIndex(of: " ") ?? cut.endIndex
        return cut[..<end].trimmingWhitespace() + " …"
    }

    private static let stepHeadings = [
        "steps", "procedure", "resolution", "fix", "how to", "checklist", "what to do", "actions", "triage",
        "instructions", "workaround", "solution", "remediation", "containment", "first response", "diagnosis",
        "troubleshooting", "schritte", "vorgehen", "anleitung", "lösung", "pasos", "procedimiento", "solución",
        "étapes",
        "procédure", "marche à suivre",
    ]
    private static let skippedHeadings = [
        "applies to", "scope", "contact", "contacts", "escalation contacts", "owner", "related", "references",
        "see also",
        "revision", "change log", "changelog", "history", "gilt für", "kontakt", "se aplica a", "contactos",
        "s'applique à", "prerequisites", "table of contents", "tags", "last reviewed",
    ]
}
