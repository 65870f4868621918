import CurlTransport
public import Settings

extension WebhookSources {
    /// Reads the secrets of every configured source; signing keys, where they are fetched, come by libcurl.
    public init(_ settings: WebhookSettings) throws {
        try self.init(settings, transport: try CurlTransport())
    }
}
