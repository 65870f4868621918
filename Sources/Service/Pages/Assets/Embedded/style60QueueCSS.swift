// Written by scripts/embed-assets from Web/css/60-queue.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style60QueueCSS: StaticString = ##"""


"""##
}
