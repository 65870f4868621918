import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes a file so that its name only ever stands for the whole of it: into `NAME.partial` beside the target, which
/// is synced and renamed by `finish()`. What a broken run has written stays in the partial file for `--resume`.
///
/// `-` is standard output; devices and pipes are written straight. Files are readable for their owner alone unless
/// the target exists with other permissions. Not safe to share between threads.
public final class AtomicFileWriter {
    /// The target as given; `-` for standard output.
    public let path: String
    private let target: String
    private let partial: String?
    private let name: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private let bufferLimit = 1 << 16
    private var isFinished = false

    /// - Parameters:
    ///   - path: the target, or `-`.
    ///   - inputs: files being read; none of them may be the target under any name.
    ///   - resume: go on after the whole lines of `NAME.partial` or, when there is none, of `NAME`.
    /// - Throws: `Problem` when the target is an input, is being written by another process, or cannot be written.
    public init(path: String, inputs: [String] = [], resume: Bool = false) throws {
        self.path = path
        guard path != "-" else {
            (name, target, partial, descriptor) = ("standard output", "-", nil, 1)
            try SameFile.refuse(output: "-", inputs: inputs)
            return
        }
        // Through a symbolic link the file it points to is replaced, not the link.
        target = PathText.resolved(path) ?? path
        name = PathText.display(path)
        var status = stat()
        let exists = stat(target, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw SystemError.writing(name, EISDIR, partial: nil) }
        try SameFile.refuse(output: target, inputs: inputs)
        if exists, status.st_mode & S_IFMT != S_IFREG {
            partial = nil
            descriptor = open(target, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw SystemError.writing(name, errno, partial: nil) }
            return
        }
        let partial = target + ".partial"
        self.partial = partial
        try SameFile.refuse(output: partial, inputs: inputs)
        descriptor = open(partial, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemError.writing(name, errno, partial: nil) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            descriptor = -1
            throw Problem(
                "another run is writing this file", place: name, remedy: "wait for it, or choose another name")
        }
        if exists { fchmod(descriptor, status.st_mode & 0o777) }
        if resume {
            try adopt(finished: exists ? target : nil)
        } else {
            try check(ftruncate(descriptor, 0))
        }
    }

    deinit {
        if descriptor > 2 { close(descriptor) }
    }

    /// Calls `body` with each whole line that an earlier run left; only meaningful after `resume: true`, before the
    /// first write.
    public func readExisting(_ body: (LineReader.Line) throws -> Void) throws {
        guard let partial else { return }
        var reader = try LineReader(path: partial)
        while let line = try reader.next() { try body(line) }
    }

    /// The same lines one by one; nil for standard output and devices.
    public func existingLines() throws -> LineReader? {
        try partial.map { try LineReader(path: $0) }
    }

    /// - Throws: `OutputClosed` when the reader of a pipe is gone; `Problem` for a full disk and the like.
    public func write(_ bytes: some Sequence<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= bufferLimit { try flush() }
    }

    /// Writes the text and a line break.
    public func writeLine(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        buffer.append(10)
        if buffer.count >= bufferLimit { try flush() }
    }

    /// Hands everything written so far to the system: a killed process then loses none of it.
    public func flush() throws {
        defer { buffer.removeAll(keepingCapacity: true) }
        try buffer.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                #else
                    let count = Musl.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                #endif
                if count >= 0 {
                    done += count
                } else if errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wait, 1, -1)
                } else if errno != EINTR {
                    throw SystemError.writing(name, errno, partial: partial)
                }
            }
        }
    }

    /// Puts the finished file in place: flush, fsync, rename, fsync of the folder.
    public func finish() throws {
        guard !isFinished else { return }
        try flush()
        isFinished = true
        guard let partial else {
            if descriptor > 2 {
                let failed = close(descriptor)
                descriptor = -1
                try check(failed)
            }
            return
        }
        try check(fsync(descriptor))
        try check(rename(partial, target))
        let folder = target.lastIndex(of: "/").map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            // Some network file systems refuse to sync a folder; the rename has happened all the same.
            _ = fsync(directory)
            close(directory)
        }
        close(descriptor)
        descriptor = -1
    }

    /// Removes the partial file; the target stays as it was.
    public func discard() {
        guard !isFinished, let partial else { return }
        isFinished = true
        unlink(partial)
    }

    private func adopt(finished: String?) throws {
        var length = lseek(descriptor, 0, SEEK_END)
        if length == 0, let finished {
            let input = try FileInput(path: finished)
            while try input.read(1 << 16, appendingTo: &buffer) { try flush() }
            length = lseek(descriptor, 0, SEEK_END)
        }
        // Back to the last line break: what stands behind it was being written when the run ended.
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var kept: off_t = 0
        var end = length
        while end > 0 {
            let start = max(0, end - off_t(chunk.count))
            let count = pread(descriptor, &chunk, Int(end - start), start)
            guard count == Int(end - start) else { throw SystemError.reading(name, count < 0 ? errno : EIO) }
            if let index = chunk[..<count].lastIndex(of: 10) {
                kept = start + off_t(index) + 1
                break
            }
            end = start
        }
        try check(ftruncate(descriptor, kept))
        lseek(descriptor, kept, SEEK_SET)
    }

    private func check(_ result: Int32) throws {
        if result != 0 { throw SystemError.writing(name, errno, partial: partial) }
    }
}

/// Whether two names stand for one file.
public enum SameFile {
    /// - Throws: `Problem` when `output` is one of the inputs, also through symbolic or hard links, or through a
    ///   redirection of standard input or output.
    public static func refuse(output: String, inputs: [String]) throws {
        guard let out = status(output, standard: 1) else { return }
        for input in inputs {
            guard let status = status(input, standard: 0), status.st_mode & S_IFMT == S_IFREG else { continue }
            if status.st_dev == out.st_dev && status.st_ino == out.st_ino {
                throw Problem(
                    "input and output are the same file", place: PathText.display(input),
                    remedy: "choose another output name")
            }
        }
    }

    private static func status(_ path: String, standard: Int32) -> stat? {
        var result = stat()
        let failed = path == "-" ? fstat(standard, &result) : stat(path, &result)
        return failed == 0 ? result : nil
    }
}
