import Domain

/// Collects records in order of id and lays them out as an index file.
struct IndexBuilder {
    private let analyzer = Analyzer()
    private var ids = FlatStrings()
    private var lengths: [UInt32] = []
    private var titleLengths: [UInt32] = []
    private var times: [Int64] = []
    private var postings = PostingBuffer()
    private var counter = TermCounter()

    var documents: Int { lengths.count }

    /// Adds a record. Records must come in ascending order of id, each once.
    mutating func add(id: String, title: String, body: String, time: Timestamp?, language: StemmingLanguage) {
        let document = UInt32(lengths.count)
        var length: UInt32 = 0
        var titleLength: UInt32 = 0
        var counter = TermCounter()
        swap(&counter, &self.counter)
        analyzer.analyze(title, language: language) { id, isPosition in
            counter.add(id, isTitle: true)
            titleLength += isPosition ? 1 : 0
        }
        analyzer.analyze(body, language: language) { id, isPosition in
            counter.add(id, isTitle: false)
            length += isPosition ? 1 : 0
        }
        counter.drain { term, count, titleCount in
            postings.append(term: term, document: document, count: count, titleCount: titleCount)
        }
        swap(&counter, &self.counter)
        ids.append(id)
        lengths.append(length + titleLength)
        titleLengths.append(titleLength)
        times.append(time?.milliseconds ?? .min)
    }

    /// Writes the file through `write`, which is called once per stretch of bytes, in order.
    func write(
        generation: Int64, partitionHash: UInt64, to write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let terms = analyzer.vocabulary
        let sorted = postings.sortedByTerm(termCount: terms.count)
        var titleFrequencies = [UInt32](repeating: 0, count: terms.count)
        for term in 0..<terms.count {
            for index in Int(sorted.starts[term])..<Int(sorted.starts[term + 1]) where sorted.titleCounts[index] > 0 {
                titleFrequencies[term] += 1
            }
        }
        let frequencies = (0..<terms.count).map { UInt32(sorted.starts[$0 + 1] - sorted.starts[$0]) }
        var layout = SectionLayout()
        layout.add(ids.offsets)
        layout.add(ids.blob)
        layout.add(lengths)
        layout.add(titleLengths)
        layout.add(times)
        layout.add(terms.offsets)
        layout.add(terms.blob)
        layout.add(frequencies)
        layout.add(titleFrequencies)
        layout.add(sorted.starts)
        layout.add(Self.slots(for: terms.hashes))
        layout.add(sorted.documents)
        layout.add(sorted.counts)
        layout.add(sorted.titleCounts)
        let header = IndexFormat.Header(
            generation: generation, partitionHash: partitionHash, documents: UInt32(lengths.count),
            terms: UInt32(terms.count), postings: UInt64(sorted.documents.count),
            totalLength: lengths.reduce(0) { $0 + UInt64($1) },
            totalTitleLength: titleLengths.reduce(0) { $0 + UInt64($1) }, sections: layout.sections)
        try header.bytes().withUnsafeBytes(write)
        try layout.write(write)
    }

    private static func slots(for hashes: [UInt64]) -> [Int32] {
        var size = 16
        while size < hashes.count * 2 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (term, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(term)
        }
        return slots
    }
}

/// Texts one after the other with their boundaries.
private struct FlatStrings {
    var offsets: [UInt32] = [0]
    var blob: [UInt8] = []

    mutating func append(_ text: String) {
        blob.append(contentsOf: text.utf8)
        offsets.append(UInt32(blob.count))
    }
}

/// Counts the terms of one record in arrays indexed by term, so that counting never hashes.
private struct TermCounter {
    private var counts: [UInt16] = []
    private var titleCounts: [UInt16] = []
    private var touched: [Int32] = []

    mutating func add(_ term: Int32, isTitle: Bool) {
        let index = Int(term)
        while counts.count <= index {
            let size = max(1024, counts.count)
            counts.append(contentsOf: repeatElement(0, count: size))
            titleCounts.append(contentsOf: repeatElement(0, count: size))
        }
        if counts[index] == 0 { touched.append(term) }
        if counts[index] < .max { counts[index] += 1 }
        if isTitle, titleCounts[index] < .max { titleCounts[index] += 1 }
    }

    mutating func drain(_ body: (_ term: Int32, _ count: UInt8, _ titleCount: UInt8) -> Void) {
        for term in touched {
            let index = Int(term)
            body(term, UInt8(clamping: counts[index]), UInt8(clamping: titleCounts[index]))
            counts[index] = 0
            titleCounts[index] = 0
        }
        touched.removeAll(keepingCapacity: true)
    }
}

/// Postings in the order in which they were seen, until a counting sort groups them by term.
private struct PostingBuffer {
    private var terms: [Int32] = []
    private var documents: [UInt32] = []
    private var counts: [UInt8] = []
    private var titleCounts: [UInt8] = []

    mutating func append(term: Int32, document: UInt32, count: UInt8, titleCount: UInt8) {
        terms.append(term)
        documents.append(document)
        counts.append(count)
        titleCounts.append(titleCount)
    }

    struct Sorted {
        var starts: [UInt64]
        var documents: [UInt32]
        var counts: [UInt8]
        var titleCounts: [UInt8]
    }

    func sortedByTerm(termCount: Int) -> Sorted {
        var starts = [UInt64](repeating: 0, count: termCount + 1)
        for term in terms { starts[Int(term) + 1] += 1 }
        for term in 0..<termCount { starts[term + 1] += starts[term] }
        var next = starts
        var result = Sorted(
            starts: starts, documents: [UInt32](repeating: 0, count: terms.count),
            counts: [UInt8](repeating: 0, count: terms.count),
            titleCounts: [UInt8](repeating: 0, count: terms.count))
        for (index, term) in terms.enumerated() {
            let target = Int(next[Int(term)])
            next[Int(term)] += 1
            result.documents[target] = documents[index]
            result.counts[target] = counts[index]
            result.titleCounts[target] = titleCounts[index]
        }
        return result
    }
}

/// Places arrays one after the other behind the header, each at a multiple of eight bytes.
private struct SectionLayout {
    private var chunks: [[UInt8]] = []
    private(set) var sections: [(offset: UInt64, count: UInt64, checksum: UInt64)] = []
    private var position = UInt64(IndexFormat.headerSize)

    mutating func add<Element: BitwiseCopyable>(_ array: [Element]) {
        array.withUnsafeBytes { raw in
            sections.append((position, UInt64(raw.count), Checksum.of(raw)))
            var bytes = [UInt8](raw)
            while bytes.count % 8 != 0 { bytes.append(0) }
            position += UInt64(bytes.count)
            chunks.append(bytes)
        }
    }

    func write(_ write: (UnsafeRawBufferPointer) throws -> Void) throws {
        for chunk in chunks where !chunk.isEmpty { try chunk.withUnsafeBytes(write) }
    }
}
