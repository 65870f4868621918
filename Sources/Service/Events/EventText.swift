import Domain

/// Events as `text/event-stream` writes them (WHATWG HTML, section 9.2). Data is one line of JSON.
enum EventText {
    static func event(_ event: ServiceEvent) throws -> String {
        let data = String(decoding: try Shape.event.json(event).bytes(), as: UTF8.self)
        return "id: \(event.id)\nevent: \(event.kind.rawValue)\ndata: \(data)\n\n"
    }

    /// What lay between is lost; lists must be read anew, and events go on after `newest`.
    static func reset(newest: Int64) -> String {
        "id: \(newest)\nevent: reset\ndata: {\"newest\":\(newest)}\n\n"
    }

    /// Moves the position of the reader without an event.
    static func position(_ id: Int64) -> String { "id: \(id)\n\n" }

    static func retry(_ time: Duration) -> String { "retry: \(time.components.seconds * 1000)\n\n" }

    static let keepAlive = ": keep-alive\n\n"
}

extension Shape where Value == ServiceEvent {
    static let event = Shape(
        "Event", "The data of an event.",
        [
            .integer("draft", "The draft.") { $0.draft },
            .text("ticket_id", "The ticket.") { $0.ticketID.rawValue },
            .optionalText("client_id", "The client.") { $0.clientID?.rawValue },
            .word("state", "The draft's state after it.") { $0.state },
            .time("at", "When.") { $0.at },
        ])
}
