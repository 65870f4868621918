import Domain

/// What stands behind the numbers of a ticket. A ticket does without any of it.
extension AutotaskTickets {
    /// How many persons beside the ticket's own are looked up for its notes.
    private static let mostAuthors = 5

    func person(_ number: Int64, _ end: ContinuousClock.Instant) async throws -> Ticket.Requester? {
        if let known = people.value(number) { return known }
        let values = try await calls.optional { try await self.item("Contacts/\(number)", what: "the contact", end) }
        guard let values else { return nil }
        let name = [values.text("firstName"), values.text("lastName")].compactMap { $0 }.joined(separator: " ")
        let person = Ticket.Requester(
            name: name.isEmpty ? nil : name, email: values.text("emailAddress", "emailAddress2", "emailAddress3"),
            phone: values.text("phone", "mobilePhone"))
        people.keep(person, for: number)
        return person
    }

    /// Notes with the names of those customers who wrote them.
    func named(_ notes: [AutotaskNote], _ end: ContinuousClock.Instant) async throws -> [Ticket.Note] {
        var names: [Int64: String?] = [:]
        var result: [Ticket.Note] = []
        for var note in notes {
            if let contact = note.contact {
                if names[contact] == nil, names.count <= Self.mostAuthors {
                    names[contact] = .some(try await person(contact, end)?.name)
                }
                note.note.author = names[contact] ?? nil
            }
            result.append(note.note)
        }
        return result
    }

    /// By the company's number; by its account number or name only where the configuration maps names at all.
    func client(of company: Int64?, _ end: ContinuousClock.Instant) async throws -> ClientID? {
        guard let company else { return nil }
        if let client = clients.client(id: company) { return client }
        guard clients.hasNames else { return nil }
        var names = companies.value(company)
        if names == nil {
            let values = try await calls.optional {
                try await self.item("Companies/\(company)", what: "the company", end)
            }
            guard let values else { return nil }
            let found = [values.text("companyNumber"), values.text("companyName")].compactMap { $0 }
            companies.keep(found, for: company)
            names = found
        }
        return names?.lazy.compactMap { self.clients.client(id: nil, identifier: $0) }.first
    }

    /// The ticket's main device and the further ones.
    func linked(_ number: Int64, _ main: Int64?, _ end: ContinuousClock.Instant) async throws -> [LinkedDevice] {
        let what = "the ticket's configuration items"
        let further = try await calls.optional { () -> [Int64]? in
            let answer = try await self.get("Tickets/\(number)/AdditionalConfigurationItems", what: what, end)
            guard answer.isSuccess else { return nil }
            return try self.calls.list(answer, "items", what: what).compactMap { $0.number("configurationItemID") }
        }
        var list: [LinkedDevice] = []
        for device in ([main].compactMap { $0 } + (further ?? [])).prefix(10) {
            list.append(LinkedDevice(number: device, name: try await deviceName(device, end)))
        }
        return list
    }

    private func deviceName(_ number: Int64, _ end: ContinuousClock.Instant) async throws -> String? {
        if let known = devices.value(number) { return known }
        let values = try await calls.optional {
            try await self.item("ConfigurationItems/\(number)", what: "the configuration item", end)
        }
        guard let name = values?.text("referenceTitle", "rmmDeviceAuditHostname") else { return nil }
        devices.keep(name, for: number)
        return name
    }

    func pickedLabels(_ end: ContinuousClock.Instant) async throws -> AutotaskLabels {
        if let known = labels.value(0) { return known }
        let what = "the names of picked values"
        let found = try await calls.optional { () -> AutotaskLabels? in
            let answer = try await self.get("Tickets/entityInformation/fields", what: what, end)
            guard answer.isSuccess else { return nil }
            return AutotaskLabels(try self.calls.list(answer, "fields", what: what))
        }
        guard let found else { return AutotaskLabels() }
        labels.keep(found, for: 0)
        return found
    }
}
