/// A 64-bit checksum over four independent lanes of eight bytes (multiply and rotate in the manner of xxHash's
/// accumulators). It guards against torn and damaged files, not against an attacker who can write them.
enum Checksum {
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let prime1: UInt64 = 0x9e37_79b1_85eb_ca87
        let prime2: UInt64 = 0xc2b2_ae3d_27d4_eb4f
        var lanes: (UInt64, UInt64, UInt64, UInt64) = (prime1 &+ prime2, prime2, 0, 0 &- prime1)
        func mix(_ lane: UInt64, _ value: UInt64) -> UInt64 {
            let sum = lane &+ value &* prime2
            return (sum << 31 | sum >> 33) &* prime1
        }
        var position = 0
        while position + 32 <= bytes.count {
            lanes.0 = mix(lanes.0, bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            lanes.1 = mix(lanes.1, bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
            lanes.2 = mix(lanes.2, bytes.loadUnaligned(fromByteOffset: position + 16, as: UInt64.self))
            lanes.3 = mix(lanes.3, bytes.loadUnaligned(fromByteOffset: position + 24, as: UInt64.self))
            position += 32
        }
        var hash = UInt64(bytes.count)
        for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { hash = mix(hash ^ lane, prime1) }
        while position < bytes.count {
            hash = mix(hash ^ UInt64(bytes[position]), prime2)
            position += 1
        }
        hash ^= hash >> 33
        hash = hash &* prime2
        return hash ^ (hash >> 29)
    }
}
