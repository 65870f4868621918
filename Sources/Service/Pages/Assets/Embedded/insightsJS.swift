// Written by scripts/embed-assets from Web/js/insights.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let insightsJS: StaticString = ##"""
import "./core.js";

"""##
}
