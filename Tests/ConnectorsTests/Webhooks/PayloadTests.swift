import Connectors
import Digest
import Domain
import Foundation
import Testing

@Suite("What webhooks say")
struct PayloadTests {
    @Test func genericTicket() throws {
        let event = try #require(try SampleCall.load("generic-created").events().first)
        #expect(event.source == "generic" && event.action == .changed)
        #expect(event.key == "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W")
        #expect(event.ticketID == "T-1001" && event.lane == "hdg")
        #expect(event.version == Timestamp("2026-09-10T15:02:11Z")?.milliseconds)
        #expect(event.deadline == Timestamp("2026-09-10T16:02:11Z")?.milliseconds)
        let ticket = try event.decodedTicket()
        #expect(ticket.subject == "Portal: Printing / scanning" && ticket.sla != nil)
    }

    @Test func connectWiseTicket() throws {
        let call = try SampleCall.load("connectwise-psa-added")
        let event = try #require(try call.events().first)
        #expect(event.key == "8631be24-de1e-4c9d-9977-e6b2f3fff852" && event.ticketID == "connectwise-psa:402118")
        #expect(event.lane == "connectwise-psa:19303")
        #expect(event.deadline == Timestamp("2026-09-14T13:07:00Z")?.milliseconds)
        let ticket = try event.decodedTicket()
        #expect(ticket.clientID == nil && ticket.number == "402118")
        #expect(ticket.subject == "SVC - SQL Server (MSSQLSERVER) - CMF-SQL01")
        #expect(ticket.priority == "Priority 1 - Emergency Response" && ticket.board == "Help Desk")
        #expect(ticket.body == "Device name: CMF-SQL01")
        #expect(ticket.sla?.resolveBy == Timestamp("2026-09-14T16:52:00Z") && !ticket.isClosed)
        #expect(ticket.createdAt == Timestamp("2026-09-14T12:52:00Z"))

        for map in [ClientMap(["19303": "cmf"]), ClientMap(["CMF": "cmf"])] {
            let mapped = try #require(try call.events(clients: map).first)
            #expect(mapped.lane == "cmf")
            #expect(try mapped.decodedTicket().clientID == "cmf")
        }
    }

    @Test func connectWiseRequester() throws {
        let ticket = try #require(try SampleCall.load("connectwise-psa-updated").events().first).decodedTicket()
        #expect(ticket.requester.email?.contains("@") == true && ticket.requester.name != nil)
    }

    @Test func connectWiseDeletion() throws {
        let event = try #require(try SampleCall.load("connectwise-psa-deleted").events().first)
        #expect(event.action == .deleted && event.ticketID == "connectwise-psa:402099" && event.ticket == nil)
        #expect(event.version == SampleCall.now.milliseconds)
    }

    @Test(
        "Other kinds of ConnectWise records are kept as seen and make nothing",
        arguments: ["company", "contact", "configuration", "time", "schedule"])
    func connectWiseOthers(_ type: String) throws {
        let body = "{\"MessageId\":\"m-1\",\"Action\":\"updated\",\"Type\":\"\(type)\",\"ID\":7,\"Entity\":\"{}\"}"
        let source = try ConnectWiseWebhook(keys: .configured([]))
        let event = try #require(try source.events(in: request(body), now: SampleCall.now).first)
        #expect(event.action == .ignored && event.ticketID == nil && event.key == "m-1")
    }

    @Test("A password field of ConnectWise is never read; a project ticket is a ticket")
    func connectWiseFields() throws {
        let entity = """
            {"id":9,"summary":"s","recordType":"ProjectTicket","closedFlag":true,"closedDate":"2026-09-01T00:00:00Z",\
            "customFields":[{"caption":"Root","type":"Password","value":"hunter2"},{"caption":"Room","type":"Text","value":"12"}]}
            """
        let text = String(decoding: try JSONEncoder().encode(entity), as: UTF8.self)
        let body = "{\"MessageId\":\"m\",\"Action\":\"updated\",\"Type\":\"ticket\",\"ID\":9,\"Entity\":\(text)}"
        let source = try ConnectWiseWebhook(keys: .configured([]))
        let event = try #require(try source.events(in: request(body), now: SampleCall.now).first)
        let ticket = try event.decodedTicket()
        #expect(ticket.body == "Room: 12" && ticket.isClosed && ticket.type == "ProjectTicket")
    }

    @Test func autotaskEvents() throws {
        let create = try #require(
            try SampleCall.load("autotask-create").events(clients: ClientMap(["29683533": "hdg"])).first)
        #expect(create.ticketID == "autotask:352744" && create.ticket == nil && create.lane == "hdg")
        let unmapped = try #require(try SampleCall.load("autotask-create").events().first)
        #expect(unmapped.lane == "autotask:29683533")
        let update = try #require(try SampleCall.load("autotask-update").events().first)
        let note = try #require(try SampleCall.load("autotask-note").events().first)
        #expect(note.ticketID == "autotask:352744" && note.action == .changed)
        #expect(Set([create.key, update.key, note.key]).count == 3)
        #expect(Set([create.contentHash, update.contentHash, note.contentHash]).count == 3)
    }

    @Test("Autotask: events of one second are ordered by their number; a note without its ticket is ignored")
    func autotaskOrder() throws {
        func event(_ entity: String, _ sequence: Int, _ fields: String = "{}", action: String = "Update") throws
            -> InboundEvent
        {
            let body = """
                {"Action":"\(action)","Guid":"g","EntityType":"\(entity)","Id":5,"Fields":\(fields),\
                "EventTime":"2026-09-10T15:00:00Z","SequenceNumber":\(sequence)}
                """
            return try #require(
                try AutotaskWebhook(secrets: []).events(in: request(body), now: SampleCall.now).first)
        }
        #expect(try event("ticket", 3).version < event("Ticket", 4).version)
        #expect(try event("Ticket", 1, action: "Delete").action == .deleted)
        #expect(try event("TicketNote", 1).action == .ignored)
        #expect(try event("TicketNote", 1, "{\"TicketID\":77}", action: "Delete").ticketID == "autotask:77")
        #expect(try event("TicketNote", 1, "{\"TicketID\":77}", action: "Delete").action == .changed)
        #expect(try event("Account", 1).action == .ignored)
        #expect(try event("InstalledProduct", 1).action == .ignored)
    }

    @Test func haloTicket() throws {
        let event = try #require(try SampleCall.load("halopsa-new").events().first)
        #expect(event.ticketID == "halopsa:12418" && event.lane == "halopsa:21")
        #expect(event.deadline == Timestamp("2026-09-11T11:12:44.717Z")?.milliseconds)
        let ticket = try event.decodedTicket()
        #expect(
            ticket.requester
                == Ticket.Requester(
                    name: "Dana Whitfield", email: "dana.whitfield@harbordental.example.com"))
        #expect(ticket.deviceIDs == ["halopsa:1282", "halopsa:1287"] && ticket.body.hasPrefix("Hi team,"))
        #expect(ticket.createdAt == Timestamp("2026-09-11T09:12:44.717Z") && ticket.closedAt == nil)
    }

    @Test func haloEventOnly() throws {
        let event = try #require(try SampleCall.load("halopsa-event-only").events().first)
        #expect(event.ticketID == "halopsa:12418" && event.ticket == nil && event.action == .changed)
    }

    @Test("Halo: a batch gives its events in order; other objects, unknown client, odd names, empty dates")
    func haloForms() throws {
        let body = """
            [{"id":"a","event":"new ticket logged","ticket":{"id":"31","summary":"s","details":"d","client_id":1,\
            "lastupdate":"2026-09-10T10:00:00","useremail":"a@b.example","respondbydate":"1900-01-01T00:00:00"}},
             {"id":"b","event":"client updated","object_id":4},
             {"id":"c","event":"ticket deleted","object_id":31},
             {"id":"d","event":"action added","object_id":32,"ticket":{"id":32}},
             {"event":"ticket updated","object_id":33}]
            """
        let events = try HaloWebhook(
            secrets: [], authentication: .hmac(header: "Token"), clients: ClientMap(["1": "x"])
        )
        .events(in: request(body), now: SampleCall.now)
        #expect(events.map(\.action) == [.changed, .ignored, .deleted, .changed, .changed])
        #expect(events.map(\.ticketID) == ["halopsa:31", nil, "halopsa:31", "halopsa:32", "halopsa:33"])
        let ticket = try events[0].decodedTicket()
        #expect(ticket.clientID == nil && ticket.sla == nil && ticket.requester.email == "a@b.example")
        #expect(events[0].lane == "@b.example" && events[0].version == Timestamp("2026-09-10T10:00:00Z")?.milliseconds)
        #expect(events[3].ticket == nil && Set(events.map(\.key)).count == 5)
    }

    @Test("Content: what a draft would say differently counts, times do not")
    func contentHash() throws {
        func hash(_ change: (inout [String: Any]) -> Void) throws -> [UInt8] {
            var data: [String: Any] = [
                "id": "T-1", "created_at": "2026-09-10T10:00:00Z", "updated_at": "2026-09-10T11:00:00Z", "subject": "s",
                "body": "b", "status": "new",
            ]
            change(&data)
            let body = try JSONSerialization.data(withJSONObject: ["type": "ticket.updated", "data": data])
            let source = GenericWebhook(secrets: [])
            let headers = WebhookHeaders([("webhook-id", "m"), ("webhook-timestamp", "1789052533")])
            return try #require(
                try source.events(in: WebhookRequest(headers: headers, body: Array(body)), now: SampleCall.now).first
            ).contentHash
        }
        let plain = try hash { _ in }
        #expect(plain.count == 32)
        #expect(try hash { $0["updated_at"] = "2026-09-10T12:00:00Z" } == plain)
        #expect(try hash { $0["status"] = "in progress" } == plain)
        #expect(try hash { $0["id"] = "T-2" } != plain)
        #expect(try hash { $0["body"] = "bb" } != plain)
        #expect(try hash { $0["status"] = "closed" } != plain)
        #expect(try hash { $0["priority"] = "P1" } != plain)
        #expect(try hash { $0["notes"] = [["id": "n", "body": "new"]] } != plain)
        #expect(
            try hash {
                $0["subject"] = "sb"
                $0["body"] = ""
            } != plain)
    }

    @Test("A clock that runs ahead does not make a ticket deaf")
    func clockAhead() throws {
        let body =
            "{\"type\":\"ticket.updated\",\"data\":{\"id\":\"T\",\"created_at\":\"2026-01-01\",\"updated_at\":\"2099-01-01\"}}"
        let event = try #require(
            try GenericWebhook(secrets: []).events(in: request(body), now: SampleCall.now).first)
        #expect(event.version == SampleCall.now.milliseconds / 1000 * 1000)
        #expect(event.isOrderedByArrival)
    }

    @Test("Of doubled keys one counts, and an unknown type is only remembered")
    func harmless() throws {
        let double =
            "{\"type\":\"ticket.deleted\",\"type\":\"x\",\"data\":{\"id\":\"A\",\"id\":\"B\"},\"data\":{\"id\":\"C\"}}"
        let event = try #require(
            try GenericWebhook(secrets: []).events(in: request(double), now: SampleCall.now).first)
        #expect(event.action == .deleted && event.ticketID != "C")
        let other = "{\"type\":\"invoice.paid\",\"data\":[1]}"
        #expect(
            try GenericWebhook(secrets: []).events(in: request(other), now: SampleCall.now).map(\.action) == [.ignored])
    }

    @Test("An escaped NUL or half pair inside a text is replaced, not a reason to lose the ticket")
    func repairs() throws {
        let body =
            "{\"type\":\"ticket.created\",\"data\":{\"id\":\"T\",\"created_at\":\"2026-01-01\",\"body\":\"a\\u0000b\\ud800c\"}}"
        let event = try #require(
            try GenericWebhook(secrets: []).events(in: request(body), now: SampleCall.now).first)
        #expect(try event.decodedTicket().body == "a\u{FFFD}b\u{FFFD}c")
    }

    private func request(_ body: String) -> WebhookRequest {
        WebhookRequest(
            headers: WebhookHeaders([("webhook-id", "m"), ("webhook-timestamp", "1789052533")]), body: Array(body.utf8))
    }
}
