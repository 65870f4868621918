import Domain
import Storage
import Synchronization

/// Checks that were made, so that a page that is opened again, or by the next person, need not wait for another. Holds
/// the latest ones, up to a bound in number and in bytes of text.
///
/// A check is a function of what `Question` holds, so an answer never goes out of date: a question that nobody asks any
/// more is pushed out by others.
final class CheckMemory: Sendable {
    /// All that a check depends on.
    struct Question: Hashable, Sendable {
        var draft: Int64
        /// Grows with every change of the draft, and so of its record.
        var revision: Int64
        /// Evidence is withheld from who may not see all of it, and what cites it with it.
        var evidence: [String]
        var clientID: ClientID?
        var generations: RecordGenerations
        var text: ReviewCheck.Text
    }

    private struct Memory {
        var answers: [Question: (result: ReviewCheck.Result, use: UInt64)] = [:]
        var bytes = 0
        var uses: UInt64 = 0
    }

    private let memory = Mutex(Memory())
    private let mostAnswers: Int
    private let mostBytes: Int

    init(mostAnswers: Int = 256, mostBytes: Int = 2_000_000) {
        self.mostAnswers = mostAnswers
        self.mostBytes = mostBytes
    }

    var count: Int { memory.withLock { $0.answers.count } }

    /// The kept answer, or what `check` gives. Two who ask the same at once both check.
    func answer(_ question: Question, _ check: () throws -> ReviewCheck.Result) rethrows -> ReviewCheck.Result {
        let kept = memory.withLock { memory -> ReviewCheck.Result? in
            guard let kept = memory.answers[question] else { return nil }
            memory.uses += 1
            memory.answers[question] = (kept.result, memory.uses)
            return kept.result
        }
        if let kept { return kept }
        let result = try check()
        let bytes = question.text.byteCount
        guard bytes <= mostBytes / 4 else { return result }
        memory.withLock { memory in
            memory.uses += 1
            if memory.answers.updateValue((result, memory.uses), forKey: question) == nil { memory.bytes += bytes }
            while memory.answers.count > mostAnswers || memory.bytes > mostBytes {
                guard let oldest = memory.answers.min(by: { $0.value.use < $1.value.use })?.key else { break }
                memory.answers[oldest] = nil
                memory.bytes -= oldest.text.byteCount
            }
        }
        return result
    }
}

extension ReviewCheck.Text {
    fileprivate var byteCount: Int { reply.utf8.count + (steps?.utf8.count ?? 0) }
}
