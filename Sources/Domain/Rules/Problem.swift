/// An error as a person is told it: what happened, where, and what to do next.
///
/// Printed as `error: what. where. remedy`. Never holds a secret or ticket text beyond a short quotation.
public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, without a full stop.
    public var what: String
    /// The file and line, table, setting or address it concerns.
    public var place: String?
    /// What to do next.
    public var remedy: String?

    public init(_ what: String, place: String? = nil, remedy: String? = nil) {
        self.what = what
        self.place = place
        self.remedy = remedy
    }

    public var description: String {
        [what, place, remedy.map(Self.sentence)].compactMap { $0 }.map { part in
            part.last.map { ".!?".contains($0) } == true ? part : part + "."
        }.joined(separator: " ")
    }

    /// With a capital first letter; a flag or a quotation stays as it is.
    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
