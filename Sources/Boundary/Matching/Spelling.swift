internal import Foundation

/// The byte forms in which one text may be written: composed and decomposed (Unicode NFC and NFD).
enum Spelling {
    static func forms(of text: String) -> [String] {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return [text] }
        let composed = text.precomposedStringWithCanonicalMapping
        let decomposed = text.decomposedStringWithCanonicalMapping
        // Swift calls the two equal; their bytes are not.
        return composed.utf8.elementsEqual(decomposed.utf8) ? [composed] : [composed, decomposed]
    }
}
