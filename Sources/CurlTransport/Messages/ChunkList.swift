import Synchronization

/// Chunks held in memory, handed out once each.
final class ChunkList: ChunkSource {
    private let rest: Mutex<ArraySlice<[UInt8]>>

    init(_ chunks: [[UInt8]]) {
        rest = Mutex(chunks[...])
    }

    func nextChunk() async throws -> [UInt8]? {
        try Task.checkCancellation()
        return rest.withLock { $0.popFirst() }
    }
}
