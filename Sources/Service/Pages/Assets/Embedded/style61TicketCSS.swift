// Written by scripts/embed-assets from Web/css/61-ticket.css. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let style61TicketCSS: StaticString = ##"""


"""##
}
