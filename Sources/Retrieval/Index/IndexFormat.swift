/// The index file: one header and fourteen flat little-endian arrays, each with its own checksum, read in place.
///
/// Nothing is parsed on opening; a term is found through the file's own hash table, a posting list is a slice.
/// Files are derived data: whenever one is missing, torn, damaged, of another version or older than the store, it is
/// built anew. It is written beside its final name and moved there, so a reader sees a whole file or none.
enum IndexFormat {
    static let magic: UInt64 = 0x3158_4449_4e44_4953  // "SIDNIDX1" read as little-endian bytes
    /// Raised whenever the layout, the analyzer's terms or the meaning of a field changes.
    static let version: UInt32 = 1
    static let headerSize = 512

    enum Section: Int, CaseIterable {
        /// UInt32[documents + 1]: where each record id begins in `idBlob`. Records are in order of id.
        case idOffsets
        case idBlob
        /// UInt32[documents]: terms of title and body together.
        case lengths
        /// UInt32[documents]: terms of the title.
        case titleLengths
        /// Int64[documents]: the record's time in milliseconds; `Int64.min` where it has none.
        case times
        /// UInt32[terms + 1]: where each term begins in `termBlob`.
        case termOffsets
        case termBlob
        /// UInt32[terms]: records that hold the term anywhere.
        case documentFrequencies
        /// UInt32[terms]: records that hold the term in the title.
        case titleFrequencies
        /// UInt64[terms + 1]: where each posting list begins.
        case postingStarts
        /// Int32[power of two]: term number per hash slot, linear probing, -1 where empty.
        case slots
        /// UInt32[postings]: record numbers, ascending within a list.
        case postingDocuments
        /// UInt8[postings]: occurrences in title and body, 255 for that many and more.
        case postingCounts
        /// UInt8[postings]: occurrences in the title.
        case postingTitleCounts
    }

    struct Header {
        var generation: Int64
        var partitionHash: UInt64
        var documents: UInt32
        var terms: UInt32
        var postings: UInt64
        var totalLength: UInt64
        var totalTitleLength: UInt64
        /// Byte offset, byte count and checksum of each section.
        var sections: [(offset: UInt64, count: UInt64, checksum: UInt64)]

        func bytes() -> [UInt8] {
            var writer = ByteWriter()
            writer.append(IndexFormat.magic)
            writer.append(IndexFormat.version)
            writer.append(UInt32(sections.count))
            writer.append(generation)
            writer.append(partitionHash)
            writer.append(documents)
            writer.append(terms)
            writer.append(postings)
            writer.append(totalLength)
            writer.append(totalTitleLength)
            for section in sections {
                writer.append(section.offset)
                writer.append(section.count)
                writer.append(section.checksum)
            }
            writer.pad(to: IndexFormat.headerSize - 8)
            let checksum = writer.bytes.withUnsafeBytes { Checksum.of($0) }
            writer.append(checksum)
            return writer.bytes
        }

        /// nil when the header is damaged or of another version.
        init?(_ raw: UnsafeRawBufferPointer) {
            guard raw.count >= IndexFormat.headerSize,
                Checksum.of(UnsafeRawBufferPointer(rebasing: raw[0..<IndexFormat.headerSize - 8]))
                    == raw.loadUnaligned(fromByteOffset: IndexFormat.headerSize - 8, as: UInt64.self)
            else { return nil }
            var reader = ByteReader(raw: raw)
            guard reader.next(UInt64.self) == IndexFormat.magic, reader.next(UInt32.self) == IndexFormat.version,
                reader.next(UInt32.self) == UInt32(Section.allCases.count)
            else { return nil }
            generation = reader.next(Int64.self)
            partitionHash = reader.next(UInt64.self)
            documents = reader.next(UInt32.self)
            terms = reader.next(UInt32.self)
            postings = reader.next(UInt64.self)
            totalLength = reader.next(UInt64.self)
            totalTitleLength = reader.next(UInt64.self)
            sections = Section.allCases.map { _ in
                (reader.next(UInt64.self), reader.next(UInt64.self), reader.next(UInt64.self))
            }
        }

        init(
            generation: Int64, partitionHash: UInt64, documents: UInt32, terms: UInt32, postings: UInt64,
            totalLength: UInt64, totalTitleLength: UInt64,
            sections: [(offset: UInt64, count: UInt64, checksum: UInt64)]
        ) {
            self.generation = generation
            self.partitionHash = partitionHash
            self.documents = documents
            self.terms = terms
            self.postings = postings
            self.totalLength = totalLength
            self.totalTitleLength = totalTitleLength
            self.sections = sections
        }
    }
}

private struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func pad(to count: Int) {
        while bytes.count < count { bytes.append(0) }
    }
}

private struct ByteReader {
    let raw: UnsafeRawBufferPointer
    var position = 0

    init(raw: UnsafeRawBufferPointer) {
        self.raw = raw
    }

    mutating func next<Value: FixedWidthInteger>(_ type: Value.Type) -> Value {
        defer { position += MemoryLayout<Value>.size }
        return Value(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: Value.self))
    }
}
