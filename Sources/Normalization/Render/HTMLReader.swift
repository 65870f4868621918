import CLibxml2

/// What an HTML parser tells: elements and text in document order, every start followed by its end.
protocol HTMLHandler: AnyObject {
    /// `attributes` have lower-case names.
    func start(_ name: String, attributes: [(name: String, value: String)])
    func end()
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Reads HTML of any quality with libxml2's recovering parser, event by event: no tree is built, so nesting costs
/// neither stack nor the parser's depth limit. Never touches network or files.
struct HTMLReader {
    /// libxml2 asks to be initialised before threads use it.
    private static let isReady: Void = xmlInitParser()

    /// See `HTMLGuard.keepsUnknownTags`.
    var keepsUnknownTags = false

    /// Returns whether the input was longer than `HTMLGuard.limit`.
    func read(_ html: String, into handler: some HTMLHandler) -> Bool {
        var html = html
        return html.withUTF8 { read($0, into: handler) }
    }

    private func read(_ html: UnsafeBufferPointer<UInt8>, into handler: some HTMLHandler) -> Bool {
        _ = Self.isReady
        var filter = HTMLGuard(keepsUnknownTags: keepsUnknownTags)
        filter.filter(html)
        let relay = HTMLRelay(handler)
        filter.out.withUnsafeBytes { buffer in
            guard let base = buffer.bindMemory(to: CChar.self).baseAddress, buffer.count > 0,
                let context = htmlCreateMemoryParserCtxt(base, Int32(buffer.count))
            else { return }
            defer { htmlFreeParserCtxt(context) }
            let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            htmlCtxtUseOptions(context, Int32(options | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
            // The bytes are UTF-8 whatever a <meta> inside may claim.
            xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            var events = xmlSAXHandler()
            events.startElement = { context, name, attributes in
                HTMLRelay.from(context)?.start(name, attributes)
            }
            events.endElement = { context, _ in HTMLRelay.from(context)?.handler.end() }
            events.characters = { context, text, length in HTMLRelay.from(context)?.text(text, length) }
            events.ignorableWhitespace = { context, text, length in HTMLRelay.from(context)?.text(text, length) }
            events.cdataBlock = { context, text, length in HTMLRelay.from(context)?.text(text, length) }
            withExtendedLifetime(relay) {
                context.pointee.sax.pointee = events
                context.pointee.userData = Unmanaged.passUnretained(relay).toOpaque()
                htmlParseDocument(context)
            }
        }
        return filter.isTruncated
    }
}

/// Carries the parser's C callbacks to a handler; lives for one parse on one thread.
private final class HTMLRelay {
    let handler: any HTMLHandler

    init(_ handler: some HTMLHandler) {
        self.handler = handler
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> HTMLRelay? {
        context.map { Unmanaged<HTMLRelay>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(_ name: UnsafePointer<xmlChar>?, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard let name else { return }
        var attributes: [(name: String, value: String)] = []
        var index = 0
        while let list, let key = list[index] {
            attributes.append((String(cString: key), list[index + 1].map { String(cString: $0) } ?? ""))
            index += 2
        }
        handler.start(String(cString: name), attributes: attributes)
    }

    func text(_ text: UnsafePointer<xmlChar>?, _ length: Int32) {
        guard let text, length > 0 else { return }
        handler.text(UnsafeBufferPointer(start: text, count: Int(length)))
    }
}
