import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Runs a program without a shell, with a deadline and a cap on its output.
struct ChildProcess {
    struct Result {
        var output: [UInt8]
        /// The beginning of standard error.
        var errors: [UInt8]
        /// Exit status; 128 + signal when it was killed.
        var status: Int32
        var timedOut = false
        /// The output was longer than the cap and the program was stopped.
        var wasCut = false
    }

    var timeoutSeconds = 30
    var outputLimit = 16 << 20

    /// - Parameter program: looked up in `PATH`.
    /// - Returns: nil when there is no such program.
    func run(_ program: String, _ arguments: [String]) throws -> Result? {
        let output = try pipe()
        let errors = try pipe()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output[1], 1)
        posix_spawn_file_actions_adddup2(&actions, errors[1], 2)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        // The child needs to find libraries and fonts, nothing else: no tokens from our environment.
        let kept = ["PATH", "HOME", "LANG", "LC_ALL"]
        var environment: [UnsafeMutablePointer<CChar>?] =
            kept.map { key in getenv(key).flatMap { strdup("\(key)=\(String(cString: $0))") } }.filter { $0 != nil } + [
                nil
            ]
        defer { for entry in environment { free(entry) } }
        var child: pid_t = 0
        let failure = posix_spawnp(&child, program, &actions, nil, &words, &environment)
        close(output[1])
        close(errors[1])
        defer {
            close(output[0])
            close(errors[0])
        }
        if failure == ENOENT { return nil }
        guard failure == 0 else {
            throw Problem(
                "“\(program)” cannot be started: \(SystemError.text(failure))", remedy: "check its installation")
        }
        return collect(child, output: output[0], errors: errors[0])
    }

    /// Read and write end, not inherited by programs started elsewhere.
    private func pipe() throws -> [Int32] {
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
            let failed = Glibc.pipe(&ends)
        #else
            let failed = Musl.pipe(&ends)
        #endif
        guard failed == 0 else { throw SystemError.reading("a pipe", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    private func collect(_ child: pid_t, output: Int32, errors: Int32) -> Result {
        let start = SystemClock().now()
        var result = Result(output: [], errors: [], status: 0)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var open = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        while open.contains(where: { $0.fd >= 0 }) {
            let left = Int64(timeoutSeconds) * 1000 - (SystemClock().now().milliseconds - start.milliseconds)
            if left <= 0 || result.wasCut {
                result.timedOut = !result.wasCut
                break
            }
            _ = poll(&open, 2, Int32(clamping: left))
            for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
                let count = read(open[index].fd, &chunk, chunk.count)
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                guard count > 0 else {
                    open[index].fd = -1
                    continue
                }
                if index == 1 {
                    if result.errors.count < 1 << 16 { result.errors.append(contentsOf: chunk[..<count]) }
                } else if result.output.count + count <= outputLimit {
                    result.output.append(contentsOf: chunk[..<count])
                } else {
                    result.wasCut = true
                }
            }
        }
        result.status = wait(child, kill: result.timedOut || result.wasCut, start: start)
        return result
    }

    private func wait(_ child: pid_t, kill isKilled: Bool, start: Timestamp) -> Int32 {
        if isKilled { kill(child, SIGKILL) }
        var status: Int32 = 0
        while true {
            let done = waitpid(child, &status, isKilled ? 0 : WNOHANG)
            if done == child { break }
            if done < 0, errno != EINTR { return -1 }
            if done == 0 {
                // Its output is closed but it has not ended.
                if SystemClock().now().milliseconds - start.milliseconds > Int64(timeoutSeconds) * 1000 {
                    kill(child, SIGKILL)
                }
                usleep(1000)
            }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
