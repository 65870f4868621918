import Domain
import Testing

@Suite struct FairShareTests {
    /// Serves `count` jobs; each lane has as many as `jobs` says, all with the lane's deadline.
    static func order(_ share: FairShare, jobs: [String: Int], count: Int) -> [String] {
        var share = share
        var left = jobs
        var order: [String] = []
        while order.count < count, let index = share.choose() {
            let lane = share.lanes[index]
            order.append(lane.name)
            left[lane.name, default: 0] -= 1
            share.serve(index, next: left[lane.name, default: 0] > 0 ? lane.deadline : nil)
        }
        return order
    }

    static func lane(_ name: String, served: Int64 = 0, deadline: Int64 = 0) -> FairShare.Lane {
        FairShare.Lane(name: name, served: served, deadline: deadline)
    }

    @Test func theMostUrgentLaneGoesAheadByTheLead() {
        let share = FairShare(
            lanes: [Self.lane("calm", deadline: 9), Self.lane("urgent", deadline: 1)], virtualTime: 0)
        let order = Self.order(share, jobs: ["calm": 100, "urgent": 100], count: 12)
        #expect(order.prefix(4).allSatisfy { $0 == "urgent" })
        // From then on turn by turn.
        #expect(order.dropFirst(4) == ["calm", "urgent", "calm", "urgent", "calm", "urgent", "calm", "urgent"])
    }

    @Test func ofEqualDeadlinesTheLaneServedLeast() {
        let share = FairShare(lanes: [Self.lane("b", served: 1), Self.lane("a", served: 2)], virtualTime: 0)
        #expect(Self.order(share, jobs: ["a": 9, "b": 9], count: 4) == ["b", "a", "b", "a"])
    }

    /// However many lanes are flooded and however urgent their jobs are, one job elsewhere waits for at most `lead`
    /// jobs of each.
    @Test(arguments: [1, 2, 10, 100])
    func aFloodDelaysOthersByABoundedNumberOfJobs(_ floods: Int) {
        var jobs = ["small": 1]
        var lanes = [Self.lane("small", deadline: .max)]
        for number in 0..<floods {
            jobs["flood\(number)"] = 10_000
            lanes.append(Self.lane("flood\(number)", deadline: Int64(number)))
        }
        let order = Self.order(
            FairShare(lanes: lanes, virtualTime: 0), jobs: jobs, count: floods * Int(FairShare.lead) + 1)
        let position = order.firstIndex(of: "small")
        #expect(position.map { $0 <= floods * Int(FairShare.lead) } == true)
    }

    @Test func overALongTimeEachLaneGetsItsShare() {
        let names = (0..<7).map { "lane\($0)" }
        let lanes = names.enumerated().map { Self.lane($1, deadline: Int64($0)) }
        let order = Self.order(
            FairShare(lanes: lanes, virtualTime: 0), jobs: Dictionary(uniqueKeysWithValues: names.map { ($0, 999) }),
            count: 700)
        for name in names {
            let count = order.filter { $0 == name }.count
            #expect(abs(count - 100) <= Int(FairShare.lead), "\(name) \(count)")
        }
    }

    @Test func virtualTimeNeverFalls() {
        var share = FairShare(lanes: [Self.lane("a", served: 3)], virtualTime: 10)
        #expect(share.choose() == 0)
        #expect(share.virtualTime == 10)
        share = FairShare(lanes: [Self.lane("a", served: 30), Self.lane("b", served: 20)], virtualTime: 10)
        _ = share.choose()
        #expect(share.virtualTime == 20)
        var empty = FairShare(lanes: [], virtualTime: 5)
        #expect(empty.choose() == nil && empty.virtualTime == 5)
    }
}
