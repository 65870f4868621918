import Domain
import Foundation
import Settings

/// The configuration cannot be used: nothing was begun (exit status 1).
struct ConfigurationFailure: Error {
    let problem: Problem
}

/// Which data is served, with which settings.
struct ServerPlace {
    let directory: String
    let settings: Settings
    /// Every setting that has a value, for a digest that shows whether the configuration has changed.
    let configuration: [String]
    /// The sample MSP, since nothing was said about other data.
    let isDemo: Bool

    static let demoFolder = "sidenote-demo-server"

    init(data: String?, config: String?, listen: String?) throws(ConfigurationFailure) {
        let environment = ProcessInfo.processInfo.environment
        let directory = DataPlace.directory(data, environment: environment)
        isDemo =
            data == nil && config == nil && environment["SIDENOTE_DATA"].nonBlank == nil
            && environment["SIDENOTE_CONFIG"].nonBlank == nil && !FileManager.default.fileExists(atPath: directory)
        self.directory = isDemo ? Self.demoFolder + "/data" : directory
        do {
            let values = try SettingValues.load(config: config, directory: self.directory, environment: environment)
            var settings = try Settings(values)
            if let listen { settings.server.listen = try ListenAddress(listen, origin: "--listen") }
            self.settings = settings
            configuration = SettingKey.all.flatMap { key in
                let value = values.value(key.path).map { ["\(key.path)=\($0.text)"] } ?? []
                return value + values.map(key.path).map { "\(key.path).\($0.name)=\($0.value.text)" }
            }
        } catch {
            throw ConfigurationFailure(problem: error)
        }
        for unknown in SettingValues.unknownVariables(environment) {
            Terminal.warning("the environment variable \(unknown.name) is no setting. \(unknown.suggestion)")
        }
    }

    /// The address people use, as configured or as the service listens.
    func publicURL(_ address: ListenAddress) -> String {
        if let url = settings.server.publicURL { return url }
        let isAny = address.host == "0.0.0.0" || address.host == "::"
        let host = isAny ? ListenAddress(host: "localhost", port: address.port) : address
        return (settings.server.tls == nil ? "http://" : "https://") + host.description
    }
}
