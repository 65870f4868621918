public import Domain
import Glibc
public import Logging

/// Writes each log event as one line with one `write(2)`, as JSON or as text. Control characters are escaped, so that
/// nothing a caller sends can begin a line of its own or move a terminal's cursor.
public struct LineLogHandler: LogHandler {
    /// One line for each event.
    public enum Format: Hashable, Sendable {
        case json, text
    }

    /// Where Hummingbird keeps a request's id; written as `request_id`.
    static let requestIDKey = "hb.request.id"

    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let format: Format
    private let label: String
    private let descriptor: Int32
    private let clock: any Clock

    public init(
        label: String, format: Format, level: Logger.Level, descriptor: Int32 = 2,
        clock: any Clock = SystemClock()
    ) {
        self.label = label
        self.format = format
        self.descriptor = descriptor
        self.clock = clock
        logLevel = level
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var fields = metadata
        if let provided = metadataProvider?.get() { fields.merge(provided) { _, new in new } }
        if let own = event.metadata { fields.merge(own) { _, new in new } }
        if let id = fields.removeValue(forKey: Self.requestIDKey) { fields["request_id"] = id }
        let sorted = fields.sorted { $0.key < $1.key }
        let time = clock.now().description
        let line =
            switch format {
            case .json: Self.json(time, event, label, sorted)
            case .text: Self.text(time, event, sorted)
            }
        write(line + "\n")
    }

    static func json(
        _ time: String, _ event: LogEvent, _ label: String, _ fields: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        var line = "{\"time\":\(LogText.quoted(time)),\"level\":\"\(event.level.rawValue)\""
        line += ",\"message\":\(LogText.quoted(event.message.description)),\"logger\":\(LogText.quoted(label))"
        for (key, value) in fields {
            line += ",\(LogText.quoted(key)):\(LogText.json(value))"
        }
        return line + "}"
    }

    static func text(
        _ time: String, _ event: LogEvent, _ fields: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        var line = "\(time) \(event.level.rawValue) \(LogText.plain(event.message.description))"
        for (key, value) in fields {
            line += " \(LogText.plain(key))=\(LogText.word("\(value)"))"
        }
        return line
    }

    private func write(_ line: String) {
        var line = line
        line.withUTF8 { bytes in
            // A line nobody can take is lost; there is nobody to tell.
            _ = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        }
    }
}

extension LineLogHandler {
    /// As configured: text on a terminal, else JSON, unless the settings say which.
    public static func format(_ configured: String) -> Format {
        switch configured {
        case "json": .json
        case "text": .text
        default: isatty(STDERR_FILENO) == 1 ? .text : .json
        }
    }
}
