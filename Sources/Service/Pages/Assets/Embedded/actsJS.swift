// Written by scripts/embed-assets from Web/js/acts.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let actsJS: StaticString = ##"""
import "./core.js";

"""##
}
