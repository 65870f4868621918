/// A received request before anything about it is believed.
public struct WebhookRequest: Sendable {
    public var headers: WebhookHeaders
    /// The body as it came over the wire; signatures are made over exactly these bytes.
    public var body: [UInt8]
    /// The network it came from, so that one of them cannot use up what is shared; empty where that is not known.
    public var peer: String

    public init(headers: WebhookHeaders, body: [UInt8], peer: String = "") {
        self.headers = headers
        self.body = body
        self.peer = peer
    }
}

/// Header fields by name, without regard to ASCII case.
public struct WebhookHeaders: Sendable {
    private let fields: [(name: String, value: String)]

    /// In order of arrival; a field that came twice stands there twice.
    ///
    /// - Parameter fields: names and values.
    public init(_ fields: some Sequence<(String, String)>) {
        self.fields = fields.map { ($0.0.lowercased(), $0.1) }
    }

    /// The value of a field that came exactly once.
    ///
    /// A field that came twice gives nil: which of the two another program in front of us looked at cannot be known, so
    /// nothing that decides over trust may rest on either.
    public func single(_ name: String) -> String? {
        var found: String?
        for field in fields where field.name == name {
            guard found == nil else { return nil }
            found = field.value
        }
        return found
    }

    public func contains(_ name: String) -> Bool {
        fields.contains { $0.name == name }
    }
}
