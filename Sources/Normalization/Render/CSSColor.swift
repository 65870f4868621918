/// A CSS colour: `#rgb`, `#rrggbb`, `rgb()`, `rgba()` and the names that mail uses.
struct CSSColor: Hashable {
    var red: Int
    var green: Int
    var blue: Int
    var isTransparent = false

    static let black = CSSColor(red: 0, green: 0, blue: 0)
    static let white = CSSColor(red: 255, green: 255, blue: 255)

    private static let names: [String: CSSColor] = [
        "black": black, "white": white,
        "transparent": CSSColor(red: 0, green: 0, blue: 0, isTransparent: true),
        "snow": CSSColor(red: 255, green: 250, blue: 250), "ivory": CSSColor(red: 255, green: 255, blue: 240),
        "whitesmoke": CSSColor(red: 245, green: 245, blue: 245),
        "ghostwhite": CSSColor(red: 248, green: 248, blue: 255),
        "red": CSSColor(red: 255, green: 0, blue: 0), "green": CSSColor(red: 0, green: 128, blue: 0),
        "blue": CSSColor(red: 0, green: 0, blue: 255), "yellow": CSSColor(red: 255, green: 255, blue: 0),
        "gray": CSSColor(red: 128, green: 128, blue: 128), "grey": CSSColor(red: 128, green: 128, blue: 128),
        "silver": CSSColor(red: 192, green: 192, blue: 192), "maroon": CSSColor(red: 128, green: 0, blue: 0),
        "navy": CSSColor(red: 0, green: 0, blue: 128), "teal": CSSColor(red: 0, green: 128, blue: 128),
        "orange": CSSColor(red: 255, green: 165, blue: 0), "purple": CSSColor(red: 128, green: 0, blue: 128),
        "lightgray": CSSColor(red: 211, green: 211, blue: 211), "lightgrey": CSSColor(red: 211, green: 211, blue: 211),
        "lime": CSSColor(red: 0, green: 255, blue: 0), "aqua": CSSColor(red: 0, green: 255, blue: 255),
        "windowtext": black, "window": white,
    ]

    init(red: Int, green: Int, blue: Int, isTransparent: Bool = false) {
        self.red = red
        self.green = green
        self.blue = blue
        self.isTransparent = isTransparent
    }

    /// Reads a lower-case value; nil for what is not understood.
    init?(_ text: String) {
        if let named = Self.names[text] {
            self = named
            return
        }
        let bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "#") {
            self.init(hex: bytes.dropFirst())
        } else if text.hasPrefix("rgb") {
            self.init(function: text)
        } else if bytes.count == 6 {
            self.init(hex: bytes[...])
        } else {
            return nil
        }
    }

    private init?(hex digits: ArraySlice<UInt8>) {
        let values = digits.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.count == digits.count else { return nil }
        switch values.count {
        case 3, 4: self.init(red: values[0] * 17, green: values[1] * 17, blue: values[2] * 17)
        case 6, 8:
            self.init(
                red: values[0] * 16 + values[1], green: values[2] * 16 + values[3], blue: values[4] * 16 + values[5])
        default: return nil
        }
        isTransparent = values.count == 4 ? values[3] == 0 : values.count == 8 && values[6] == 0 && values[7] < 8
    }

    private init?(function text: String) {
        let inside = text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        let parts = inside.split { $0 == "," || $0 == " " || $0 == "/" }
        guard parts.count >= 3 else { return nil }
        let values = parts.prefix(3).compactMap { CSSLength(String($0)) }.map { length in
            min(max(length.unit == "%" ? length.amount * 2.55 : length.amount, 0), 255)
        }
        guard values.count == 3 else { return nil }
        self.init(red: Int(values[0]), green: Int(values[1]), blue: Int(values[2]))
        if parts.count > 3, let alpha = CSSLength(String(parts[3])), alpha.amount < 0.05 { isTransparent = true }
    }

    /// Whether text of this colour cannot be told from that ground by eye.
    func isIndistinguishable(from other: CSSColor) -> Bool {
        abs(red - other.red) <= 6 && abs(green - other.green) <= 6 && abs(blue - other.blue) <= 6
    }

    /// The blank-separated parts of a value, `rgb(1, 2, 3)` in one piece.
    static func parts(_ value: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        for character in value {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == " ", depth <= 0 {
                if !part.isEmpty { parts.append(part) }
                part = ""
            } else {
                part.append(character)
            }
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }
}
