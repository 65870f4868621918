// Written by scripts/embed-assets from Web/css/64-ledger.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style64LedgerCSS: StaticString = ##"""


"""##
}
