// Written by scripts/embed-assets from Web/css/63-insights.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style63InsightsCSS: StaticString = ##"""


"""##
}
