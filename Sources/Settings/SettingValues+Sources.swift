public import Domain
import Foundation

/// Where data and settings are looked for: the same rules for the command line and the service.
public enum DataPlace {
    /// `--data`, else `$SIDENOTE_DATA`, else `./sidenote-data`.
    public static func directory(_ given: String?, environment: [String: String]) -> String {
        given ?? environment["SIDENOTE_DATA"].nonBlank ?? "sidenote-data"
    }
}

extension SettingValues {
    /// `--config`, else `$SIDENOTE_CONFIG`, else `DATA/sidenote.yaml` if there is one; environment variables over it.
    public static func load(
        config: String?, directory: String, environment: [String: String]
    ) throws(Problem) -> SettingValues {
        var values = SettingValues()
        if let path = config ?? environment["SIDENOTE_CONFIG"].nonBlank {
            try values.read(file: path)
        } else {
            let path = directory + "/sidenote.yaml"
            if FileManager.default.fileExists(atPath: path) { try values.read(file: path) }
        }
        try values.read(environment: environment)
        return values
    }
}
