import HTTPTypes
import Hummingbird

extension Response {
    /// Sets a header field whose name is written in the source.
    mutating func set(_ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        headers[name] = value
    }

    /// 303 See Other: the browser follows with GET. `path` is a path of this site or the provider's address.
    static func seeOther(_ path: String) -> Response {
        var response = Response(status: .seeOther, headers: [.location: path])
        response.set("Cache-Control", "no-store")
        response.set("Referrer-Policy", "no-referrer")
        return response
    }
}
