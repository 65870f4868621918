extension ScopedIndex {
    /// The best records of one file, best first, ties in order of id.
    func best(
        _ limit: Int, of terms: [Term], reader: Int, admits: ((_ time: Int64) -> Bool)?
    ) -> [TopK.Item] {
        let count = readers[reader].documents
        let scores = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
        defer { scores.deallocate() }
        scores.initialize(repeating: 0)
        accumulate(terms, reader: reader, into: scores)
        var top = TopK(limit)
        let times = readers[reader].times
        for document in 0..<count {
            let score = scores[document]
            guard score > 0, score >= top.threshold else { continue }
            if let admits, !admits(times[document]) { continue }
            top.offer(TopK.Item(document: document, score: score))
        }
        return top.sorted()
    }
}
