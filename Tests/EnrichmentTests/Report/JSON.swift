import Foundation

/// A JSON value that tests take apart and put together again.
indirect enum JSON {
    case object([String: JSON])
    case list([JSON])
    case string(String)
    /// A number, a truth value or null as it is written.
    case literal(String)

    init(_ value: some Encodable) throws {
        self.init(try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)))
    }

    private init(_ value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let object as [String: Any]: self = .object(object.mapValues { JSON($0) })
        case let list as [Any]: self = .list(list.map { JSON($0) })
        case is NSNull: self = .literal("null")
        default:
            let data = try? JSONSerialization.data(withJSONObject: [value])
            self = .literal(String(decoding: (data ?? Data("[null]".utf8)).dropFirst().dropLast(), as: UTF8.self))
        }
    }

    /// One line, keys sorted.
    var line: String {
        switch self {
        case .object(let object):
            "{" + object.sorted { $0.key < $1.key }.map { JSON.string($0).line + ":" + $1.line }.joined(separator: ",")
                + "}"
        case .list(let list): "[" + list.map(\.line).joined(separator: ",") + "]"
        case .literal(let text): text
        case .string(let text):
            "\""
                + text.unicodeScalars.map { scalar in
                    scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
                        ? "\\u" + String(repeating: "0", count: scalar.value < 0x10 ? 3 : 2)
                            + String(scalar.value, radix: 16)
                        : String(scalar)
                }.joined() + "\""
        }
    }

    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(line.utf8))
    }

    subscript(key: String) -> JSON? {
        switch self {
        case .object(let object): object[key]
        case .list(let list): Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil }
        default: nil
        }
    }

    /// The value with the one at the path replaced, or taken out of its object for nil.
    func replacing(_ path: ArraySlice<String>, by new: JSON?) -> JSON {
        guard let key = path.first, let inner = self[key] else { return self }
        let value = path.count == 1 ? new : inner.replacing(path.dropFirst(), by: new)
        switch self {
        case .object(var object):
            object[key] = value
            return .object(object)
        case .list(var list):
            if let index = Int(key), let value { list[index] = value }
            return .list(list)
        default: return self
        }
    }
}
