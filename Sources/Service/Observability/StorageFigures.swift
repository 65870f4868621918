import Foundation

/// Sizes of the files in the data folder, as metrics.
public struct StorageFigures: Sendable {
    private let directory: String

    public init(directory: String) {
        self.directory = directory
    }

    public func write(_ text: inout MetricsText) {
        text.gauge("sidenote_store_bytes", "Size of the database file.", size("sidenote.sqlite"))
        text.gauge("sidenote_store_log_bytes", "Size of the write-ahead log.", size("sidenote.sqlite-wal"))
        let index = directory + "/index"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: index)) ?? []
        let sizes = names.filter { $0.hasSuffix(".idx") }.map { size("index/" + $0) }
        text.gauge("sidenote_index_bytes", "Size of all index files.", sizes.reduce(0, +))
        text.gauge("sidenote_index_files", "Number of index files.", Double(sizes.count))
    }

    private func size(_ name: String) -> Double {
        let attributes = try? FileManager.default.attributesOfItem(atPath: directory + "/" + name)
        return (attributes?[.size] as? NSNumber)?.doubleValue ?? 0
    }
}
