import Domain

/// One index file, read in place.
struct IndexReader: Sendable {
    private let file: MappedFile
    let header: IndexFormat.Header

    /// nil when the file is not a whole index of this version: the caller builds it anew.
    init?(_ file: MappedFile) {
        guard let header = IndexFormat.Header(file.bytes) else { return nil }
        for section in header.sections {
            let (end, overflow) = section.offset.addingReportingOverflow(section.count)
            guard !overflow, end <= UInt64(file.bytes.count), section.offset % 8 == 0 else { return nil }
            let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[Int(section.offset)..<Int(end)])
            guard Checksum.of(bytes) == section.checksum else { return nil }
        }
        self.file = file
        self.header = header
        guard hasConsistentShape else { return nil }
    }

    var documents: Int { Int(header.documents) }

    /// The checksums say that the bytes are those that were written; this says that they were written for this header.
    private var hasConsistentShape: Bool {
        let documents = Int(header.documents)
        let terms = Int(header.terms)
        let postings = Int(header.postings)
        let slots = header.sections[IndexFormat.Section.slots.rawValue].count / 4
        let expected: [(IndexFormat.Section, Int)] = [
            (.idOffsets, 4 * (documents + 1)), (.lengths, 4 * documents), (.titleLengths, 4 * documents),
            (.times, 8 * documents), (.termOffsets, 4 * (terms + 1)), (.documentFrequencies, 4 * terms),
            (.titleFrequencies, 4 * terms), (.postingStarts, 8 * (terms + 1)), (.postingDocuments, 4 * postings),
            (.postingCounts, postings), (.postingTitleCounts, postings),
        ]
        return expected.allSatisfy { header.sections[$0.0.rawValue].count == UInt64($0.1) }
            && slots > 0 && slots & (slots - 1) == 0
    }

    private func array<Element>(_ section: IndexFormat.Section, of type: Element.Type) -> UnsafeBufferPointer<Element> {
        let place = header.sections[section.rawValue]
        let bytes = UnsafeRawBufferPointer(
            rebasing: file.bytes[Int(place.offset)..<Int(place.offset + place.count)])
        return bytes.bindMemory(to: type)
    }

    var lengths: UnsafeBufferPointer<UInt32> { array(.lengths, of: UInt32.self) }
    var titleLengths: UnsafeBufferPointer<UInt32> { array(.titleLengths, of: UInt32.self) }
    var times: UnsafeBufferPointer<Int64> { array(.times, of: Int64.self) }

    func id(of document: Int) -> String {
        let offsets = array(.idOffsets, of: UInt32.self)
        let blob = array(.idBlob, of: UInt8.self)
        return String(
            decoding: UnsafeBufferPointer(rebasing: blob[Int(offsets[document])..<Int(offsets[document + 1])]),
            as: UTF8.self)
    }

    /// The number of a term; nil when no record holds it.
    func term(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let slots = array(.slots, of: Int32.self)
        let offsets = array(.termOffsets, of: UInt32.self)
        let blob = array(.termBlob, of: UInt8.self)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: TermHash.hash(bytes)) & mask
        while slots[slot] >= 0 {
            let term = Int(slots[slot])
            let start = Int(offsets[term])
            if Int(offsets[term + 1]) - start == bytes.count,
                bytes.indices.allSatisfy({ blob[start + $0] == bytes[$0] })
            {
                return term
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    func frequencies(of term: Int) -> (document: Int, title: Int) {
        (
            Int(array(.documentFrequencies, of: UInt32.self)[term]),
            Int(array(.titleFrequencies, of: UInt32.self)[term])
        )
    }

    /// The posting list of a term: record numbers with the occurrences in the whole record and in its title.
    struct PostingList {
        let documents: UnsafeBufferPointer<UInt32>
        let counts: UnsafeBufferPointer<UInt8>
        let titleCounts: UnsafeBufferPointer<UInt8>

        /// The position of a record in the list (binary search).
        func position(of document: UInt32) -> Int? {
            var low = 0
            var high = documents.count
            while low < high {
                let middle = (low + high) / 2
                if documents[middle] < document { low = middle + 1 } else { high = middle }
            }
            return low < documents.count && documents[low] == document ? low : nil
        }
    }

    func postings(of term: Int) -> PostingList {
        let starts = array(.postingStarts, of: UInt64.self)
        let range = Int(starts[term])..<Int(starts[term + 1])
        return PostingList(
            documents: UnsafeBufferPointer(rebasing: array(.postingDocuments, of: UInt32.self)[range]),
            counts: UnsafeBufferPointer(rebasing: array(.postingCounts, of: UInt8.self)[range]),
            titleCounts: UnsafeBufferPointer(rebasing: array(.postingTitleCounts, of: UInt8.self)[range]))
    }
}
