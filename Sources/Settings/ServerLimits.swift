/// What a caller may cost. YAML key `server.limits`.
public struct ServerLimits: Hashable, Sendable {
    public var headerBytes = 16384
    public var headerCount = 100
    public var targetBytes = 8192
    public var bodyBytes = 1_048_576
    public var jsonDepth = 64
    /// Seconds, as all that follow up to `idle`.
    public var head = 10.0
    public var bodyGrace = 10.0
    public var body = 60.0
    public var stall = 20.0
    public var idle = 60.0
    /// Bytes a second.
    public var bodyRate = 500
    public var connectionsPerAddress = 64
    public var connectionsPerProxy = 1024
    public var connections = 4096

    public init() {}

    init(_ values: SettingValues) {
        self.init()
        func integer(_ name: String, _ standard: Int) -> Int { values.integer("server.limits.\(name)") ?? standard }
        func seconds(_ name: String, _ standard: Double) -> Double {
            values.number("server.limits.\(name)") ?? standard
        }
        headerBytes = integer("header_bytes", headerBytes)
        headerCount = integer("header_count", headerCount)
        targetBytes = integer("target_bytes", targetBytes)
        bodyBytes = integer("body_bytes", bodyBytes)
        jsonDepth = integer("json_depth", jsonDepth)
        head = seconds("head_s", head)
        bodyGrace = seconds("body_grace_s", bodyGrace)
        body = seconds("body_s", body)
        stall = seconds("stall_s", stall)
        idle = seconds("idle_s", idle)
        bodyRate = integer("body_rate", bodyRate)
        connectionsPerAddress = integer("connections_per_address", connectionsPerAddress)
        connectionsPerProxy = integer("connections_per_proxy", connectionsPerProxy)
        connections = integer("connections", connections)
    }
}
