/// A model that can show what it would send.
public protocol ModelPreview: Sendable {
    /// The body as it would be sent now, of a call to which somebody listens. Nothing is sent.
    ///
    /// - Throws: `ModelFailure` of kind `configuration`.
    func preview(_ request: ChatRequest) throws(ModelFailure) -> EncodedCall
}

extension OpenAIChatModel: ModelPreview {
    public func preview(_ request: ChatRequest) throws(ModelFailure) -> EncodedCall {
        try encode(request, as: shape)
    }
}
