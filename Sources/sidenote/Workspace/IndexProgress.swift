import Domain
import Retrieval

/// Says that index files are being built, since the first run over new data takes a moment.
struct IndexProgress {
    let isQuiet: Bool

    var callback: IndexCatalog.Progress? {
        guard !isQuiet, Console.Stream.standardError.isTerminal else { return nil }
        return { kind, partition, records in
            let owner = partition.owner.map { "client \($0)" } ?? "shared"
            Console.write(
                "\r\u{1B}[Kindexing \(kind.rawValue), \(owner): \(Progress.grouped(records))\r", to: .standardError)
        }
    }
}
