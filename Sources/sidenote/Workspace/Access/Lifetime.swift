import ArgumentParser
import Domain

/// How long a token is valid: `90d`, `12h`, `4w`, `never`.
struct Lifetime: ExpressibleByArgument, CustomStringConvertible {
    /// nil: for ever.
    let seconds: Int64?
    let description: String

    static let standard = Lifetime(seconds: 90 * 86_400, description: "90d")

    private init(seconds: Int64?, description: String) {
        self.seconds = seconds
        self.description = description
    }

    init?(argument: String) {
        description = argument
        if argument == "never" {
            seconds = nil
            return
        }
        let units: [Character: Int64] = ["h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = argument.last.flatMap({ units[$0] }), let number = Int64(argument.dropLast()),
            argument.first != "+", number > 0, number <= 10 * 366 * 86_400 / unit
        else { return nil }
        seconds = number * unit
    }

    func end(from now: Timestamp) -> Timestamp? { seconds.map { now.adding(seconds: $0) } }
}
