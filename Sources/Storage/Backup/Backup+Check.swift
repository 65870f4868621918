public import Domain
internal import Foundation

extension Backup {
    /// Reads a backup and compares every file with its checksum. `path` is its folder, or a file in it.
    ///
    /// Throws a `Problem` for what is no backup, comes from a newer version, is cut short or was altered.
    public static func check(_ path: String) throws(Problem) -> Backup {
        let folder =
            DurableFile.isFolder(path) ? path : URL(fileURLWithPath: path).deletingLastPathComponent().path
        let place = folder + "/" + BackupManifest.fileName
        guard let data = FileManager.default.contents(atPath: place) else {
            throw Problem(
                "this is no backup: it has no manifest", place: place,
                remedy: "Name the folder that sidenote backup made")
        }
        guard let manifest = try? JSONDecoder().decode(BackupManifest.self, from: data) else {
            throw Problem("the manifest cannot be read", place: place, remedy: "Take an older backup")
        }
        guard manifest.format == BackupManifest.currentFormat else {
            throw Problem("the backup is of another format", place: place, remedy: "Upgrade this sidenote")
        }
        let allowed = [BackupManifest.database, BackupManifest.configuration]
        let names = manifest.files.map(\.name)
        guard names.allSatisfy(allowed.contains), Set(names).count == names.count,
            names.contains(BackupManifest.database)
        else {
            throw Problem(
                "the manifest does not name the files of a backup", place: place, remedy: "Take an older backup")
        }
        for file in manifest.files {
            let found = try DurableFile.digest(folder + "/" + file.name)
            try compare(found, file, folder)
        }
        return Backup(path: folder, manifest: manifest)
    }

    static func compare(
        _ found: (bytes: Int64, sha256: String), _ file: BackupManifest.File, _ folder: String
    ) throws(Problem) {
        let place = folder + "/" + file.name
        guard found.bytes == file.bytes else {
            throw Problem(
                "the backup is incomplete: \(found.bytes) of \(file.bytes) bytes", place: place,
                remedy: "Copy it again from where it was made, or take an older one")
        }
        guard found.sha256 == file.sha256 else {
            throw Problem(
                "the backup was altered: its checksum differs", place: place,
                remedy: "Copy it again from where it was made, or take an older one")
        }
    }

    func file(_ name: String) -> BackupManifest.File? {
        manifest.files.first { $0.name == name }
    }
}
