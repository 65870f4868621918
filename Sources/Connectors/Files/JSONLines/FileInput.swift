import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An open file or standard input, read in order. Closes what it opened.
public final class FileInput {
    /// The path as errors name it; `standard input` for `-`.
    public let name: String
    /// Size in bytes when it is a regular file, else nil.
    public let size: Int?
    private let descriptor: Int32
    private let isOwned: Bool

    /// Opens `path` for reading; `-` is standard input.
    ///
    /// - Throws: `Problem` when it does not exist, is a folder, or may not be read.
    public init(path: String) throws {
        if path == "-" {
            name = "standard input"
            descriptor = 0
            isOwned = false
        } else {
            name = PathText.display(path)
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            isOwned = true
            guard descriptor >= 0 else { throw SystemError.reading(name, errno) }
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            size = nil
            throw SystemError.reading(name, errno)
        }
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        if status.st_mode & S_IFMT == S_IFDIR { throw SystemError.reading(name, EISDIR) }
    }

    deinit {
        if isOwned, descriptor >= 0 { close(descriptor) }
    }

    /// Reads up to `buffer.count` bytes; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno != EINTR { throw SystemError.reading(name, errno) }
        }
    }

    /// Appends up to `count` bytes to `bytes`; false at the end.
    func read(_ count: Int, appendingTo bytes: inout [UInt8]) throws -> Bool {
        let chunk = try [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            used = try read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        bytes.append(contentsOf: chunk)
        return !chunk.isEmpty
    }

    /// The whole file, refusing more than `limit` bytes without reading them.
    public static func contents(of path: String, limit: Int) throws -> [UInt8] {
        let input = try FileInput(path: path)
        var bytes: [UInt8] = []
        if let size = input.size { bytes.reserveCapacity(min(size, limit) + 1) }
        while bytes.count <= limit {
            if try !input.read(1 << 16, appendingTo: &bytes) { return bytes }
        }
        throw Problem(
            "the file is larger than \(ByteCount.text(limit))", place: input.name,
            remedy: "split it, or leave it out")
    }
}
