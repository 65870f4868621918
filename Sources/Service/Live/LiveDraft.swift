import Domain
import Drafting
import Enrichment
import Storage
import Synchronization

/// A draft that is being made: what stands of it so far, for any number of listeners, each at its own pace.
///
/// Nothing is kept for a listener but a mark that there is something new; what they read is held here once, within
/// `limit`, and goes with the last of them when the draft is done.
final class LiveDraft: DraftObserver {
    private enum Owner {
        /// Nobody knows yet whose ticket it is.
        case unresolved
        case resolved(ClientID?)
    }

    private struct Event {
        var number: Int
        var kind: LiveText.Kind
        var text: String
    }

    private struct State {
        var owner = Owner.unresolved
        var events: [Event] = []
        var next = 0
        var bytes = 0
        var isOver = false
    }

    let stop = ModelStop()
    let changes = ChangeSignal()
    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: bytes of all that is held. Sentences beyond it show up when the draft is done.
    init(limit: Int = 512 << 10) {
        self.limit = limit
    }

    /// What a listener has not heard yet. Nothing for one who may not see the client, or as long as that is not known.
    struct News {
        var text = ""
        /// Of the last event.
        var number: Int
        /// Whether nothing follows.
        var isOver = false
    }

    func news(after number: Int, for audience: Audience) -> News {
        state.withLock { state in
            var news = News(number: number, isOver: state.isOver)
            guard Self.isShown(state.owner, to: audience) else { return news }
            for event in state.events where event.number > number {
                news.text += event.text
                news.number = event.number
            }
            return news
        }
    }

    func isShown(to audience: Audience) -> Bool {
        state.withLock { Self.isShown($0.owner, to: audience) }
    }

    /// Whose ticket it turned out to be; nil as well while that is not known.
    var clientID: ClientID? {
        state.withLock { if case .resolved(let client) = $0.owner { client } else { nil } }
    }

    private static func isShown(_ owner: Owner, to audience: Audience) -> Bool {
        switch owner {
        case .unresolved: audience == .everyClient
        case .resolved(let client): audience.admits(client)
        }
    }

    func observe(_ progress: DraftProgress) async {
        switch progress {
        case .found(let found):
            let text = LiveText.event(.found, LiveText.found(found))
            state.withLock { $0.owner = .resolved(found.clientID) }
            add(.found, text)
        case .startsOver:
            // Who comes now need not hear what no longer counts.
            state.withLock { state in
                state.bytes -= state.events.reduce(0) { $0 + ($1.kind == .sentences ? $1.text.utf8.count : 0) }
                state.events.removeAll { $0.kind == .sentences || $0.kind == .startsOver }
            }
            add(.startsOver, LiveText.event(.startsOver, [:]))
        case .sentences(let sentences):
            add(.sentences, LiveText.event(.sentences, LiveText.sentences(sentences)))
        }
    }

    /// Ends the writing of the model.
    ///
    /// - Parameter name: of the person, as everybody who looks on and the draft's warning will read it.
    func stop(by name: String) {
        guard stop.pull(by: name) else { return }
        add(.stopped, LiveText.event(.stopped, ["by": .text(name)]))
    }

    /// Nothing follows but this.
    func end(_ kind: LiveText.Kind, _ data: JSON) {
        add(kind, LiveText.event(kind, data), isLast: true)
    }

    private func add(_ kind: LiveText.Kind, _ text: String, isLast: Bool = false) {
        state.withLock { state in
            guard !state.isOver else { return }
            state.isOver = isLast
            guard isLast || state.bytes + text.utf8.count <= limit else { return }
            state.next += 1
            state.bytes += text.utf8.count
            state.events.append(Event(number: state.next, kind: kind, text: text))
        }
        changes.fire()
    }
}
