// Written by scripts/embed-assets from Web/css/65-settings.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style65SettingsCSS: StaticString = ##"""


"""##
}
