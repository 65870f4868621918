import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct InsightTests {
    private func with(_ body: (InsightWorld) async throws -> Void) async throws {
        let world = try InsightWorld()
        defer { world.directory.remove() }
        try await body(world)
        try world.store.close()
    }

    /// Six drafts, every figure computed by hand.
    private func fill(_ world: InsightWorld) async throws {
        let unedited = try await world.make(.init(ticket: "t1"))
        try await world.decide(unedited, .approve, after: 10)
        let edited = try await world.make(.init(ticket: "t2", unsupported: 1, documents: ["d1", "d2"]))
        try await world.decide(edited, .approve, InsightWorld.changed(2, 2, 8), after: 30)
        try await world.decide(edited, .rate, InsightWorld.rated("E2", false), after: 40)
        let rejected = try await world.make(.init(ticket: "t3", board: nil, model: nil, prompt: "extractive@1", cost: nil))
        try await world.decide(rejected, .reject, InsightWorld.rejected(.tone), after: 90)
        try await world.make(.init(ticket: "t4", day: 8, category: "network", documents: []))
        try await world.make(.init(ticket: "t5", client: "b", day: 8, documents: ["d1"]))
        try await world.make(.init(ticket: "t6", client: nil, day: 8, board: "Projects", documents: []))
        // Its ticket changes: the first draft is outdated.
        try await world.make(.init(ticket: "t4", day: 9, category: "network", documents: [], content: "b"))
    }

    @Test func figuresAreWhatTheyAreByHand() async throws {
        try await with { world in
            try await fill(world)
            let insights = try world.store.insights(InsightWorld.span)
            let total = insights.total
            #expect(total.drafts == 7)
            #expect(total[.approvedUnedited] == 1)
            #expect(total[.approvedEdited] == 1)
            #expect(total[.rejected] == 1)
            #expect(total[.undecided] == 3)
            #expect(total[.outdated] == 1)
            #expect(total.rejections == ["tone": 1])
            // (2 + 2) / (2 + 2 + 2 · 8)
            #expect(total.editDistance.values == [0.2])
            #expect(total.decisionSeconds.values == [10, 30, 90])
            #expect(total.decisionSeconds.median == 30)
            #expect(total.grounded == Share(6, of: 7))
            #expect(total.claims == .init(supported: 21, weak: 0, unsupported: 1))
            #expect(total.inputTokens == 700)
            #expect(total.outputTokens == 70)
            #expect(total.cost == 3)
            #expect(total.pricedDrafts == 6)
            #expect(insights.steps.map(\.tally.drafts).reduce(0, +) == 7)
            #expect(insights.boards == ["Projects", "Service Desk"])
        }
    }

    @Test func groupsAndDocumentsAndGaps() async throws {
        try await with { world in
            try await fill(world)
            let insights = try world.store.insights(InsightWorld.span)
            func counts(_ dimension: Insights.Dimension) -> [String: Int] {
                Dictionary(
                    uniqueKeysWithValues: (insights.groups[dimension] ?? []).map { ($0.key ?? "-", $0.tally.drafts) })
            }
            #expect(counts(.client) == ["a": 5, "b": 1, "-": 1])
            #expect(counts(.board) == ["Service Desk": 5, "Projects": 1, "-": 1])
            #expect(counts(.prompt) == ["draft@1": 6, "extractive@1": 1])
            #expect(counts(.model) == ["small": 6, "-": 1])
            #expect(
                insights.documents == [
                    DocumentUse(id: "d1", title: "Title d1", found: 4, cited: 2, useful: 0, notUseful: 0),
                    DocumentUse(id: "d2", title: "Title d2", found: 1, cited: 0, useful: 0, notUseful: 1),
                ])
            #expect(insights.gaps.tickets == 2)
            #expect(insights.gaps.allTickets == 6)
            #expect(insights.gaps.categories == ["network": 1, "printing": 1])
            #expect(insights.gaps.examples.map(\.ticketID) == ["t4", "t6"])
            #expect(insights.gaps.examples.first?.subject == "Subject of t4")
        }
    }

    @Test func filtersNarrowEveryFigure() async throws {
        try await with { world in
            try await fill(world)
            var query = InsightWorld.span
            query.client = "b"
            #expect(try world.store.insights(query).total.drafts == 1)
            query = InsightWorld.span
            query.board = "Projects"
            let board = try world.store.insights(query)
            #expect(board.total.drafts == 1)
            #expect(board.documents.isEmpty)
            #expect(board.boards == ["Projects", "Service Desk"])
            query = InsightWorld.span
            query.since = InsightWorld.time(8)
            #expect(try world.store.insights(query).total.drafts == 4)
            query.until = InsightWorld.time(9)
            #expect(try world.store.insights(query).total.drafts == 3)
        }
    }

    @Test func nothingOfOtherClientsCounts() async throws {
        try await with { world in
            try await fill(world)
            var query = InsightWorld.span
            query.audience = .clients(["b"])
            let insights = try world.store.insights(query)
            #expect(insights.total.drafts == 1)
            #expect(insights.boards == ["Service Desk"])
            #expect(insights.gaps.tickets == 0)
            #expect(insights.documents.map(\.found) == [1])
            query.client = "a"
            #expect(try world.store.insights(query).total.drafts == 0)
            query.client = nil
            query.audience = .clients([])
            #expect(try world.store.insights(query).total.drafts == 0)
            query.audience = .clients(["a", "b"])
            #expect(try world.store.insights(query).total.drafts == 6)
        }
    }

    /// What was made for a client whose ticket it is no longer is not shown to that client's people.
    @Test func draftsOfMovedTicketsAreHidden() async throws {
        try await with { world in
            try await world.make(.init(ticket: "t1", documents: []))
            try await world.make(.init(ticket: "t1", client: "b", day: 1, documents: [], content: "b"))
            var query = InsightWorld.span
            query.audience = .clients(["a"])
            let insights = try world.store.insights(query)
            #expect(insights.total.drafts == 0)
            #expect(insights.gaps.examples.isEmpty)
            query.audience = .everyClient
            #expect(try world.store.insights(query).total.drafts == 2)
        }
    }

    @Test func anUndoneDecisionLeavesNoFigure() async throws {
        try await with { world in
            let draft = try await world.make(.init(ticket: "t1"))
            try await world.decide(draft, .approve, InsightWorld.changed(1, 1, 1), after: 10)
            #expect(try world.store.insights(InsightWorld.span).total[.approvedEdited] == 1)
            try await world.decide(draft, .undo, after: 15)
            var total = try world.store.insights(InsightWorld.span).total
            #expect(total[.undecided] == 1)
            #expect(total.editDistance.count == 0)
            #expect(total.decisionSeconds.count == 0)
            try await world.decide(draft, .approve, Decision.Payload(text: "The drafted reply."), after: 20)
            total = try world.store.insights(InsightWorld.span).total
            #expect(total[.approvedUnedited] == 1)
        }
    }

    @Test func anApprovalThatDoesNotSayWhatItChangedIsCompared() async throws {
        try await with { world in
            let draft = try await world.make(.init(ticket: "t1"))
            try await world.decide(draft, .approve, Decision.Payload(text: "Another one."))
            let total = try world.store.insights(InsightWorld.span).total
            #expect(total[.approvedEdited] == 1)
            #expect(total.editDistance.count == 0)
        }
    }

    @Test func anEmptyStoreHasNoFigures() async throws {
        try await with { world in
            let insights = try world.store.insights(InsightWorld.span)
            #expect(insights.total.drafts == 0)
            #expect(insights.documents.isEmpty)
            #expect(insights.gaps.tickets == 0)
            #expect(insights.steps.allSatisfy { $0.tally.drafts == 0 })
        }
    }

    @Test func figuresGoWithTheirDraft() async throws {
        try await with { world in
            let draft = try await world.make(.init(ticket: "t1"))
            try await world.decide(draft, .approve)
            _ = try await world.store.applyRetention(
                RetentionRules(days: 30), now: InsightWorld.time(365))
            for table in ["drafts", "draft_figures", "draft_sources"] {
                let count = try world.store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") }
                #expect(count == 0, "\(table)")
            }
        }
    }

    /// Neither drafts nor figures are read from end to end, whatever the filter.
    @Test func queriesUseIndexes() async throws {
        try await with { world in
            for audience in [Audience.everyClient, .clients(["a"]), .clients(["a", "b"])] {
                for client in [ClientID?.none, "a"] {
                    var query = InsightWorld.span
                    query.audience = audience
                    query.client = client
                    for found in [try InsightSQL.drafts(query), try InsightSQL.documents(query)] {
                        try expectNoScan(found.sql, world.store)
                    }
                }
            }
            try expectNoScan(InsightSQL.examples, world.store)
            let month = try #require(CalendarMonth("2026-11"))
            try expectNoScan(
                SQLiteStore.statementQuery(SQLiteStore.statementConditions("a", month)), world.store)
        }
    }

    private func expectNoScan(_ sql: String, _ store: SQLiteStore) throws {
        let plan = try store.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
            statement.setUncheckedArguments(StatementArguments())
            return try Row.fetchAll(statement).map { $0["detail"] as String? ?? "" }
        }
        #expect(plan.contains { $0.hasPrefix("SEARCH") }, "\(plan)")
        for table in ["f", "s", "d", "e", "drafts", "draft_figures", "draft_sources"] {
            #expect(!plan.contains { $0 == "SCAN \(table)" || $0.hasPrefix("SCAN \(table) ") }, "\(plan)")
        }
    }
}
