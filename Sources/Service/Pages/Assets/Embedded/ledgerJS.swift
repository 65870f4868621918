// Written by scripts/embed-assets from Web/js/ledger.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let ledgerJS: StaticString = ##"""
import "./core.js";

"""##
}
