import CZlib
import HTTPTypes

/// Compression of whole answers (RFC 1952).
enum Gzip {
    /// nil when zlib cannot, or when it would save nothing.
    static func compress(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
        let room = sidenote_gzip_bound(bytes.count)
        let output = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            count = bytes.withUnsafeBufferPointer { input in
                input.baseAddress.map { sidenote_gzip($0, input.count, start, room, level) } ?? 0
            }
        }
        return output.isEmpty || output.count >= bytes.count ? nil : output
    }

    /// Whether a browser takes gzip (RFC 9110, section 12.5.3); a weight of 0 forbids it.
    static func isAccepted(_ headers: HTTPFields) -> Bool {
        var any = false
        for field in headers[values: .acceptEncoding] {
            for entry in field.lowercased().split(separator: ",") {
                let parts = entry.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
                guard let name = parts.first, ["gzip", "x-gzip", "*"].contains(name) else { continue }
                let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
                if name != "*" { return weight > 0 }
                any = weight > 0
            }
        }
        return any
    }
}
