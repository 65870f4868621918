// The two mappings below exist in full Foundation only.
import Foundation

/// Unicode normalisation forms (UAX 15).
enum UnicodeForm {
    /// NFC: the form in which ids are kept, whatever form the file system uses.
    static func composed(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }

    /// NFD: letters and their accents apart.
    static func decomposed(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.decomposedStringWithCanonicalMapping
    }
}
