import Domain

/// The lines of the queue that were marked, each with the revision that was seen.
struct QueueMarks: Sendable {
    enum Act: String, Sendable {
        case claim
        /// As not needed.
        case reject

        var kind: Decision.Kind { self == .claim ? .claim : .reject }
    }

    struct Mark: Hashable, Sendable {
        var draft: Int64
        var revision: Int64
    }

    /// Before a draft's id in the name of a box.
    static let prefix = "mark-"

    var act: Act
    /// In order of the drafts' ids.
    var marks: [Mark]
    var isConfirmed: Bool
    var back: ReturnAddress
    var formID: String

    /// - Throws: 400 in plain words.
    init(_ fields: FormFields) throws(ProblemResponse) {
        guard let act = fields["act"].flatMap(Act.init) else {
            throw .badRequest("It is not clear what is to be done.", remedy: "Go back and choose a button.")
        }
        self.act = act
        var marks: [Mark] = []
        for name in fields.names where name.hasPrefix(Self.prefix) {
            guard let draft = Int64(name.dropFirst(Self.prefix.count)), draft > 0,
                let revision = fields[name].flatMap({ Int64($0) }), revision > 0
            else { throw .badRequest("A mark could not be read.", remedy: "Go back to the queue and mark anew.") }
            marks.append(Mark(draft: draft, revision: revision))
        }
        guard !marks.isEmpty else {
            throw .badRequest("Nothing is marked.", remedy: "Tick the tickets in the queue first.")
        }
        guard marks.count <= QueueContent.pageSize else {
            throw .badRequest("That is too much at once.", remedy: "Mark up to 50 tickets.")
        }
        self.marks = marks.sorted { $0.draft < $1.draft }
        isConfirmed = fields["confirm"] == "1"
        back = ReturnAddress(fields["back"]) ?? .home
        formID = String((fields["form"] ?? "").prefix(64))
    }
}
