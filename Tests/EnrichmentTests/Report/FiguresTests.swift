import Domain
import Testing

@testable import Enrichment

@Suite struct FiguresTests {
    @Test(arguments: [
        (0.0, 2, "0.00"), (1.005, 1, "1.0"), (-0.001, 2, "0.00"), (-2.5, 1, "−2.5"), (1234.5, 1, "1\u{202F}234.5"),
        (0.96, 0, "1"), (.nan, 2, "–"), (.infinity, 0, "–"), (1e300, 2, "–"), (9.999, 2, "10.00"),
    ])
    func decimals(_ value: Double, _ places: Int, _ text: String) {
        #expect(Figures.decimal(value, places: places) == text)
    }

    @Test(arguments: [
        (Int64(0), "0\u{00A0}B"), (999, "999\u{00A0}B"), (1000, "1.0\u{00A0}kB"), (9_000_000_000, "9.0\u{00A0}GB"),
        (256_000_000_000, "256\u{00A0}GB"), (999_600, "1.0\u{00A0}MB"), (-5, "0\u{00A0}B"),
        (.max, "9\u{202F}223\u{00A0}PB"),
    ])
    func bytes(_ value: Int64, _ text: String) {
        #expect(Figures.bytes(value) == text)
    }

    @Test(arguments: [
        ("2026-09-14T13:04:30Z", "at the time of the report"),
        ("2026-09-14T12:05:00Z", "60\u{00A0}min before the report"),
        ("2026-09-12T13:05:00Z", "2\u{00A0}days before the report"),
        ("2026-09-14T16:05:00Z", "3\u{00A0}h after the report"),
        ("2023-09-14T13:05:00Z", "1\u{202F}096\u{00A0}days before the report"),
    ])
    func relativeTimes(_ time: String, _ text: String) {
        #expect(Figures.relative(Samples.time(time), to: Samples.reportTime) == text)
    }

    @Test func durations() {
        let values = [0.0, 9.994, 38.4, 999.4, 2412, 119_000, 7_200_000, -1, .nan]
        #expect(
            values.map { Figures.duration(milliseconds: $0) }
                == [
                    "0.00\u{00A0}ms", "9.99\u{00A0}ms", "38\u{00A0}ms", "999\u{00A0}ms", "2.4\u{00A0}s",
                    "119.0\u{00A0}s", "2\u{00A0}h", "–", "–",
                ])
    }

    @Test func clippingCountsCharacters() {
        #expect("äöü".clipped(to: 3) == "äöü")
        #expect("äöü".clipped(to: 2) == "äö…")
        #expect("👩‍💻👩‍💻".clipped(to: 1) == "👩‍💻…")
    }
}
