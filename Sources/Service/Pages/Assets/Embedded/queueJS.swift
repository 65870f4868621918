// Written by scripts/embed-assets from Web/js/queue.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let queueJS: StaticString = ##"""
import "./core.js";

"""##
}
