/// Terms as dense numbers: an open-addressing hash table over one byte blob.
///
/// Numbers are given in order of first insertion and never change. Look-up compares the bytes, so two terms with one
/// hash are still two terms.
struct TermTable: Sendable {
    private var slots: [Int32]
    private var mask: Int
    private(set) var hashes: [UInt64] = []
    /// `offsets[i]..<offsets[i + 1]` is term `i` in `blob`.
    private(set) var offsets: [UInt32] = [0]
    private(set) var blob: [UInt8] = []

    init(capacity: Int = 1024) {
        var size = 1024
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        mask = size - 1
    }

    var count: Int { hashes.count }

    /// The number of `term`, adding it when it is new.
    mutating func insert(_ term: UnsafeBufferPointer<UInt8>) -> (id: Int32, isNew: Bool) {
        let hash = TermHash.hash(term)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let id = slots[slot]
            if hashes[Int(id)] == hash, equals(id, term) { return (id, false) }
            slot = (slot + 1) & mask
        }
        let id = Int32(hashes.count)
        slots[slot] = id
        hashes.append(hash)
        blob.append(contentsOf: term)
        offsets.append(UInt32(blob.count))
        if hashes.count * 2 > slots.count { grow() }
        return (id, true)
    }

    func withBytes<Result>(of id: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let range = Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])
        return blob.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    func text(of id: Int32) -> String {
        withBytes(of: id) { String(decoding: $0, as: UTF8.self) }
    }

    private func equals(_ id: Int32, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(offsets[Int(id)])
        let end = Int(offsets[Int(id) + 1])
        guard end - start == term.count else { return false }
        return blob.withUnsafeBufferPointer { bytes in
            for index in 0..<term.count where bytes[start + index] != term[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        let size = slots.count * 2
        mask = size - 1
        slots = [Int32](repeating: -1, count: size)
        for (id, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(id)
        }
    }
}

/// The 64-bit FNV-1a hash with a final avalanche (so that the low bits are usable as a table slot). It is part of the
/// index file format: the file's own term table is addressed with it.
enum TermHash {
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash ^= hash >> 32
        hash = hash &* 0xd6e8_feb8_6659_fd93
        return hash ^ (hash >> 32)
    }
}
