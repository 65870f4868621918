import Digest
import Domain
import Glibc
import Logging
import Service
import ServiceLifecycle
import Settings
import Storage
import UnixSignals

/// Opens the data, serves it, and stops in order.
struct ServerRun {
    let place: ServerPlace

    func run() async throws {
        if place.isDemo {
            Terminal.write("Preparing the sample MSP in \(ServerPlace.demoFolder) …\n", to: STDERR_FILENO)
            try DemoData(directory: ServerPlace.demoFolder).prepare()
        }
        let logger = Self.logger(place.settings.server)
        let lock = try FileLock.acquire(directory: place.directory, name: ".server.lock", purpose: "sidenote-server")
        let store = try SQLiteStore.open(directory: place.directory)
        defer { withExtendedLifetime(lock) { try? store.close() } }
        if place.isDemo {
            try await DemoData(directory: ServerPlace.demoFolder).deliver(to: store, now: SystemClock().now())
        }
        await recordStart(store, logger)
        let environment = ServiceEnvironment(
            store: store, settings: place.settings, logger: logger,
            publicURL: place.publicURL(place.settings.server.listen))
        let wiring = try Wiring(environment, directory: place.directory)
        let server = try ServiceServer(
            environment, groups: wiring.groups, layers: wiring.layers, refusals: wiring.refusals, checks: wiring.checks,
            metrics: wiring.metrics, dataDirectory: place.directory,
            started: { [place] address in await announce(address, place, wiring) })
        await StopSignals.watch(logger: logger)
        // Stopped from the last to the first: the server, then what works in the background.
        var configuration = ServiceGroupConfiguration(
            services: wiring.background + [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .milliseconds(8500)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            throw Self.translated(error, place.settings.server.listen)
        }
        logger.notice("stopped")
    }

    /// Each start leaves an act with a digest of the settings, so that a changed configuration shows. Values are not
    /// recorded: headers may hold secrets. A ledger that cannot be written is reported, and refuses what comes after.
    private func recordStart(_ store: SQLiteStore, _ logger: Logger) async {
        do {
            let digest = try SHA256Digest.hex(of: place.configuration.joined(separator: "\n"))
            try await store.record(
                AuditEntry(
                    at: SystemClock().now(), actor: Actor(.system, "server"), act: "service_started",
                    detail: ["configuration_sha256": digest, "version": ServiceVersion.text]))
        } catch {
            let reason = (error as? Problem)?.what ?? "\(type(of: error))"
            logger.error("the audit ledger cannot be written", metadata: ["error": "\(reason)"])
        }
    }

    private func announce(_ address: ListenAddress, _ place: ServerPlace, _ wiring: Wiring) async {
        let url = place.publicURL(address)
        do {
            let link = place.isDemo ? try await wiring.signInLink(url) : nil
            Terminal.write((link ?? "Listening on \(url)") + "\n", to: STDOUT_FILENO)
        } catch {
            Terminal.warning("no sign-in link could be made; make one with “sidenote user link”")
            Terminal.write("Listening on \(url)\n", to: STDOUT_FILENO)
        }
    }

    private static func logger(_ settings: ServerSettings) -> Logger {
        let format = LineLogHandler.format(settings.logFormat.rawValue)
        let level = Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info
        return Logger(label: "sidenote") { LineLogHandler(label: $0, format: format, level: level) }
    }

    private static func translated(_ error: any Error, _ listen: ListenAddress) -> any Error {
        guard let code = ServiceServer.errorNumber(error) else { return error }
        switch code {
        case EADDRINUSE:
            return Problem(
                "another program listens there already", place: listen.description,
                remedy: "Stop it, or name another port with --listen")
        case EACCES:
            return Problem(
                "this user may not listen there", place: listen.description,
                remedy: "Ports below 1024 need CAP_NET_BIND_SERVICE; use a higher one behind a reverse proxy")
        case EADDRNOTAVAIL:
            return Problem(
                "this machine does not have that address", place: listen.description,
                remedy: "Name one of its own with --listen, or 0.0.0.0 for all")
        default:
            return Problem(
                "cannot listen: \(String(cString: strerror(code)))", place: listen.description,
                remedy: "Name another address with --listen")
        }
    }
}
