// Written by scripts/embed-assets from Web/css/62-acts.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style62ActsCSS: StaticString = ##"""


"""##
}
