import LanguageModel
import Testing

@Suite struct CircuitBreakerTests {
    enum Step: Sendable {
        case admit(Int)
        case succeed
        case fail(Int)
        case abandon
    }

    @Test(arguments: [
        ([Step.fail(0), .fail(0)], CircuitBreaker.State.closed(failures: 2)),
        ([.fail(0), .fail(0), .succeed], .closed(failures: 0)),
        ([.fail(0), .fail(1), .fail(2)], .open(until: .seconds(12))),
        ([.fail(0), .fail(0), .fail(0), .fail(5)], .open(until: .seconds(10))),
        ([.fail(0), .fail(0), .fail(0), .succeed], .open(until: .seconds(10))),
        ([.fail(0), .fail(0), .fail(0), .admit(9)], .open(until: .seconds(10))),
        ([.fail(0), .fail(0), .fail(0), .admit(10)], .halfOpen(probing: true)),
        ([.fail(0), .fail(0), .fail(0), .admit(10), .abandon], .halfOpen(probing: false)),
        ([.fail(0), .fail(0), .fail(0), .admit(10), .succeed], .closed(failures: 0)),
        ([.fail(0), .fail(0), .fail(0), .admit(10), .fail(11)], .open(until: .seconds(21))),
        ([.abandon], .closed(failures: 0)),
    ])
    func movesBetweenItsStates(steps: [Step], end: CircuitBreaker.State) {
        var breaker = CircuitBreaker(threshold: 3, coolDown: .seconds(10))
        for step in steps {
            switch step {
            case .admit(let at): _ = breaker.admit(at: .seconds(at))
            case .succeed: breaker.succeed()
            case .fail(let at): breaker.fail(at: .seconds(at))
            case .abandon: breaker.abandon()
            }
        }
        #expect(breaker.state == end)
    }

    @Test func admitsOneProbeAtATime() {
        var breaker = CircuitBreaker(threshold: 1, coolDown: .seconds(10))
        breaker.fail(at: .zero)
        #expect(breaker.admit(at: .seconds(4)) == .refused(retryIn: .seconds(6)))
        #expect(breaker.admit(at: .seconds(10)) == .admitted)
        #expect(breaker.admit(at: .seconds(11)) == .refused(retryIn: .zero))
        breaker.abandon()
        #expect(breaker.admit(at: .seconds(11)) == .admitted)
    }
}
