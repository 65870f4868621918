import Domain

/// By when a draft should be there.
enum WorkDeadline {
    /// The SLA's response time, else so long after arrival as the priority's name allows; milliseconds.
    static func of(_ ticket: Ticket?, now: Timestamp) -> Int64 {
        if let respondBy = ticket?.sla?.respondBy { return respondBy.milliseconds }
        return now.milliseconds + minutes(ticket?.priority) * 60_000
    }

    /// Response times that are common in MSP contracts. A bare number says nothing: in some systems 1 is the highest
    /// priority, in others the lowest.
    private static func minutes(_ priority: String?) -> Int64 {
        guard let priority = priority?.lowercased() else { return 240 }
        func says(_ words: [String]) -> Bool { words.contains { priority.contains($0) } }
        if says(["p1", "priority 1", "critical", "emergency", "urgent"]) { return 15 }
        if says(["p2", "priority 2", "high"]) { return 60 }
        if says(["p4", "priority 4", "p5", "priority 5", "low"]) { return 480 }
        return 240
    }
}
