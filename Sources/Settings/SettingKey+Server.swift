extension SettingKey {
    static let server: [SettingKey] = []
}
