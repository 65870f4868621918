// Written by scripts/embed-assets from Web/img/icon.svg. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let iconSVG: StaticString = ##"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3.5" fill="#0b57a4"/><path d="M4 4.5h5M4 8h5M4 11.5h3" stroke="#fff" stroke-width="1.5" stroke-linecap="round"/><path d="M12 4.5v7" stroke="#9cc8f8" stroke-width="1.5" stroke-linecap="round"/></svg>

"""##
}
