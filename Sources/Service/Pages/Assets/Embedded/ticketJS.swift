// Written by scripts/embed-assets from Web/js/ticket.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let ticketJS: StaticString = ##"""
import "./core.js";

"""##
}
