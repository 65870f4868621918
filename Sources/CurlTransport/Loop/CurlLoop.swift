import CLibcurl
import Glibc
import Synchronization

/// One libcurl multi handle on one thread. Everything else speaks to it through commands.
///
/// Unchecked: `multi` is touched by the loop thread alone, but for `curl_multi_wakeup`, which is documented as
/// callable from any thread and is only called under the inbox lock while the inbox is open, so never after cleanup.
final class CurlLoop: @unchecked Sendable {
    enum Command {
        case start(Transfer)
        case cancel(UInt64)
        case resume(UInt64)
    }

    private struct Inbox {
        var commands: [Command] = []
        var stopRequested = false
        var isClosed = false
    }

    private let multi: UnsafeMutableRawPointer
    private let settings: CurlTransport.Settings
    private let inbox = Mutex(Inbox())
    private let nextID = Atomic<UInt64>(1)

    /// `nil` when libcurl or the system cannot give a handle or a thread.
    init?(settings: CurlTransport.Settings) {
        guard CurlLibrary.status == CURLE_OK, let multi = curl_multi_init() else { return nil }
        self.multi = multi
        self.settings = settings
        sidenote_multi_set_long(multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX)
        sidenote_multi_set_long(multi, CURLMOPT_MAXCONNECTS, settings.maxKeptConnections)
        var thread = pthread_t()
        // The thread keeps the loop alive until it has cleaned up.
        let context = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            curl_multi_cleanup(multi)
            return nil
        }
        pthread_detach(thread)
    }

    func makeID() -> UInt64 { nextID.wrappingAdd(1, ordering: .relaxed).oldValue }

    /// `false` when the loop has stopped.
    @discardableResult
    func post(_ command: Command) -> Bool {
        inbox.withLock { inbox in
            guard !inbox.isClosed, !inbox.stopRequested else { return false }
            inbox.commands.append(command)
            curl_multi_wakeup(multi)
            return true
        }
    }

    func stop() {
        inbox.withLock { inbox in
            guard !inbox.isClosed else { return }
            inbox.stopRequested = true
            curl_multi_wakeup(multi)
        }
    }

    private func run() {
        blockBrokenPipeSignal()
        var table = ExchangeTable(multi: multi, settings: settings)
        while true {
            let (commands, stop) = inbox.withLock { inbox in
                let commands = inbox.commands
                inbox.commands = []
                return (commands, inbox.stopRequested)
            }
            for command in commands {
                switch command {
                case .start(let transfer): table.start(transfer)
                case .cancel(let id): table.remove(id)
                case .resume(let id): table.resume(id)
                }
            }
            var running: Int32 = 0
            if stop || curl_multi_perform(multi, &running) != CURLM_OK { break }
            table.collectFinished()
            curl_multi_poll(multi, nil, 0, table.isEmpty ? 60_000 : 1_000, nil)
        }
        close(&table)
    }

    private func close(_ table: inout ExchangeTable) {
        let late = inbox.withLock { inbox in
            inbox.isClosed = true
            let commands = inbox.commands
            inbox.commands = []
            return commands
        }
        for case .start(let transfer) in late {
            transfer.report { $0.finish(.failed(.shutDown(transfer.url))) }
        }
        table.close()
        curl_multi_cleanup(multi)
    }

    /// OpenSSL writes to sockets without MSG_NOSIGNAL; the other side hanging up must not end the program.
    private func blockBrokenPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

private enum CurlLibrary {
    /// libcurl's own set-up, once for each process.
    static let status = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}

extension TransportError {
    static func shutDown(_ url: RequestURL) -> TransportError {
        TransportError(.shutDown, endpoint: url.display)
    }
}
