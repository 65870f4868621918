import NIOCore
import Settings
import Testing

@testable import Service

@Suite("Connections and exchanges on a clock of the test's own")
struct LifeTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private func at(_ seconds: Double) -> NIODeadline { start + .seconds(of: seconds) }
    private var limits: ServerLimits { ServerLimits() }

    @Test("A new connection has ten seconds for its head, whatever dribbles in")
    func head() {
        var life = ConnectionLife(limits, now: start)
        for second in 0..<9 { life.bytesArrived(at(Double(second))) }
        #expect(life.deadline == at(10))
        #expect(life.rank?.0 == .head)
    }

    @Test("A kept connection has sixty seconds until its next byte and ten from there")
    func kept() {
        var life = ConnectionLife(limits, now: start)
        life.exchangeBegan()
        #expect(life.deadline == nil && life.rank == nil)
        life.requestEnded()
        life.exchangeEnded(at(5))
        #expect(life.deadline == at(65))
        #expect(life.rank?.0 == .idle)
        life.bytesArrived(at(50))
        #expect(life.deadline == at(60))
        life.bytesArrived(at(55))
        #expect(life.deadline == at(60))
    }

    @Test("Bytes of the next head that came during the answer count from its end")
    func early() {
        var life = ConnectionLife(limits, now: start)
        life.exchangeBegan()
        life.requestEnded()
        life.bytesArrived(at(1))
        life.exchangeEnded(at(3))
        #expect(life.deadline == at(13))
    }

    @Test("HTTP/2: control frames begin no request")
    func multiplexed() {
        var life = ConnectionLife(limits, now: start)
        life.isMultiplexed = true
        life.exchangeBegan()
        life.exchangeBegan()
        life.exchangeEnded(at(1))
        #expect(life.deadline == nil)
        life.exchangeEnded(at(2))
        life.bytesArrived(at(3))
        #expect(life.deadline == at(62))
    }

    @Test("A connection may be dropped when its client owes something, not while it is worked on")
    func ranks() {
        var life = ConnectionLife(limits, now: start)
        let stream = ObjectIdentifier(LifeTests.self)
        life.exchangeBegan()
        life.owes(.body(since: at(1)), stream: stream)
        #expect(life.rank?.0 == .body)
        life.owes(.nothing, stream: stream)
        #expect(life.rank == nil)
        life.owes(.reading(since: at(2)), stream: stream)
        #expect(life.rank?.0 == .stalled && life.rank?.since == at(2))
    }

    @Test(
        "A body has ten seconds and one for each 500 bytes, a minute at most",
        arguments: [(0, 10.0), (499, 10.998), (5000, 20.0), (25000, 60.0), (1_000_000, 60.0)])
    func body(_ bytes: Int, _ seconds: Double) {
        var life = ExchangeLife(limits)
        life.headArrived(start)
        life.bodyArrived(bytes)
        #expect(life.deadline == at(seconds))
        #expect(life.verdict(at(seconds - 0.001)) == nil)
        #expect(life.verdict(at(seconds)) == .slowBody)
    }

    @Test("Time in which the service itself does not read does not count")
    func paused() {
        var life = ExchangeLife(limits)
        life.headArrived(start)
        life.readingPaused(at(2))
        #expect(life.deadline == nil && life.debt == .nothing)
        life.readingResumed(at(102))
        #expect(life.deadline == at(110))
        #expect(life.debt == .body(since: start))
    }

    @Test("A complete request is waited for without limit")
    func complete() {
        var life = ExchangeLife(limits)
        life.headArrived(start)
        life.requestEnded()
        #expect(life.deadline == nil)
        #expect(life.verdict(at(100_000)) == nil)
    }

    @Test("An answer has twenty seconds from its last progress")
    func stall() {
        var life = ExchangeLife(limits)
        life.headArrived(start)
        life.requestEnded()
        life.writeBegan(at(1))
        life.writeBegan(at(2))
        #expect(life.deadline == at(21))
        life.writeTaken(at(15))
        #expect(life.deadline == at(35))
        #expect(life.verdict(at(35)) == .stalled)
        life.writeTaken(at(30))
        #expect(life.deadline == nil)
    }

    @Test("After the answer the rest of a body has five seconds and 8 MiB")
    func drain() {
        var life = ExchangeLife(limits)
        life.headArrived(start)
        life.answerEnded(at(1))
        #expect(life.deadline == at(6))
        life.bodyArrived(ExchangeLife.drainedBytes)
        #expect(life.verdict(at(2)) == nil)
        life.bodyArrived(1)
        #expect(life.verdict(at(2)) == .unreadBody)
    }
}
