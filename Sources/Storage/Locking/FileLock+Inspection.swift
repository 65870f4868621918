internal import Foundation
internal import Glibc

extension FileLock {
    /// A lock that somebody holds.
    public struct Held: Hashable, Sendable {
        /// Path of the lock file.
        public var path: String
        /// What the holder wrote about itself: `import, process 4711`.
        public var holder: String?
    }

    /// The locks on a data folder and the folders of its workers that are held at this moment, by whichever process.
    public static func held(in directory: String) -> [Held] {
        let workers = directory + "/workers"
        let seats = ((try? FileManager.default.contentsOfDirectory(atPath: workers)) ?? []).sorted()
        return ([directory] + seats.map { "\(workers)/\($0)" }).flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.hasPrefix(".") && $0.hasSuffix("lock") }.sorted().compactMap {
                held(path: "\(folder)/\($0)")
            }
        }
    }

    private static func held(path: String) -> Held? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // Shared, so that whoever wants the lock at this very moment is hardly ever turned away.
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
        return Held(path: path, holder: holder(of: descriptor))
    }
}
