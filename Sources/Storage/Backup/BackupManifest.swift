public import Domain

/// What a backup holds; `manifest.json` in its folder.
public struct BackupManifest: Hashable, Sendable, Codable {
    public struct File: Hashable, Sendable, Codable {
        /// Name within the folder.
        public var name: String
        public var bytes: Int64
        /// 64 hexadecimal digits.
        public var sha256: String
    }

    static let currentFormat = 1
    static let fileName = "manifest.json"
    static let database = "sidenote.sqlite"
    static let configuration = "sidenote.yaml"

    public var format: Int
    public var createdAt: Timestamp
    /// The schema's migrations in order.
    public var schema: [String]
    /// The newest entry of the audit ledger, `NUMBER:HASH`: an anchor. nil for data from before there was one.
    public var auditHead: String?
    public var files: [File]

    enum CodingKeys: String, CodingKey {
        case format
        case createdAt = "created_at"
        case schema
        case auditHead = "audit_head"
        case files
    }
}
