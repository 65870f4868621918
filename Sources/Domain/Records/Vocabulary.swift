/// How a body is marked up. An unknown value is kept as it came and read as plain text.
public struct BodyFormat: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let text = BodyFormat(rawValue: "text")
    public static let html = BodyFormat(rawValue: "html")
    public static let markdown = BodyFormat(rawValue: "markdown")
    /// A whole RFC 5322 message with its headers.
    public static let mime = BodyFormat(rawValue: "mime")
}

/// Who may read a document or note. Anything that is not said to be shareable is internal.
public struct Visibility: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let `internal` = Visibility(rawValue: "internal")
    /// A document that may be quoted to the requester.
    public static let shareable = Visibility(rawValue: "shareable")
    /// A ticket note that the requester can already see.
    public static let `public` = Visibility(rawValue: "public")

    /// Whether the requester may see the text.
    public var mayReachRequester: Bool { self == .shareable || self == .public }
}

/// Who wrote a note. An unknown value is kept as it came.
public struct AuthorKind: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let requester = AuthorKind(rawValue: "requester")
    public static let technician = AuthorKind(rawValue: "technician")
    public static let system = AuthorKind(rawValue: "system")
}
