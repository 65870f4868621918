extension SettingKey {
    static let webhooks: [SettingKey] = []
}
