public import Domain

/// An e-mail taken apart: the headers that matter and the body in its richest readable form.
public struct MailMessage: Hashable, Sendable {
    /// A file that came with the message.
    public struct Attachment: Hashable, Sendable {
        public var name: String?
        /// Lower case, `image/png`.
        public var mimeType: String
        /// Decoded length.
        public var bytes: Int

        public init(name: String?, mimeType: String, bytes: Int) {
            self.name = name
            self.mimeType = mimeType
            self.bytes = bytes
        }
    }

    public var subject = ""
    public var fromName: String?
    /// Lower case.
    public var fromAddress: String?
    public var replyTo: String?
    public var date: Timestamp?
    /// Lower-case addresses of To and Cc.
    public var to: [String] = []
    /// Without the angle brackets.
    public var messageID: String?
    public var inReplyTo: String?
    /// The message that began the conversation, as far as the headers tell: the first of References, else In-Reply-To.
    public var threadRoot: String?
    /// Whether a program sent it (Auto-Submitted, Precedence, List-Id; RFC 3834).
    public var isAutomatic = false
    /// Whether it answers by itself or is sent in bulk, so that taking it as a request could go in circles: an automatic
    /// reply (RFC 3834), `Precedence: bulk`, or a mark that it has been round before (`X-Loop`). A monitoring system's
    /// alert (`auto-generated`) is not.
    public var mayLoop = false
    public var body = ""
    /// `text` or `html`.
    public var bodyFormat = BodyFormat.text
    public var attachments: [Attachment] = []
    /// Messages that were attached whole (message/rfc822), in order.
    public var forwarded: [MailMessage] = []

    public init() {}
}
