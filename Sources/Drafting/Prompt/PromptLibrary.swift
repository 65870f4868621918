import Domain
import Glibc

/// The prompts in use: the compiled-in ones, each replaced by the file of the same name in a directory if there is one.
public struct PromptLibrary: Hashable, Sendable {
    public let draft: PromptFile
    public let repair: PromptFile
    /// JSON Schema of the answer.
    public let schema: String

    /// The prompts this was built with.
    public static func embedded() throws -> PromptLibrary {
        try PromptLibrary { _ in nil }
    }

    /// - Parameter directory: a folder laid out like the project's `Prompts/`.
    /// - Throws: `Problem` for a folder that is not there, or a prompt that cannot be used.
    public init(directory: String) throws {
        guard access(directory, R_OK | X_OK) == 0 else {
            throw Problem(
                "the prompt folder cannot be read", place: directory, remedy: "Check the path and its permissions.")
        }
        try self.init { path in try Self.read("\(directory)/\(path)") }
    }

    /// - Parameter override: the text that replaces the compiled-in file at a path, or nil.
    init(override: (String) throws -> String?) throws {
        func text(_ path: String) throws -> String {
            try override(path) ?? EmbeddedPrompts.files.first { $0.path == path }?.text ?? ""
        }
        draft = try PromptFile(text: text("draft.md"), place: "draft.md")
        repair = try PromptFile(text: text("repair.md"), place: "repair.md")
        schema = try text("schema/draft.schema.json")
    }

    private static let mostBytes = 1 << 20

    private static func read(_ path: String) throws -> String? {
        guard let file = fopen(path, "r") else {
            if errno == ENOENT { return nil }
            throw Problem("the prompt cannot be read", place: path, remedy: "Check its permissions.")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
            guard bytes.count <= mostBytes else {
                throw Problem("the prompt is larger than 1 MiB", place: path, remedy: "Shorten it.")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem("the prompt is not UTF-8", place: path, remedy: "Save it as UTF-8.")
        }
        return text
    }
}
