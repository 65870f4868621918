import Domain
import Enrichment
import Foundation
import LanguageModel
import Retrieval
import Settings
import Storage

/// An opened data directory: settings, store and index files.
struct Workspace {
    let directory: String
    let settings: Settings
    let store: SQLiteStore
    let catalog: IndexCatalog

    /// `--data`, else `$SIDENOTE_DATA`, else `./sidenote-data`.
    static func directory(_ options: DataOptions) -> String {
        DataPlace.directory(options.data, environment: environment)
    }

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// `--config`, else `$SIDENOTE_CONFIG`, else `DATA/sidenote.yaml` if there is one; environment variables over it.
    static func settingValues(_ options: DataOptions) throws(ConfigurationError) -> SettingValues {
        do {
            return try SettingValues.load(
                config: options.config, directory: directory(options), environment: environment)
        } catch {
            throw ConfigurationError(problem: error)
        }
    }

    /// The settings, checked.
    static func settings(_ options: DataOptions) throws(ConfigurationError) -> Settings {
        let values = try settingValues(options)
        do {
            return try Settings(values)
        } catch {
            throw ConfigurationError(problem: error)
        }
    }

    /// Opens what is there.
    ///
    /// - Parameter creates: whether a missing data directory is made; otherwise it is an error that says how to begin.
    init(_ options: DataOptions, creates: Bool, progress: IndexCatalog.Progress? = nil) throws {
        directory = Self.directory(options)
        settings = try Self.settings(options)
        if !creates, !FileManager.default.fileExists(atPath: directory + "/sidenote.sqlite") {
            throw Problem(
                "there is no Sidenote data here yet", place: directory,
                remedy: "Import some first (sidenote import PATH --data \(directory)), or try sidenote demo")
        }
        store = try SQLiteStore.open(directory: directory)
        catalog = IndexCatalog(store: store, directory: directory + "/index", progress: progress)
    }
}
