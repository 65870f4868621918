extension SettingKey {
    static let signIn: [SettingKey] = []
}
