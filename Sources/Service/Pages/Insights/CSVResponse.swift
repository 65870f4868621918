import HTTPTypes
import Hummingbird
import NIOCore

enum CSVResponse {
    /// A download.
    ///
    /// - Parameter name: of the file, without extension; anything but letters, digits, `-` and `_` becomes `-`.
    static func make(_ csv: CSVText, name: String) -> Response {
        let safe = String(
            name.unicodeScalars.prefix(100).map { scalar -> Character in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                return isPlain || scalar == "-" || scalar == "_" ? Character(scalar) : "-"
            })
        // Spreadsheet programs take a file without the mark for one in the code page of the machine.
        let bytes = [0xEF, 0xBB, 0xBF] + csv.bytes
        var response = Response(
            status: .ok, headers: [.contentType: "text/csv; charset=utf-8; header=present"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        PageHeaders.protect(&response)
        response.set("Content-Disposition", "attachment; filename=\"\(safe).csv\"")
        return response
    }
}
