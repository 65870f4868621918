public import Domain

/// How jobs are worked on, and how long what they made is kept. YAML key `work`.
public struct WorkSettings: Hashable, Sendable {
    init(_ values: SettingValues) throws(Problem) {}
}
