import Domain

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Decoding errors in words for the person who made the file.
enum DecodingProblem {
    static func describe(_ error: any Error, place: String, line: LineReader.Line) -> Problem {
        guard let error = error as? DecodingError else {
            return Problem("the record cannot be read", place: place, remedy: "check the line")
        }
        switch error {
        case .keyNotFound(let key, let context):
            let path = path(context.codingPath + [key])
            let detail = context.debugDescription.hasSuffix("is missing or empty") ? "missing or empty" : "missing"
            return Problem("\(path) is \(detail)", place: place, remedy: "add the field to the record")
        case .valueNotFound(_, let context):
            if context.codingPath.isEmpty { return notAnObject(place) }
            return Problem(
                "\(path(context.codingPath)) is null", place: place, remedy: "give it a value or leave it out")
        case .typeMismatch(let type, let context):
            if context.codingPath.isEmpty { return notAnObject(place) }
            return Problem(
                "\(path(context.codingPath)) is not \(name(of: type))", place: place,
                remedy: "write \(name(of: type)) there")
        case .dataCorrupted(let context):
            if context.codingPath.isEmpty { return syntax(context, place: place, line: line) }
            // Our own decoders say in `debugDescription` what is wrong and what to write instead.
            let parts = context.debugDescription.split(separator: ";", maxSplits: 1)
            return Problem(
                "\(path(context.codingPath)): \(parts.first ?? "not valid")", place: place,
                remedy: parts.count > 1 ? parts[1].trimmingWhitespace() : "correct the value")
        @unknown default:
            return Problem("the record cannot be read", place: place, remedy: "check the line")
        }
    }

    private static func syntax(_ context: DecodingError.Context, place: String, line: LineReader.Line) -> Problem {
        if !line.isTerminated && line.bytes.last != UInt8(ascii: "}") {
            return Problem(
                "the last line is cut off", place: place,
                remedy: "the export ended early: export again, or delete the line")
        }
        if let first = line.bytes.first(where: { $0 > 0x20 }), first != UInt8(ascii: "{") { return notAnObject(place) }
        return Problem(
            "the line is not valid JSON", place: place,
            remedy: "each line must be one whole JSON object; check quotes, commas and brackets")
    }

    private static func notAnObject(_ place: String) -> Problem {
        Problem("the line is not a JSON object", place: place, remedy: "each line must be one {…} of its own")
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is Int.Type, is Int64.Type: "a whole number"
        case is Double.Type: "a number"
        case is any Collection.Type where String(describing: type).hasPrefix("Array"): "a list"
        default: "an object"
        }
    }
}
