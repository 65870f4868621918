import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct ReviewQueueTests {
    private static let now = Timestamp(seconds: 1_700_000_000)

    private func with(_ body: (SQLiteStore) throws -> Void) throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        try store.stopSyncing()
        try body(store)
        try store.close()
    }

    // MARK: Order, filters, pages

    private static let audiences: [Audience] = [
        .everyClient, .clients(["c0"]), .clients(["c1", "c3"]), .clients([]),
        .clients(Set((0..<30).map { ClientID("c\($0)") })),
    ]

    private static let filters: [ReviewQueueFilter] =
        [
            .init(), .init(clientID: "c1"), .init(clientID: "absent"), .init(board: "Service"),
            .init(holder: "user:u_1"),
            .init(text: "drückt"), .init(text: "T1"), .init(word: .approved, decidedSince: now.adding(seconds: -500)),
            .init(clientID: "c3", word: .blocked, board: "Projects"), .init(word: .rejected, text: "number-2"),
        ] + ReviewWord.allCases.map { .init(word: $0) }

    /// Every way through the list gives what the rules say, in order, none twice, none left out.
    @Test func everyFilterGivesWhatItSays() throws {
        try with { store in
            try store.addDrafts(400, seed: 7, now: Self.now)
            let all = try store.read { db in
                try store.rows("SELECT \(ReviewQueueQuery.columns), is_moved FROM drafts", db) {
                    (try ReviewQueueQuery.row($0), $0.integer(DraftRow.summaryWidth + 3) != 0)
                }
            }
            for audience in Self.audiences {
                for filter in Self.filters {
                    let order = ReviewQueueQuery(filter: filter, audience: audience)
                    let expected = all.filter { row, isMoved in
                        filter.admits(row) && audience.admits(row.draft.clientID)
                            && (!isMoved || audience == .everyClient)
                    }.map(\.0).sorted { order.key($0) < order.key($1) }
                    var forth: [ReviewQueueRow] = []
                    var place = ReviewQueuePlace.start
                    var lastPage: ReviewQueuePage
                    repeat {
                        lastPage = try store.reviewQueue(filter, for: audience, at: place, limit: 17)
                        forth += lastPage.rows
                        if let last = lastPage.last { place = .after(last) }
                    } while lastPage.last != nil
                    #expect(forth == expected, "\(filter) for \(audience)")
                    var back = lastPage.rows
                    while let first = lastPage.first {
                        lastPage = try store.reviewQueue(filter, for: audience, at: .before(first), limit: 17)
                        back = lastPage.rows + back
                    }
                    #expect(back == expected, "back: \(filter) for \(audience)")
                }
            }
        }
    }

    @Test func aRowThatWentDoesNotMoveThePagesBehindIt() throws {
        try with { store in
            try store.addDrafts(60, seed: 3, now: Self.now)
            let first = try store.reviewQueue(.init(), for: .everyClient, at: .start, limit: 5)
            let key = try #require(first.last)
            let second = try store.reviewQueue(.init(), for: .everyClient, at: .after(key), limit: 5)
            let gone = try #require(first.rows.last).draft.id
            try store.pool.write { db in
                try db.execute(
                    sql: "UPDATE drafts SET state = 'approved', decided_at = 1 WHERE id = ?", arguments: [gone])
            }
            let again = try store.reviewQueue(.init(), for: .everyClient, at: .after(key), limit: 5)
            #expect(again == second)
            let start = try #require(second.first)
            let before = try store.reviewQueue(.init(), for: .everyClient, at: .before(start), limit: 5)
            #expect(before.rows == first.rows.dropLast() && before.first == nil)
        }
    }

    @Test func countsAreThoseOfTheRows() throws {
        try with { store in
            try store.addDrafts(300, seed: 11, now: Self.now)
            for audience in Self.audiences {
                for filter in [ReviewQueueFilter(), .init(clientID: "c1"), .init(board: "Service", text: "printer")] {
                    let counts = try store.reviewCounts(filter, for: audience)
                    for word in ReviewWord.open {
                        var one = filter
                        one.word = word
                        let rows = try store.reviewQueue(one, for: audience, at: .start, limit: 1000).rows
                        #expect(counts[word, default: 0] == rows.count)
                    }
                }
            }
            #expect(try store.reviewClients(for: .clients(["c1", "zz"])) == ["c1"])
            #expect(try store.reviewClients(for: .everyClient).count == 5)
            #expect(try store.reviewBoards(for: .everyClient) == ["Projects", "Service"])
            #expect(try store.reviewBoards(for: .clients(["zz"])).isEmpty)
        }
    }

    @Test func rowsOfDraftsAreTheCurrentOnesOfTheirTickets() throws {
        try with { store in
            try store.addDrafts(40, seed: 5, now: Self.now)
            let rows = try store.reviewRows(of: [1, 2, 3, 9_999], for: .everyClient)
            #expect(rows.allSatisfy { $0.draft.isCurrent })
            let own = try store.reviewRows(of: Array(1...40), for: .clients(["c2"]))
            #expect(!own.isEmpty && own.allSatisfy { $0.draft.clientID == "c2" })
            #expect(try store.reviewRows(of: Array(1...40), for: .clients([])).isEmpty)
        }
    }

    // MARK: Plans

    /// What the database does to answer, as it tells it.
    private func plan(_ store: SQLiteStore, _ sql: String, _ conditions: Conditions) throws -> [String] {
        try store.read { db in
            try store.rows(
                "EXPLAIN QUERY PLAN " + sql, db, bind: { try $0.bind(try conditions.bind($0), 51 as Int64) },
                { $0.text(3) })
        }
    }

    @Test(arguments: [
        ReviewQueueFilter(), .init(word: .approved), .init(clientID: "c1"), .init(board: "Service", text: "a"),
    ])
    func aPageIsReadInTheOrderOfAnIndex(_ filter: ReviewQueueFilter) throws {
        try with { store in
            let key = ReviewQueueKey(time: 1, rank: 1, id: 1)
            for audience in Self.audiences {
                for place in [ReviewQueuePlace.start, .after(key), .before(key)] {
                    for part in ReviewQueueQuery.parts(filter, for: audience) {
                        let (conditions, tail) = try part.ordered(place)
                        let plan = try plan(
                            store,
                            "SELECT \(ReviewQueueQuery.columns)\(part.source)\(conditions.sql) \(tail) LIMIT ?",
                            conditions)
                        #expect(plan.contains { $0.contains("USING INDEX drafts_") }, "\(plan)")
                        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
                        if place != .start { #expect(plan.contains { $0.hasPrefix("SEARCH drafts") }, "\(plan)") }
                        if part.client != nil {
                            #expect(plan.contains { $0.contains("client_id=?") }, "\(plan)")
                        }
                    }
                }
            }
        }
    }

    @Test func countsAreReadFromAnIndexAlone() throws {
        try with { store in
            for audience in Self.audiences {
                for part in ReviewQueueQuery.parts(.init(text: "a"), for: audience) {
                    let conditions = try part.conditions()
                    let plan = try plan(store, "SELECT state\(part.source)\(conditions.sql) LIMIT ?", conditions)
                    #expect(plan.contains { $0.contains("COVERING INDEX drafts_to_review") }, "\(plan)")
                }
                for filter in [ReviewQueueFilter(), .init(clientID: "c1"), .init(text: "a")] {
                    for part in ReviewQueueQuery.parts(filter, for: audience) {
                        let conditions = try part.conditions()
                        let plan = try plan(store, part.tally(conditions) + " LIMIT ?", conditions)
                        #expect(plan.contains { $0.contains("COVERING INDEX drafts_to_review") }, "\(plan)")
                    }
                }
            }
            let all = ReviewQueueQuery(filter: .init(), audience: .everyClient)
            let plan = try plan(store, all.tally(try all.conditions()) + " LIMIT ?", try all.conditions())
            #expect(plan.contains { $0.contains("drafts_to_review_tally") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    /// The tickets before and behind a draft are those of the list, at every place of it and for every audience.
    @Test func neighboursAreThoseOfTheList() throws {
        try with { store in
            try store.addDrafts(80, seed: 23, now: Self.now)
            for audience in Self.audiences {
                let rows = try store.reviewQueue(.init(), for: audience, at: .start, limit: 1000).rows
                for (index, row) in rows.enumerated() {
                    let found = try store.neighbours(of: row.draft, for: audience)
                    #expect(found.previous == (index == 0 ? nil : rows[index - 1].draft.ticketID))
                    #expect(found.next == (index + 1 == rows.count ? nil : rows[index + 1].draft.ticketID))
                }
            }
        }
    }

    // MARK: What has no draft yet

    @Test func unfinishedWorkIsCountedAndNamed() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let start = WorkSample.start
        for number in 1...6 {
            _ = try await store.accept(
                WorkSample.event("k\(number)", ticket: "t\(number)", lane: number.isMultiple(of: 2) ? "a" : "b"))
        }
        let leased = try #require(try await store.one())
        try await store.fail(
            leased.job.id, leased.lease, JobFailure(reason: "the model said no", isPermanent: true), now: start)
        _ = try await store.one()
        let work = try store.unfinishedWork(of: nil, for: .everyClient, limit: 3)
        #expect(work.counts == [.dead: 1, .leased: 1, .waiting: 4])
        #expect(work.tickets.map(\.state) == [.dead, .leased, .waiting])
        #expect(work.tickets.first?.reason == "the model said no")
        #expect(try store.unfinishedWork(of: "a", for: .everyClient, limit: 9).total == 3)
        #expect(try store.unfinishedWork(of: nil, for: .clients(["c"]), limit: 9).total == 0)
        // Whose these tickets are nobody has found yet.
        #expect(try store.unfinishedWork(of: nil, for: .clients(["a"]), limit: 9).total == 0)
    }
}

extension SQLiteStore {
    /// Drafts of all kinds, straight into the table.
    func addDrafts(_ count: Int, seed: UInt64, now: Timestamp) throws {
        var random = SeededGenerator(state: seed)
        try pool.write { db in
            for number in 1...count {
                let state =
                    ["open", "open", "claimed", "stale", "approved", "rejected"].randomElement(using: &random) ?? ""
                let subject = ["The printer jams", "Drucker DRÜCKT nicht", "打印机"].randomElement(using: &random) ?? ""
                let number = Int64(number)
                let ticket = "T\(number % 150)-\(number)"
                let isDecided = state == "approved" || state == "rejected"
                try db.execute(
                    sql: """
                        INSERT INTO drafts (id, source, ticket_id, client_id, content_hash, created_at, state, revision,
                            actor, decided_at, mode, is_blocked, subject, number, original_subject, search, is_moved,
                            is_current, due_at, board, needs_info, record)
                        VALUES (?, 's', ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')
                        """,
                    arguments: [
                        number, ticket, ["c0", "c1", "c2", "c3", "c4", nil].randomElement(using: &random) ?? nil,
                        "\(number)", now.milliseconds, state,
                        state == "open" ? nil : ["user:u_1", "user:u_2"].randomElement(using: &random),
                        isDecided ? now.milliseconds - Int64.random(in: 0..<1_000, using: &random) * 1000 : nil,
                        Bool.random(using: &random) ? "llm" : "extractive", Int.random(in: 0...3, using: &random) == 0,
                        subject, "number-\(number)", nil as String?,
                        ReviewSearch.text(
                            subject: subject, original: nil, ticket: TicketID(ticket), number: "number-\(number)"),
                        Int.random(in: 0...9, using: &random) == 0, Int.random(in: 0...9, using: &random) > 0,
                        // Few different times, so that the rest of the order counts.
                        [9_007_199_254_740_992, now.milliseconds, now.milliseconds + 60_000].randomElement(
                            using: &random),
                        ["Service", "Projects", nil].randomElement(using: &random) ?? nil,
                        Int.random(in: 0...3, using: &random) == 0,
                    ])
            }
        }
    }
}
