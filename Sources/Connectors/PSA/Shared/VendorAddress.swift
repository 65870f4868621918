import CurlTransport
import Domain

/// Addresses of vendors' servers, to which credentials are sent.
enum VendorAddress {
    /// Scheme, host, port and path without a slash at its end; a bare host name means https.
    ///
    /// - Throws: `Problem` for anything but https (http to this machine is allowed), and for a query or user name.
    static func base(_ text: String, setting: String) throws(Problem) -> String {
        let absolute = text.contains("://") ? text : "https://" + text
        guard let url = try? RequestURL(absolute), url.query == nil, !absolute.contains("#") else {
            throw Problem(
                "“\(setting)” is not the address of a server", remedy: "Write it as in https://psa.example.com")
        }
        guard url.scheme == "https" || url.isLoopback else {
            throw Problem("“\(setting)” is not https", remedy: "Credentials are sent there: use https")
        }
        return trimmed(url.display)
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last == "/" { text.removeLast() }
        return String(text)
    }

    /// Percent-encoded so that it can stand anywhere in a query or form (RFC 3986, unreserved characters alone).
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
