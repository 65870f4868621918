/// One CSS declaration, lower case, without `!important`.
struct CSSDeclaration: Hashable {
    var name: String
    var value: String

    /// The declarations that bear on visibility, from a `style` attribute or a rule's body.
    static func list(_ text: some StringProtocol) -> [CSSDeclaration] {
        var list: [CSSDeclaration] = []
        for part in text.utf8.prefix(8192).split(separator: UInt8(ascii: ";")) {
            guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = lowered(part[..<colon])
            guard relevant.contains(name) else { continue }
            var value = lowered(part[part.index(after: colon)...])
            if let mark = value.firstIndex(of: "!") { value = String(value[..<mark]).trimmedASCII() }
            list.append(CSSDeclaration(name: name, value: value))
        }
        return list
    }

    private static func lowered(_ bytes: some Sequence<UInt8>) -> String {
        let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let lower = bytes.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
        guard let first = lower.firstIndex(where: { !blank.contains($0) }),
            let last = lower.lastIndex(where: { !blank.contains($0) })
        else { return "" }
        return String(decoding: lower[first...last], as: UTF8.self)
    }

    private static let relevant: Set<String> = [
        "display", "visibility", "opacity", "mso-hide", "font-size", "font", "color", "background-color", "background",
        "background-image", "white-space", "overflow", "overflow-x", "overflow-y", "height", "max-height", "width",
        "max-width", "position", "left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "clip",
        "clip-path", "transform",
    ]
}

extension String {
    fileprivate func trimmedASCII() -> String {
        let end = utf8.lastIndex { $0 != 0x20 }
        return end.map { String(self[...$0]) } ?? ""
    }
}

/// The rules of `<style>` elements whose selector is a single tag, class or id. Rules under `@media` are left alone:
/// they hide for one device what another shows.
struct StyleSheet {
    private var byTag: [String: [CSSDeclaration]] = [:]
    private var byClass: [String: [CSSDeclaration]] = [:]
    private var byTagAndClass: [String: [CSSDeclaration]] = [:]
    private var byID: [String: [CSSDeclaration]] = [:]

    private static let largestSheet = 262_144

    var isEmpty: Bool { byTag.isEmpty && byClass.isEmpty && byTagAndClass.isEmpty && byID.isEmpty }

    /// Adds the rules of one style sheet.
    mutating func add(_ css: [UInt8]) {
        var index = 0
        let end = min(css.count, Self.largestSheet)
        var selector: [UInt8] = []
        while index < end {
            if Self.starts("/*", css, index) {
                index = Self.find("*/", css, index + 2, end) ?? end
                index += 2
            } else if Self.starts("<!--", css, index) {
                index += 4
            } else if Self.starts("-->", css, index) {
                index += 3
            } else if css[index] == UInt8(ascii: "{") {
                let close = Self.closing(css, index, end)
                if selector.first(where: { $0 > 0x20 }) != UInt8(ascii: "@") {
                    add(selector: selector, body: css[min(index + 1, close)..<close])
                }
                selector = []
                index = close + 1
            } else {
                if css[index] == UInt8(ascii: ";") { selector = [] } else { selector.append(css[index]) }
                index += 1
            }
        }
    }

    /// The declarations for an element, the more specific last.
    func declarations(tag: String, classes: [String], id: String?) -> [CSSDeclaration] {
        guard !isEmpty else { return [] }
        var list = byTag[tag] ?? []
        for name in classes { list += byClass[name] ?? [] }
        if !byTagAndClass.isEmpty { for name in classes { list += byTagAndClass[tag + "." + name] ?? [] } }
        if let id { list += byID[id] ?? [] }
        return list
    }

    private mutating func add(selector: [UInt8], body: ArraySlice<UInt8>) {
        let declarations = CSSDeclaration.list(String(decoding: body, as: UTF8.self))
        guard !declarations.isEmpty else { return }
        for part in String(decoding: selector, as: UTF8.self).lowercased().split(separator: ",").prefix(64) {
            let name = part.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
            guard name.count == 1, let simple = name.first, simple.allSatisfy({ !":>+~[*".contains($0) }) else {
                continue
            }
            let pieces = simple.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            if simple.hasPrefix("#") {
                Self.merge(declarations, into: &byID[String(simple.dropFirst()), default: []])
            } else if pieces.count == 1 {
                Self.merge(declarations, into: &byTag[pieces[0], default: []])
            } else if pieces.count == 2, pieces[0].isEmpty {
                Self.merge(declarations, into: &byClass[pieces[1], default: []])
            } else if pieces.count == 2 {
                Self.merge(declarations, into: &byTagAndClass[pieces.joined(separator: "."), default: []])
            }
        }
    }

    /// A later declaration of the same property replaces the earlier one, so that no list outgrows the properties.
    private static func merge(_ new: [CSSDeclaration], into list: inout [CSSDeclaration]) {
        for declaration in new {
            list.removeAll { $0.name == declaration.name }
            list.append(declaration)
        }
    }

    private static func starts(_ text: StaticString, _ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[index..<(index + $0.count)]) }
    }

    private static func find(_ text: StaticString, _ bytes: [UInt8], _ from: Int, _ end: Int) -> Int? {
        var index = from
        while index < end {
            if starts(text, bytes, index) { return index }
            index += 1
        }
        return nil
    }

    /// The brace that closes the one at `open`, or the end.
    private static func closing(_ bytes: [UInt8], _ open: Int, _ end: Int) -> Int {
        var depth = 0
        for index in open..<end {
            if bytes[index] == UInt8(ascii: "{") { depth += 1 }
            if bytes[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return end
    }
}
