import Testing

@testable import Service

@Suite struct RestDetectorTests {
    struct Call: Sendable {
        var milliseconds: Int64
        var faults: Int64
        var isDue: Bool

        init(_ milliseconds: Int64, _ faults: Int64, _ isDue: Bool) {
            self.milliseconds = milliseconds
            self.faults = faults
            self.isDue = isDue
        }
    }

    /// Processor time in milliseconds and faults at each call, and whether memory is given back then.
    static let cases: [String: [Call]] = [
        "the first call knows nothing yet": [Call(500, 9_000, false)],
        "rest after starting": [Call(500, 9_000, false), Call(505, 9_010, true)],
        "once for each rest": [Call(500, 9_000, false), Call(505, 9_010, true), Call(506, 9_900, false)],
        "not amid work": [Call(500, 9_000, false), Call(900, 12_000, false), Call(901, 12_000, true)],
        "not for little": [Call(500, 9_000, false), Call(501, 9_000, true), Call(601, 9_400, false)],
        "little adds up": [Call(500, 9_000, false), Call(501, 9_000, true), Call(520, 10_100, true)],
    ]

    @Test(arguments: Self.cases.keys.sorted())
    func rest(_ name: String) throws {
        var detector = RestDetector()
        for (number, call) in try #require(Self.cases[name]).enumerated() {
            let effort = RestDetector.Effort(userMicroseconds: call.milliseconds * 1_000, faults: call.faults)
            #expect(detector.isDue(effort) == call.isDue, "call \(number + 1)")
        }
    }
}
