import Domain
import Foundation
import Storage

/// What lies in the data folder: database, ledgers, accounts, index files, locks.
struct DataChecks {
    let directory: String
    let now: Timestamp
    /// Reads everything: pages, both chains.
    let isFull: Bool

    var findings: [Finding] {
        guard FileManager.default.fileExists(atPath: directory + "/sidenote.sqlite") else {
            return [
                .warn("database", "there is no data yet", "Begin with sidenote import or sidenote serve")
            ]
        }
        let store: SQLiteStore
        do {
            store = try SQLiteStore.open(directory: directory, mode: .readOnly)
        } catch {
            return [.fail("database", error), locks]
        }
        defer { try? store.close() }
        var findings: [Finding] = []
        func add(_ check: String, _ body: () throws -> [Finding]) {
            do {
                findings += try body()
            } catch {
                findings.append(.fail(check, error))
            }
        }
        add("database") { [try integrity(store)] }
        add("schema") { try facts(store) }
        findings.append(writeAheadLog)
        add("ledgers") { isFull ? try fullLedgers(store) : [] }
        add("accounts") { try accounts(store) }
        add("tokens") { [try tokens(store)] }
        findings += [indexFiles, locks]
        return findings
    }

    private func integrity(_ store: SQLiteStore) throws -> Finding {
        let faults = try isFull ? store.fullCheck() : store.check()
        guard let fault = faults.first else {
            return .ok("database", isFull ? "sound in every page and index" : "sound")
        }
        return .fail(
            "database", "\(faults.count) \(faults.count == 1 ? "fault" : "faults"), the first: \(fault)",
            "Stop the service and restore a backup: sidenote restore")
    }

    private func facts(_ store: SQLiteStore) throws -> [Finding] {
        let facts = try store.facts()
        var findings: [Finding] = [
            .ok("schema", "current (\(facts.schema.last ?? "none"))"),
            .ok("size", "\(facts.bytes >> 20) MiB, \(facts.freeBytes >> 20) MiB of them free"),
        ]
        if let newest = facts.newestAuditAt, newest > now.adding(seconds: 300) {
            findings.append(
                .warn(
                    "clock", "the newest audit entry is of \(newest), which is still to come",
                    "Check the clock and its synchronisation"))
        }
        for (ledger, fits, count) in [
            ("audit", facts.auditHeadFits, facts.auditEntries), ("egress", facts.egressHeadFits, facts.egressEntries),
        ] {
            findings.append(
                fits
                    ? .ok("\(ledger) head", "entry \(count)")
                    : .fail(
                        "\(ledger) head", "it is not that of the newest entry",
                        "Run sidenote \(ledger) verify, and compare with a backup"))
        }
        return findings
    }

    private func fullLedgers(_ store: SQLiteStore) throws -> [Finding] {
        let audit = try store.verifyAudit()
        let egress = try store.verify()
        return [("audit", audit.firstBroken, audit.reason), ("egress", egress.firstBroken, egress.reason)].map {
            ledger, broken, reason in
            guard let broken else { return .ok("\(ledger) ledger", "every entry holds") }
            return .fail(
                "\(ledger) ledger", "it does not hold at entry \(broken): \(reason ?? "")",
                "Keep a copy of the data as it is, and compare with a backup from before")
        }
    }

    private var writeAheadLog: Finding {
        let path = directory + "/sidenote.sqlite-wal"
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size < 256 << 20 else {
            return .warn(
                "write-ahead log", "\(size >> 20) MiB",
                "A program keeps old data in use; restart the service and end other sidenote commands")
        }
        return .ok("write-ahead log", "\(size >> 10) KiB")
    }

    private func accounts(_ store: SQLiteStore) throws -> [Finding] {
        let accounts = try store.accounts().filter { !$0.isDisabled }
        let admins = accounts.filter { $0.role == .admin }
        guard !admins.isEmpty else {
            return [
                .warn(
                    "accounts", "no enabled admin among \(accounts.count)",
                    "Make one: sidenote user add LOGIN --role admin")
            ]
        }
        guard admins.contains(where: { $0.clients == nil }) else {
            return [
                .warn(
                    "accounts", "every admin is restricted to clients",
                    "Lift one restriction: sidenote user set LOGIN --every-client")
            ]
        }
        return [.ok("accounts", "\(accounts.count) enabled, \(admins.count) of them admin")]
    }

    private func tokens(_ store: SQLiteStore) throws -> Finding {
        let live = try store.tokens().filter { token in
            token.revokedAt == nil && token.expiresAt.map { $0 > now } ?? true
        }
        let endless = live.filter { $0.expiresAt == nil }
        guard endless.isEmpty else {
            return .warn(
                "tokens",
                "\(endless.count) of \(live.count) never expire: \(endless.map(\.id).joined(separator: ", "))",
                "Replace them by ones that do: sidenote token create --expires 90d")
        }
        return .ok("tokens", "\(live.count) valid")
    }

    private var indexFiles: Finding {
        let folder = directory + "/index"
        let files = FileManager.default
        guard files.fileExists(atPath: folder) else {
            return .ok("index files", "none yet; they are built when needed")
        }
        guard files.isWritableFile(atPath: folder) else {
            return .fail("index files", "they cannot be renewed", "Give this user write permission on \(folder)")
        }
        let names = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".idx") }
        let unreadable = names.filter { !files.isReadableFile(atPath: folder + "/" + $0) }
        guard unreadable.isEmpty else {
            return .fail(
                "index files", "\(unreadable.count) of \(names.count) cannot be read",
                "Remove them; they are built anew")
        }
        return .ok("index files", "\(names.count); checked and renewed when they are used")
    }

    private var locks: Finding {
        let held = FileLock.held(in: directory).map { $0.holder ?? ($0.path as NSString).lastPathComponent }
        return .ok("at work", held.isEmpty ? "nobody" : held.joined(separator: "; "))
    }
}
