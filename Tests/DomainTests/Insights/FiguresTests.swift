import Testing

@testable import Domain

@Suite struct FiguresTests {
    /// Values of an independent computation.
    @Test(arguments: [
        (15, 20, 0.531299, 0.888138), (0, 30, 0.0, 0.113514), (30, 30, 0.886487, 1.0), (7, 9, 0.452589, 0.936775),
    ])
    func wilson(_ count: Int, _ total: Int, _ low: Double, _ high: Double) throws {
        let interval = try #require(Share(count, of: total).interval)
        #expect(abs(interval.lowerBound - low) < 1e-6)
        #expect(abs(interval.upperBound - high) < 1e-6)
        #expect((0...1).contains(interval.lowerBound) && (0...1).contains(interval.upperBound))
    }

    @Test func sharesOfFewOrNothingSaySo() {
        #expect(Share(0, of: 0).value == nil)
        #expect(Share(0, of: 0).interval == nil)
        #expect(Share(19, of: 19).isTooFew)
        #expect(!Share(0, of: 20).isTooFew)
    }

    @Test func medianAndPercentiles() {
        #expect(Spread([]).median == nil)
        #expect(Spread([]).percentile(90) == nil)
        #expect(Spread([3]).median == 3)
        #expect(Spread([4, 1, 3, 2]).median == 2.5)
        #expect(Spread((1...10).map(Double.init)).percentile(90) == 9)
        #expect(Spread((1...11).map(Double.init)).percentile(90) == 10)
        #expect(Spread([5, 7]).percentile(100) == 7)
    }

    @Test func valuesOnABoundBelongAbove() {
        #expect(Spread([0, 1, 1.5, 2, 9]).counts(below: [1, 2]) == [1, 2, 2])
        #expect(Spread([]).counts(below: [1]) == [0, 0])
    }

    @Test func daysAndWeeksBeginAtMidnightUTC() throws {
        func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }
        let month = InsightQuery(
            since: try time("2026-10-01"), until: try time("2026-11-01"), audience: .everyClient)
        // 2026-11-24 is a Tuesday.
        #expect(month.step(of: try time("2026-11-24T15:00:00Z")).day == "2026-11-23")
        #expect(month.step(of: try time("2026-11-23T00:00:00Z")).day == "2026-11-23")
        #expect(month.step(of: try time("2026-11-22T23:59:59Z")).day == "2026-11-16")
        #expect(month.step(of: try time("1969-12-31T00:00:00Z")).day == "1969-12-29")
        let week = InsightQuery(since: try time("2026-11-01"), until: try time("2026-11-08"), audience: .everyClient)
        #expect(week.step(of: try time("2026-11-03T23:59:59Z")).day == "2026-11-03")
    }

    @Test func calendarMonths() throws {
        let december = try #require(CalendarMonth("2026-12"))
        #expect(december.start.description == "2026-12-01T00:00:00Z")
        #expect(december.end.description == "2027-01-01T00:00:00Z")
        #expect(december.next?.description == "2027-01")
        #expect(december.previous?.description == "2026-11")
        for text in ["", "2026", "2026-13", "2026-00", "26-11", "2026-1", "2026-11-01", "+026-11", "20²6-1", "2026--1"] {
            #expect(CalendarMonth(text) == nil, "\(text)")
        }
    }

    @Test func frequentWords() {
        let found = FrequentTerms.of(
            ["VPN drops, VPN again", "The vpn client", "Printer 4711", "printer on fire", "x"], limit: 10
        ) { $0 == "the" }
        #expect(found.map(\.word) == ["printer", "vpn"])
        #expect(found.map(\.count) == [2, 2])
        #expect(FrequentTerms.of([String](repeating: "", count: 3), limit: 3) { _ in false }.isEmpty)
    }
}
