import Domain
import LanguageModel

/// Reads an answer while it is being written and tells each sentence once, when it is whole.
///
/// Sentences are restored whole, so no half of a placeholder is ever told. One reading at a time: whoever reads waits for
/// a late one to end first, so what is told is in order.
actor AnswerWatch {
    private let parser: AnswerParser
    private let evidenceIDs: Set<String>
    private let restore: @Sendable (ParsedAnswer) -> ParsedAnswer
    private let tell: @Sendable (ModelProgress) async -> Void
    private let origin = ContinuousClock.now
    private var text = ""
    private var pace = ReadingPace()
    /// Reads what a writer that pauses has left unread.
    private var late: Task<Void, Never>?
    /// As the model wrote it.
    private var told = ParsedAnswer()

    init(
        parser: AnswerParser, evidenceIDs: Set<String>, restore: @escaping @Sendable (ParsedAnswer) -> ParsedAnswer,
        tell: @escaping @Sendable (ModelProgress) async -> Void
    ) {
        self.parser = parser
        self.evidenceIDs = evidenceIDs
        self.restore = restore
        self.tell = tell
    }

    func hear(_ piece: AnswerPiece) async {
        switch piece {
        case .begins: if told != ParsedAnswer() { await startOver() } else { reset() }
        case .text(let more):
            // The parser reads no further.
            guard text.utf8.count < parser.limits.answer else { return }
            text += more
            guard pace.isDue(length: text.utf8.count, now: ContinuousClock.now - origin) else { return readLater() }
            await endLate()
            await read()
        }
    }

    /// The answer is over; nothing is told after this.
    ///
    /// - Parameter isWhole: whether its last sentences count.
    func end(isWhole: Bool) async {
        await endLate()
        if isWhole, !text.isEmpty { await read() }
    }

    /// The model is asked once more.
    func startOver() async {
        await endLate()
        reset()
        await tell(.startsOver)
    }

    private func readLater() {
        guard late == nil else { return }
        late = Task {
            var length = -1
            while length != text.utf8.count {
                guard (try? await Task.sleep(for: ReadingPace.pause)) != nil else { return }
                length = text.utf8.count
                await read()
            }
            late = nil
        }
    }

    private func endLate() async {
        late?.cancel()
        await late?.value
        late = nil
    }

    private func reset() {
        text = ""
        pace = ReadingPace()
        told = ParsedAnswer()
    }

    private func read() async {
        let finished = parser.finished(text, evidenceIDs: evidenceIDs)
        let isContinued = DraftPart.allCases.allSatisfy {
            finished[$0].starts(with: told[$0])
        }
        if !isContinued {
            told = ParsedAnswer()
            await tell(.startsOver)
        }
        let restored = restore(finished)
        let new = DraftPart.allCases.flatMap { part in
            restored[part].enumerated().dropFirst(told[part].count).map {
                DraftedSentence(part, $0.offset, $0.element)
            }
        }
        told = finished
        if !new.isEmpty { await tell(.sentences(new)) }
    }
}

/// When a growing text is read again: after another sixteenth of it, so that all readings together are linear in its
/// length; or a tenth of a second after the last, so that a slow writer is not waited for.
struct ReadingPace {
    private var length = 0
    private var time = Duration.zero
    static let leastBytes = 64
    static let pause = Duration.milliseconds(100)

    /// - Parameter now: on any clock that does not go back.
    mutating func isDue(length new: Int, now: Duration) -> Bool {
        guard new - length >= max(Self.leastBytes, new / 16) || new > length && now - time >= Self.pause else {
            return false
        }
        length = new
        time = now
        return true
    }
}
