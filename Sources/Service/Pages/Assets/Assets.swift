import Digest
import HTTPTypes
import Hummingbird
import NIOCore

/// Stylesheet, scripts and icon, served from memory.
///
/// One hash over all of them stands in every address, so an address never changes its content, scripts can import each
/// other by relative names, and browsers keep them for a year.
struct Assets: Sendable {
    struct Asset: Sendable {
        var type: String
        var plain: ByteBuffer
        var gzip: ByteBuffer?
    }

    let hash: String
    private let byName: [String: Asset]

    init(_ embedded: [(name: String, text: StaticString)] = EmbeddedAssets.all) throws(DigestUnavailable) {
        var contents: [String: [UInt8]] = [:]
        for (name, text) in embedded {
            let bytes = text.withUTF8Buffer { Array($0) }
            // All stylesheets are one, in the order of their names.
            contents[name.hasSuffix(".css") ? "app.css" : name, default: []] += bytes
        }
        var all: [UInt8] = []
        for (name, bytes) in contents.sorted(by: { $0.key < $1.key }) { all += Array("\(name)\0".utf8) + bytes }
        hash = String(Base64.urlText(try SHA256Digest.bytes(of: all)).prefix(16))
        byName = contents.reduce(into: [:]) { assets, entry in
            assets[entry.key] = Asset(
                type: Self.type(entry.key), plain: ByteBuffer(bytes: entry.value),
                gzip: Gzip.compress(entry.value, level: 9).map { ByteBuffer(bytes: $0) })
        }
    }

    func has(_ name: String) -> Bool { byName[name] != nil }

    /// The address of an asset, as a path.
    func path(_ name: String) -> String { "/assets/\(hash)/\(name)" }

    /// - Throws: 404 for another hash: what an older version served is not here.
    func respond(_ request: Request, hash given: String?, name: String?) throws(ProblemResponse) -> Response {
        guard given == hash, let name, let asset = byName[name] else { throw .notFound }
        let packed = Gzip.isAccepted(request.headers) ? asset.gzip : nil
        let tag = packed == nil ? "\"\(hash)\"" : "\"\(hash)-gzip\""
        var response = Response(status: .ok)
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        response.set("Vary", "Accept-Encoding")
        let known = request.headers[values: .ifNoneMatch].joined(separator: ",").split(separator: ",")
            .map { entry in entry.filter { $0 != " " } }
        if known.contains(where: { $0 == tag || $0 == "*" || $0 == "W/\(tag)" }) {
            response.status = .notModified
            return response
        }
        response.headers[.contentType] = asset.type
        if packed != nil { response.headers[.contentEncoding] = "gzip" }
        response.body = .init(byteBuffer: packed ?? asset.plain)
        return response
    }

    private static func type(_ name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}
