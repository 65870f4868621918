/// Turns the events of an HTML document into text.
///
/// Keeps its own stack of open elements; the depth of nesting costs memory in proportion and no recursion.
final class HTMLWriter: HTMLHandler {
    /// One open element.
    struct Element {
        var name: String
        var style: Style
        var isBlock = false
        var isSkipped = false
        var region: Int?
        var link: Int?
        var isMarker = false
        /// Index into `lists`, for `ol` and `ul`.
        var opensList = false
        var opensRow = false
        var isCell = false
        var opensFence = false
        var blank = false
    }

    var builder = TextBuilder()
    var cleaner = CharacterCleaner()
    var regions: [Region] = []
    var links: [Link] = []
    var stack: [Element] = []
    var lists: [HTMLList] = []
    var rowStarts: [Int] = []
    var sheet = StyleSheet()
    var openLinks: [(url: String, start: Int)] = []

    /// The number or sign that Word writes before a list paragraph, while it is being read.
    private var wordMarker: [UInt8]?
    private var css: [UInt8] = []
    private var hiddenText: [UInt8] = []
    private var hiddenReason: HiddenText.Reason?
    private(set) var hidden: [HiddenText] = []
    private var scratch: [UInt8] = []

    private static let mostHiddenBytes = 16_000

    func start(_ name: String, attributes: [(name: String, value: String)]) {
        let parent = stack.last
        var element = Element(name: name, style: parent?.style ?? Style())
        if parent?.isSkipped == true || Self.skipped.contains(name) {
            element.isSkipped = true
            stack.append(element)
            return
        }
        let facts = HTMLAttributes(attributes)
        applyStyle(name, facts, to: &element)
        open(name, facts, &element)
        stack.append(element)
    }

    func end() {
        guard let element = stack.popLast() else { return }
        if element.name == "style", !css.isEmpty {
            sheet.add(css)
            css = []
        }
        guard !element.isSkipped else { return }
        close(element)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let element = stack.last else { return write(bytes, style: Style(), element: nil) }
        if element.isSkipped {
            if element.name == "style" { css.append(contentsOf: bytes) }
            return
        }
        write(bytes, style: element.style, element: element)
    }

    /// Closes what is open and returns the result.
    func finish(isTruncated: Bool) -> RenderedText {
        while !stack.isEmpty { end() }
        endHidden()
        cleaner.finish()
        builder.finish()
        let count = builder.bytes.count
        var kept: [Region] = []
        for var region in regions {
            region.start = min(region.start, count)
            region.end = min(region.end, count)
            if region.start < region.end || region.kind == .boundary { kept.append(region) }
        }
        return RenderedText(
            text: String(decoding: builder.bytes, as: UTF8.self), hidden: hidden + cleaner.hidden, links: links,
            invalidCharacters: cleaner.invalid, isTruncated: isTruncated, regions: kept)
    }

    private func write(_ bytes: UnsafeBufferPointer<UInt8>, style: Style, element: Element?) {
        scratch.removeAll(keepingCapacity: true)
        if let reason = style.reason {
            cleaner.append(bytes, to: &scratch)
            guard scratch.contains(where: { $0 > 0x20 }) || hiddenReason == reason else { return }
            if hiddenReason != reason { endHidden() }
            hiddenReason = reason
            if hiddenText.count < Self.mostHiddenBytes { hiddenText.append(contentsOf: scratch) }
            return
        }
        cleaner.append(bytes, to: &scratch)
        if element?.isMarker == true, wordMarker != nil {
            wordMarker?.append(contentsOf: scratch.prefix(16))
            return
        }
        if hiddenReason != nil, scratch.contains(where: { $0 > 0x20 }) { endHidden() }
        if style.isPreformatted {
            builder.append(verbatim: scratch)
        } else {
            builder.append(collapsing: scratch)
        }
    }

    func beginWordMarker() { wordMarker = [] }

    /// Puts a Word list paragraph's own number, or a dash for any other sign, before its text.
    func endWordMarker() {
        guard let marker = wordMarker else { return }
        wordMarker = nil
        let text = String(decoding: marker, as: UTF8.self).trimmingBlanks()
        let isOrdinal = text.utf8.count > 1 && (text.hasSuffix(".") || text.hasSuffix(")"))
        builder.setPrefix(Array((isOrdinal ? text : "-").utf8) + [0x20])
    }

    private func endHidden() {
        guard let reason = hiddenReason else { return }
        hiddenReason = nil
        var collapsed = TextBuilder()
        collapsed.append(collapsing: hiddenText)
        hiddenText.removeAll(keepingCapacity: true)
        guard !collapsed.isEmpty else { return }
        let text = String(decoding: collapsed.bytes, as: UTF8.self)
        let chars = text.unicodeScalars.count
        hidden.append(HiddenText(reason: reason, text: String(text.prefix(4000)), chars: chars))
    }

    private func applyStyle(_ name: String, _ facts: HTMLAttributes, to element: inout Element) {
        // Only what CSS inherits stays; `hidden` covers the whole subtree and stays too.
        element.style.isPreformatted = element.style.isPreformatted || name == "pre" || name == "textarea"
        if facts.isHidden { element.style.hidden = element.style.hidden ?? .hiddenAttribute }
        if let color = facts.background {
            element.style.background = CSSColor(color) ?? element.style.background
        }
        if facts.hasBackgroundImage { element.style.background = nil }
        if name == "font" {
            if let color = facts.color { element.style.color = CSSColor(color) ?? element.style.color }
        } else if name == "body", let color = facts.textColor {
            element.style.color = CSSColor(color) ?? element.style.color
        } else if name == "mark" {
            element.style.background = nil
        }
        if !sheet.isEmpty {
            element.style.apply(sheet.declarations(tag: name, classes: facts.classes, id: facts.id))
        }
        if !facts.style.isEmpty { element.style.apply(CSSDeclaration.list(facts.style)) }
    }

    private static let skipped: Set<String> = [
        "script", "style", "title", "template", "xml", "iframe", "object", "applet", "audio", "video", "canvas",
        "svg", "datalist", "map",
    ]
}
