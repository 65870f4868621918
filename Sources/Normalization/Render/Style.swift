/// The part of CSS that decides whether a reader sees a text.
struct Style {
    /// Hidden with everything inside, whatever the descendants say.
    var hidden: HiddenText.Reason?
    /// Inherited, but a descendant may set another value.
    var isInvisible = false
    var hasTinyFont = false
    var color: CSSColor? = CSSColor.black
    /// What the text stands on; nil when it cannot be known (an image, a gradient).
    var background: CSSColor? = CSSColor.white
    /// `white-space: pre…`: line ends and blanks stay.
    var isPreformatted = false

    /// Why text in this style cannot be seen; nil when it can.
    var reason: HiddenText.Reason? {
        if let hidden { return hidden }
        if isInvisible { return .invisible }
        if hasTinyFont { return .tinyFont }
        guard let color else { return nil }
        if color.isTransparent { return .transparent }
        if let background, color.isIndistinguishable(from: background) { return .sameColor }
        return nil
    }

    /// Applies one element's declarations.
    mutating func apply(_ declarations: [CSSDeclaration]) {
        var box = Box()
        for declaration in declarations { apply(declaration, box: &box) }
        guard hidden == nil else { return }
        if box.clips, box.isFlat {
            hidden = .zeroSize
        } else if box.isPositioned, box.isFarOut {
            hidden = .offScreen
        }
    }

    /// What only together hides an element.
    private struct Box {
        var clips = false
        var isFlat = false
        var isPositioned = false
        var isFarOut = false
    }

    private mutating func apply(_ declaration: CSSDeclaration, box: inout Box) {
        let value = declaration.value
        switch declaration.name {
        case "display": if value == "none" { hidden = hidden ?? .displayNone }
        case "visibility": isInvisible = value == "hidden" || value == "collapse"
        case "opacity": if let number = CSSLength(value), number.amount < 0.05 { hidden = hidden ?? .transparent }
        case "mso-hide": if value == "all" { hidden = hidden ?? .displayNone }
        case "font-size": setFontSize(value)
        case "font": if value.hasPrefix("0") || value.contains(" 0px") || value.contains(" 0 ") { hasTinyFont = true }
        case "color": if value != "inherit", value != "currentcolor" { color = CSSColor(value) ?? color }
        case "background-color", "background": setBackground(value)
        case "background-image": if value != "none" { background = nil }
        case "white-space": isPreformatted = value.hasPrefix("pre") || value == "break-spaces"
        case "overflow", "overflow-y", "overflow-x": if value == "hidden" || value == "clip" { box.clips = true }
        case "height", "max-height", "width", "max-width":
            if let length = CSSLength(value), length.amount <= (length.unit == "px" ? 1 : 0) { box.isFlat = true }
        case "position": box.isPositioned = value == "absolute" || value == "fixed" || value == "relative"
        case "left", "top", "right", "bottom", "margin-left", "margin-top":
            if let length = CSSLength(value), length.isFarNegative {
                box.isFarOut = true
                if declaration.name.hasPrefix("margin") { box.isPositioned = true }
            }
        case "text-indent":
            if let length = CSSLength(value), length.isFarNegative { hidden = hidden ?? .offScreen }
        case "clip": if value.filter({ $0 != " " }).hasPrefix("rect(0") { hidden = hidden ?? .zeroSize }
        case "clip-path":
            if value.contains("inset(100%") || value.contains("inset(50%") { hidden = hidden ?? .zeroSize }
        case "transform": if value.contains("scale(0)") { hidden = hidden ?? .zeroSize }
        default: break
        }
    }

    private mutating func setFontSize(_ value: String) {
        guard let length = CSSLength(value) else {
            // A keyword (medium, small, …) sets a readable size; smaller, larger and inherit keep the parent's.
            if ["medium", "small", "large", "x-small", "xx-small", "x-large", "xx-large"].contains(value) {
                hasTinyFont = false
            }
            return
        }
        switch length.unit {
        case "em", "%", "ex", "rem":
            if length.amount <= (length.unit == "%" ? 7 : 0.07) { hasTinyFont = true }
            if length.unit == "rem", length.amount > 0.1 { hasTinyFont = false }
        default: hasTinyFont = length.amount <= 1.5
        }
    }

    private mutating func setBackground(_ value: String) {
        if value.contains("url(") || value.contains("gradient(") || value.contains("var(") {
            background = nil
            return
        }
        for part in CSSColor.parts(value) {
            guard let color = CSSColor(part) else { continue }
            if !color.isTransparent { background = color }
            return
        }
    }
}

/// A CSS length or number: `-9999px`, `0`, `.5em`, `12pt`.
struct CSSLength {
    var amount: Double
    var unit: String

    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
        guard !digits.isEmpty, let amount = Double(digits.hasPrefix(".") ? "0" + digits : String(digits)) else {
            return nil
        }
        self.amount = amount
        unit = String(text.dropFirst(digits.count).prefix { $0.isLetter || $0 == "%" })
    }

    var isFarNegative: Bool {
        switch unit {
        case "px", "pt", "": amount <= -400
        case "%", "vw", "vh": amount <= -100
        default: amount <= -30
        }
    }
}
