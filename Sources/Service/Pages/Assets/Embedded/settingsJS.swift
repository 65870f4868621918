// Written by scripts/embed-assets from Web/js/settings.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let settingsJS: StaticString = ##"""
import "./core.js";

"""##
}
