public import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes a report to a file as the batch goes along.
///
/// Cards go to `PATH.cards.partial`. `finish` joins opening, cards and closing in `PATH.partial`, syncs it and renames
/// it to `PATH`, so that `PATH` is the old report or the whole new one, never half of it. Both files can be read by
/// their owner only: a report holds what clients wrote. If it is dropped before `finish`, the partial files go.
public final class ReportFile {
    public let path: String
    private var writer: ReportWriter
    private var cards: Int32
    private var pending: [UInt8] = []

    private var cardsPath: String { path + ".cards.partial" }
    private var wholePath: String { path + ".partial" }

    /// Throws `Problem` when the file cannot be made.
    public init(path: String, title: String, generatedAt: Timestamp) throws {
        var status = stat()
        // A rename would put a file in the place of a device.
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw Problem(
                status.st_mode & S_IFMT == S_IFDIR
                    ? "the report would replace a folder" : "the report cannot go to a device or pipe",
                place: path, remedy: "Name a file")
        }
        self.path = path
        writer = ReportWriter(title: title, generatedAt: generatedAt)
        cards = try Self.open(path + ".cards.partial", O_RDWR | O_CREAT | O_TRUNC)
    }

    deinit {
        if cards >= 0 {
            close(cards)
            unlink(cardsPath)
        }
    }

    /// How many cards were written.
    public var count: Int { writer.count }

    /// Writes one ticket's card. Throws `Problem` when the disk does not take it.
    public func append(_ record: EnrichmentRecord, facts: TicketFacts) throws {
        pending += writer.append(record, facts: facts)
        if pending.count >= 1 << 18 { try flush() }
    }

    /// Puts the report in its place. Nothing may be appended afterwards.
    public func finish(_ totals: ReportTotals = ReportTotals()) throws {
        try flush()
        let whole = try Self.open(wholePath, O_WRONLY | O_CREAT | O_TRUNC)
        do {
            defer { close(whole) }
            try Self.write(writer.opening(totals), to: whole, wholePath)
            try copyCards(to: whole)
            try Self.write(writer.closing(), to: whole, wholePath)
            guard fsync(whole) == 0 else { throw Self.problem("the report could not be written", wholePath) }
            guard rename(wholePath, path) == 0 else { throw Self.problem("the report could not be put in place", path) }
        } catch {
            unlink(wholePath)
            throw error
        }
        close(cards)
        cards = -1
        unlink(cardsPath)
    }

    private func flush() throws {
        try Self.write(pending, to: cards, cardsPath)
        pending.removeAll(keepingCapacity: true)
    }

    private func copyCards(to whole: Int32) throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var offset: off_t = 0
        while true {
            let count = pread(cards, &buffer, buffer.count, offset)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.problem("the report's cards could not be read back", cardsPath) }
            guard count > 0 else { return }
            try Self.write(buffer[..<count], to: whole, wholePath)
            offset += off_t(count)
        }
    }

    private static func open(_ path: String, _ flags: Int32) throws -> Int32 {
        while true {
            #if canImport(Glibc)
                let file = Glibc.open(path, flags | O_CLOEXEC, 0o600)
            #else
                let file = Musl.open(path, flags | O_CLOEXEC, 0o600)
            #endif
            if file >= 0 { return file }
            guard errno == EINTR else { throw problem("the report could not be opened for writing", path) }
        }
    }

    private static func write(_ bytes: some Collection<UInt8>, to file: Int32, _ path: String) throws {
        let done: Bool? = bytes.withContiguousStorageIfAvailable { buffer in
            var offset = 0
            while offset < buffer.count {
                guard let base = buffer.baseAddress else { return true }
                #if canImport(Glibc)
                    let count = Glibc.write(file, base + offset, buffer.count - offset)
                #else
                    let count = Musl.write(file, base + offset, buffer.count - offset)
                #endif
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                offset += count
            }
            return true
        }
        if let done {
            guard done else { throw problem("the report could not be written", path) }
        } else {
            try write(Array(bytes), to: file, path)
        }
    }

    private static func problem(_ what: String, _ path: String) -> Problem {
        Problem(
            "\(what): \(String(cString: strerror(errno)))", place: path, remedy: "Check the folder and its free space")
    }
}
