/// A configuration item: a computer, server, printer, firewall or other thing that tickets are about.
public struct Device: Hashable, Sendable, Codable {
    public struct Disk: Hashable, Sendable, Codable {
        public var name: String
        public var totalBytes: Int64?
        public var freeBytes: Int64?

        public init(name: String, totalBytes: Int64? = nil, freeBytes: Int64? = nil) {
            self.name = name
            self.totalBytes = totalBytes
            self.freeBytes = freeBytes
        }

        enum CodingKeys: String, CodingKey {
            case name
            case totalBytes = "total_bytes"
            case freeBytes = "free_bytes"
        }

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            name = try values.requiredText(.name)
            totalBytes = try values.wholeNumber(.totalBytes)
            freeBytes = try values.wholeNumber(.freeBytes)
        }
    }

    public struct Alert: Hashable, Sendable, Codable {
        public var at: Timestamp?
        public var severity: String?
        public var message: String

        public init(at: Timestamp? = nil, severity: String? = nil, message: String) {
            self.at = at
            self.severity = severity
            self.message = message
        }
    }

    public var id: DeviceID
    public var clientID: ClientID
    public var hostname: String
    /// Workstation, laptop, server, printer, firewall, switch, … as the source says it.
    public var kind: String?
    public var manufacturer: String?
    public var model: String?
    public var serial: String?
    public var os: String?
    public var ipAddresses: [String]
    public var macAddresses: [String]
    /// The account or person last signed in, in any of the source's spellings (`DOMAIN\user`, mail, display name).
    public var lastUser: String?
    public var site: String?
    public var online: Bool?
    public var lastSeenAt: Timestamp?
    public var warrantyUntil: Timestamp?
    public var disks: [Disk]
    public var alerts: [Alert]
    public var software: [String]
    public var notes: String?
    public var url: String?

    public init(
        id: DeviceID, clientID: ClientID, hostname: String, kind: String? = nil, manufacturer: String? = nil,
        model: String? = nil, serial: String? = nil, os: String? = nil, ipAddresses: [String] = [],
        macAddresses: [String] = [], lastUser: String? = nil, site: String? = nil, online: Bool? = nil,
        lastSeenAt: Timestamp? = nil, warrantyUntil: Timestamp? = nil, disks: [Disk] = [], alerts: [Alert] = [],
        software: [String] = [], notes: String? = nil, url: String? = nil
    ) {
        self.id = id
        self.clientID = clientID
        self.hostname = hostname
        self.kind = kind
        self.manufacturer = manufacturer
        self.model = model
        self.serial = serial
        self.os = os
        self.ipAddresses = ipAddresses
        self.macAddresses = macAddresses
        self.lastUser = lastUser
        self.site = site
        self.online = online
        self.lastSeenAt = lastSeenAt
        self.warrantyUntil = warrantyUntil
        self.disks = disks
        self.alerts = alerts
        self.software = software
        self.notes = notes
        self.url = url
    }

    enum CodingKeys: String, CodingKey {
        case id, hostname, kind, manufacturer, model, serial, os, site, online, disks, alerts, software, notes, url
        case clientID = "client_id"
        case ipAddresses = "ip_addresses"
        case macAddresses = "mac_addresses"
        case lastUser = "last_user"
        case lastSeenAt = "last_seen_at"
        case warrantyUntil = "warranty_until"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.requiredIdentifier(.id)
        clientID = try values.requiredIdentifier(.clientID)
        hostname = try values.requiredText(.hostname)
        kind = try values.text(.kind)
        manufacturer = try values.text(.manufacturer)
        model = try values.text(.model)
        serial = try values.text(.serial)
        os = try values.text(.os)
        ipAddresses = try values.list(.ipAddresses)
        macAddresses = try values.list(.macAddresses)
        lastUser = try values.text(.lastUser)
        site = try values.text(.site)
        online = try values.decodeIfPresent(Bool.self, forKey: .online)
        lastSeenAt = try values.decodeIfPresent(Timestamp.self, forKey: .lastSeenAt)
        warrantyUntil = try values.decodeIfPresent(Timestamp.self, forKey: .warrantyUntil)
        disks = try values.list(.disks)
        alerts = try values.list(.alerts)
        software = try values.list(.software)
        notes = try values.text(.notes)
        url = try values.text(.url)
    }
}
