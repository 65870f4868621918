import CLibzip
import Domain

/// Reads one member of a zip archive, with limits that a zip bomb runs into before it costs memory.
enum ZipMember {
    /// Members are inflated up to this many bytes.
    static let sizeLimit = 64 << 20
    /// Word's XML packs 5 to 30 times; a member past this ratio is a bomb unless it is small anyway.
    static let ratioLimit = 200
    static let harmlessSize = 4 << 20

    /// - Returns: nil when the archive has no such member.
    /// - Throws: `Problem` when the file is no zip archive, is encrypted, damaged or over the limits.
    static func read(_ name: String, from path: String) throws -> [UInt8]? {
        let place = PathText.display(path)
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
            throw Problem(
                "the file is not a readable zip archive", place: place, remedy: "save it again as .docx")
        }
        defer { zip_discard(archive) }
        var entry = zip_stat_t()
        zip_stat_init(&entry)
        guard zip_stat(archive, name, 0, &entry) == 0 else { return nil }
        guard entry.encryption_method == 0 else {
            throw Problem("the file is encrypted", place: place, remedy: "save it without a password")
        }
        let bomb = Problem(
            "the archive unpacks to far more than a document can hold", place: place,
            remedy: "check where the file comes from; save it again as .docx")
        let limit = min(sizeLimit, max(harmlessSize, Int(clamping: entry.comp_size) * ratioLimit))
        guard entry.size <= UInt64(limit) else { throw bomb }
        guard let member = zip_fopen(archive, name, 0) else {
            throw Problem("the archive is damaged", place: place, remedy: "save it again as .docx")
        }
        defer { zip_fclose(member) }
        // The size in the directory is the archive's own claim: count what really comes out.
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { zip_fread(member, $0.baseAddress, zip_uint64_t($0.count)) }
            guard count >= 0 else {
                throw Problem("the archive is damaged", place: place, remedy: "save it again as .docx")
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<Int(count)])
            if bytes.count > limit { throw bomb }
        }
    }
}
