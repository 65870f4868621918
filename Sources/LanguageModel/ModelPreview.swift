/// A model that can show what it would send.
public protocol ModelPreview: Sendable {
    /// The body as it would be sent now. Nothing is sent.
    ///
    /// - Throws: `ModelFailure` of kind `configuration`.
    func encode(_ request: ChatRequest) throws(ModelFailure) -> EncodedCall
}

extension OpenAIChatModel: ModelPreview {}
