import Dispatch
import Synchronization

/// Work on the elements of an array, spread over the cores.
enum Parallel {
    /// The results in the order of the elements.
    static func map<Element: Sendable, Output: Sendable>(
        _ elements: [Element], _ transform: @Sendable (Element) -> Output
    ) -> [Output] {
        let size = 16
        guard elements.count > size else { return elements.map(transform) }
        let chunks = (elements.count + size - 1) / size
        let results = Mutex<[[Output]]>(Array(repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
            let part = elements[(chunk * size)..<min(elements.count, (chunk + 1) * size)].map(transform)
            results.withLock { $0[chunk] = part }
        }
        return results.withLock { $0.flatMap { $0 } }
    }
}
