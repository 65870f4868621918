import Domain
import Foundation

/// Finds the sample MSP that ships with the project.
public enum SampleData {
    /// What the demo imports.
    public static let files = [
        "clients.jsonl", "contacts.jsonl", "devices.jsonl", "documents.jsonl", "tickets-history.jsonl",
    ]

    /// The given folder, else `./Fixtures`, else the one beside or above the program, else the installed one.
    public static func locate(_ given: String?) throws -> String {
        if let given {
            guard isSample(given) else {
                throw Problem(
                    "there is no sample data here", place: given,
                    remedy: "Name the project’s Fixtures folder; it holds clients.jsonl and tickets.jsonl")
            }
            return given
        }
        var candidates = ["Fixtures"]
        if let program = executable() {
            var folder = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
            for _ in 0..<5 {
                candidates.append(folder.appendingPathComponent("Fixtures").path)
                candidates.append(folder.appendingPathComponent("share/sidenote/Fixtures").path)
                folder.deleteLastPathComponent()
            }
        }
        guard let found = candidates.first(where: isSample) else {
            throw Problem(
                "the sample data was not found beside the program", place: "Fixtures",
                remedy: "Run this in the project’s folder, or name it with --fixtures DIR")
        }
        return found
    }

    private static func isSample(_ path: String) -> Bool {
        (files + ["tickets.jsonl"]).allSatisfy { FileManager.default.fileExists(atPath: path + "/" + $0) }
    }

    private static func executable() -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}

/// The demo's folder. It is emptied before each run, so it must be the demo's own.
public struct DemoFolder: Sendable {
    public let path: String
    private static let marker = ".sidenote-demo"

    public init(path: String) {
        self.path = path
    }

    /// Whether a demo was prepared here before.
    public var isPrepared: Bool {
        FileManager.default.fileExists(atPath: path + "/" + Self.marker)
    }

    /// - Throws: `Problem` when the folder holds something else, or cannot be made.
    public func prepare() throws {
        let files = FileManager.default
        if files.fileExists(atPath: path) {
            let content = (try? files.contentsOfDirectory(atPath: path)) ?? []
            guard content.isEmpty || content.contains(Self.marker) else {
                throw Problem(
                    "this folder holds other things than a demo", place: path,
                    remedy: "Name a new one with --output DIR")
            }
        }
        do {
            try? files.removeItem(atPath: path)
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: path + "/" + Self.marker))
        } catch {
            throw Problem(
                "cannot make the demo’s folder", place: path,
                remedy: "Name a folder you can write with --output DIR")
        }
    }
}
