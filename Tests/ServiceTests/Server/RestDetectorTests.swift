import Testing

@testable import Service

@Suite struct RestDetectorTests {
    typealias Call = (milliseconds: Int64, faults: Int64, isDue: Bool)

    /// Processor time in milliseconds and faults at each call, and whether memory is given back then. A type is given,
    /// since the compiler takes minutes to find it.
    private static let cases: [(name: String, calls: [Call])] = [
        ("the first call knows nothing yet", [(500, 9_000, false)]),
        ("rest after starting", [(500, 9_000, false), (505, 9_010, true)]),
        ("once for each rest", [(500, 9_000, false), (505, 9_010, true), (506, 9_020, false), (507, 9_900, false)]),
        ("not amid work", [(500, 9_000, false), (900, 12_000, false), (1_400, 15_000, false), (1_401, 15_000, true)]),
        ("not for little", [(500, 9_000, false), (501, 9_000, true), (600, 9_400, false), (601, 9_400, false)]),
        ("little adds up", [(500, 9_000, false), (501, 9_000, true), (510, 9_600, false), (520, 10_100, true)]),
    ]

    @Test(arguments: cases)
    func rest(_ name: String, _ calls: [Call]) {
        var detector = RestDetector()
        for (number, call) in calls.enumerated() {
            let effort = RestDetector.Effort(userMicroseconds: call.milliseconds * 1_000, faults: call.faults)
            #expect(detector.isDue(effort) == call.isDue, "\(name), call \(number + 1)")
        }
    }
}
