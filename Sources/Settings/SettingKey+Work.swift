extension SettingKey {
    static let work: [SettingKey] = [
        SettingKey(
            "work.enabled", .flag, "whether the service works on jobs itself; false leaves them to sidenote work",
            standard: "true"),
        SettingKey("work.concurrency", .integer(1...256), "threads that enrich tickets; the number of cores"),
        SettingKey("work.deadline_s", .integer(5...3600), "seconds one ticket may take", standard: "300"),
        SettingKey(
            "work.ticket_index_minutes", .number(0.05...1440), "pause between updates of the index of tickets",
            standard: "5"),
        SettingKey(
            "work.sweep_minutes", .number(0.05...1440), "pause between sweeps (retention, expired sessions, repairs)",
            standard: "15"),
        SettingKey(
            "retention.default_days", .integer(0...36_500),
            "days that tickets and their drafts are kept after they were last worked on; 0 for ever", standard: "0"),
        SettingKey("retention.clients", .map(of: []), "days per client id; 0 for ever"),
    ]
}
