import Domain
import Grounding
import Testing

@Suite struct DeviceCardTests {
    private static let now = DraftFixture.now

    private static func device(_ change: (inout Device) -> Void) -> Device {
        var device = Device(id: "d", clientID: "c", hostname: "FS01", kind: "server")
        change(&device)
        return device
    }

    static let table: [(Device, [String])] = [
        (device { $0.online = true }, []),
        (
            device {
                $0.online = false
                $0.lastSeenAt = Timestamp("2026-03-03T22:15:00Z")
            }, ["FS01 is offline, last seen 2026-03-03 22:15 UTC."]
        ),
        (device { $0.lastSeenAt = Timestamp("2026-01-03T22:15:00Z") }, ["FS01 was last seen 2026-01-03 22:15 UTC."]),
        (device { $0.warrantyUntil = Timestamp("2025-12-31T00:00:00Z") }, ["The warranty of FS01 ended 2025-12-31."]),
        (device { $0.warrantyUntil = Timestamp("2027-12-31T00:00:00Z") }, []),
        (
            device { $0.disks = [.init(name: "D:", totalBytes: 2_000_000_000_000, freeBytes: 900_000_000)] },
            ["Disk D: of FS01 has 900 MB of 2000 GB free (0%)."]
        ),
        (device { $0.disks = [.init(name: "D:", totalBytes: 100, freeBytes: 90), .init(name: "E:")] }, []),
        (
            device {
                $0.alerts = [
                    .init(at: Timestamp("2026-03-01T01:00:00Z"), severity: "warning", message: "Old one"),
                    .init(at: Timestamp("2026-03-04T10:30:00Z"), severity: "critical", message: "RAID degraded."),
                    .init(at: Timestamp("2026-03-09T10:30:00Z"), severity: "critical", message: "Not yet"),
                ]
            }, ["Alert on FS01 of 2026-03-04 10:30 UTC (critical): RAID degraded."]
        ),
        (device { $0.alerts = [.init(at: Timestamp("2025-03-01T01:00:00Z"), message: "Long ago")] }, []),
    ]

    @Test(arguments: table)
    func facts(row: (device: Device, facts: [String])) {
        #expect(DeviceCard(row.device, now: Self.now).facts.map(\.text) == row.facts)
    }

    /// Every fact must stand in the card it cites.
    @Test(arguments: table)
    func factsRestOnTheCard(row: (device: Device, facts: [String])) {
        let card = DeviceCard(row.device, now: Self.now)
        var draft = Draft(mode: .extractive, prompt: "p", language: "en")
        draft.summary = card.facts.map { Sentence(text: $0.text, kind: .fact, evidence: ["E2"]) }
        let evidence = Evidence(id: "E2", kind: .device, source: "d", title: "FS01", text: card.text)
        let (checked, summary) = ClaimLedger().check(
            draft, against: [evidence], context: ClaimContext(now: Self.now))
        #expect(summary.reasons.isEmpty)
        #expect(checked.summary.allSatisfy { $0.support == .supported })
    }
}
