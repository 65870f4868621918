extension SettingKey {
    static let work: [SettingKey] = []
}
