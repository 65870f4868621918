import Digest
import Domain
import Hummingbird

/// The address of a view of the queue: its filters, and where its page begins. A view that is worth keeping is its
/// address and nothing else.
struct QueueAddress: Hashable, Sendable {
    var clientID: ClientID?
    var word: ReviewWord?
    var board: String?
    var isMine = false
    var text: String?
    var place: ReviewQueuePlace = .start

    /// Longest value of a filter, in characters.
    static let longestValue = 200
    /// How far back decided drafts are shown.
    static let decidedDays: Int64 = 30

    init() {}

    /// Reads the query. Empty values are those of a form that was sent as it stood; names that are not known are of no
    /// concern here.
    ///
    /// - Throws: 400 in plain words for a state, a filter or a place in the list that there is not.
    init(_ request: Request) throws(ProblemResponse) {
        guard let query = request.uri.query, !query.isEmpty else { return }
        guard let fields = FormFields(query) else {
            throw .badRequest("This address of the queue cannot be read.", remedy: "Begin with the whole queue.")
        }
        func value(_ name: String) throws(ProblemResponse) -> String? {
            let text = fields[name]?.trimmingWhitespace() ?? ""
            guard text.count <= Self.longestValue else {
                throw .badRequest("What was filtered by is too long.", remedy: "Search for fewer words.")
            }
            return text.isEmpty ? nil : String(text)
        }
        clientID = try value("client").map { ClientID($0) }
        board = try value("board")
        text = try value("q")
        isMine = try value("mine") != nil
        if let state = try value("state") {
            guard let word = ReviewWord(rawValue: state) else {
                throw .badRequest("The queue knows no such state.", remedy: "Choose one of the states above the list.")
            }
            self.word = word
        }
        if let after = fields["after"], !after.isEmpty { place = .after(try key(after)) }
        if let before = fields["before"], !before.isEmpty {
            guard place == .start else { throw Self.unknownPlace }
            place = .before(try key(before))
        }
    }

    private static let unknownPlace = ProblemResponse.badRequest(
        "This place in the list is not known.", remedy: "Begin with the first page of the list.")

    private func key(_ text: String) throws(ProblemResponse) -> ReviewQueueKey {
        guard text.utf8.count <= 1024, let cursor = Cursor(text), cursor.list == "queue", cursor.filters == digest,
            let key = ReviewQueueKey(cursor.key)
        else { throw Self.unknownPlace }
        return key
    }

    var isFiltered: Bool { clientID != nil || word != nil || board != nil || isMine || text != nil }

    func filter(_ visit: Visit) -> ReviewQueueFilter {
        ReviewQueueFilter(
            clientID: clientID, word: word, board: board, holder: isMine ? visit.principal.actor.description : nil,
            text: text, decidedSince: visit.now.adding(seconds: -Self.decidedDays * 86_400))
    }

    // MARK: Writing

    /// The filters as a query, without the place; empty without filters.
    var query: String {
        var fields: [(name: String, value: String)] = []
        if let clientID { fields.append(("client", clientID.rawValue)) }
        if let word { fields.append(("state", word.rawValue)) }
        if let board { fields.append(("board", board)) }
        if isMine { fields.append(("mine", "1")) }
        if let text { fields.append(("q", text)) }
        return FormEncoding.text(fields)
    }

    /// Ties a place to the view it is a place of.
    private var digest: String {
        String(((try? SHA256Digest.hex(of: query)) ?? "").prefix(16))
    }

    /// Path and query of the view's first page.
    var path: String { query.isEmpty ? "/" : "/?" + query }

    /// Path and query of the page after or before a place.
    func path(_ name: String, _ key: ReviewQueueKey) throws -> String {
        let cursor = try Cursor(list: "queue", filters: digest, key: key.text).text()
        return PageQuery.adding("\(name)=\(cursor)", to: path)
    }

    /// The first page of the view with something changed.
    func with(_ change: (inout QueueAddress) -> Void) -> String {
        var other = self
        other.place = .start
        change(&other)
        return other.path
    }
}
