import Domain
import Foundation
import Glibc
import Service
import Settings
import Storage

/// `--check`: all that can go wrong before serving, without serving.
struct ServerCheck {
    let place: ServerPlace

    func run() throws {
        if FileManager.default.fileExists(atPath: place.directory + "/sidenote.sqlite") {
            let store = try SQLiteStore.open(directory: place.directory, mode: .readOnly)
            let damage = try store.check()
            guard damage.isEmpty else {
                throw Problem(
                    "the data is damaged: \(damage[0])", place: store.path,
                    remedy: "Restore the file from a backup, or move it away and import again")
            }
        } else {
            Terminal.warning("there is no data in \(place.directory) yet")
        }
        try ServiceServer.check(place.settings.server)
        let listen = place.settings.server.listen
        Terminal.write("the configuration is valid; it would listen on \(listen)\n", to: STDOUT_FILENO)
    }
}
