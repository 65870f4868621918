/// Which lane is served next. Lanes share the workers by start-time fair queueing (P. Goyal, H. Vin, H. Cheng, 1996)
/// with every job counted as equal work, loosened so that urgent jobs may go ahead a little: among the lanes less than
/// `lead` jobs ahead of the one served least, the lane whose first job has the earliest deadline.
///
/// So with K lanes that have jobs, a lane's first job waits for at most `lead * (K - 1)` jobs of others, however many
/// they have waiting.
public struct FairShare: Hashable, Sendable {
    /// A lane that has jobs waiting.
    public struct Lane: Hashable, Sendable {
        public var name: String
        /// Virtual time: how many of its jobs were given out, counting from that of the busy lanes when it last became
        /// busy, so that an idle lane saves up nothing.
        public var served: Int64
        /// Deadline of its first job.
        public var deadline: Int64

        public init(name: String, served: Int64, deadline: Int64) {
            self.name = name
            self.served = served
            self.deadline = deadline
        }
    }

    /// How many jobs a lane may be ahead of the one served least.
    public static let lead: Int64 = 4

    /// The lanes that have jobs waiting, in any order.
    public private(set) var lanes: [Lane]
    /// What the lane served least has had; a lane that becomes busy starts here at the earliest. Never falls.
    public private(set) var virtualTime: Int64

    public init(lanes: [Lane], virtualTime: Int64) {
        self.lanes = lanes
        self.virtualTime = virtualTime
    }

    /// The position of the lane to take a job from; nil when none has any.
    public mutating func choose() -> Int? {
        guard let least = lanes.lazy.map(\.served).min() else { return nil }
        virtualTime = max(virtualTime, least)
        let near = lanes.indices.filter { lanes[$0].served < least + Self.lead }
        return near.min { before($0, $1) }
    }

    /// Counts a job of the lane. `deadline` is that of its next job, nil when it has none left.
    public mutating func serve(_ index: Int, next deadline: Int64?) {
        guard let deadline else {
            lanes.remove(at: index)
            return
        }
        lanes[index].served += 1
        lanes[index].deadline = deadline
    }

    private func before(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (lanes[a], lanes[b])
        return (a.deadline, a.served, a.name) < (b.deadline, b.served, b.name)
    }
}
