import Domain

/// Progress on standard error: a bar on a terminal, a line now and then otherwise.
struct Progress {
    private let label: String
    private let unit: String
    private let isTerminal: Bool
    private let isQuiet: Bool
    private let start = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?
    private var hasBar = false

    init(_ label: String, unit: String, isQuiet: Bool) {
        self.label = label
        self.unit = unit
        self.isQuiet = isQuiet
        isTerminal = Console.Stream.standardError.isTerminal
    }

    /// - Parameter fraction: 0...1; nil where the end is not known.
    mutating func update(_ count: Int, fraction: Double?) {
        guard !isQuiet else { return }
        let now = ContinuousClock.now
        let interval: Duration = isTerminal ? .milliseconds(100) : .seconds(10)
        guard now - (lastShown ?? start) >= interval else { return }
        lastShown = now
        let seconds = max(0.001, Self.seconds(now - start))
        let rate = Double(count) / seconds
        var text = "\(label)  \(Self.grouped(count)) \(unit)  \(Self.grouped(Int(rate)))/s"
        if let fraction, fraction > 0 {
            let rest = seconds / fraction - seconds
            let percent = Int(fraction * 100)
            if isTerminal {
                let filled = min(24, Int(fraction * 24))
                let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
                text = "\(label)  \(bar) \(percent) %  \(Self.grouped(count)) \(unit)  \(Self.grouped(Int(rate)))/s"
            } else {
                text += "  \(percent) %"
            }
            text += "  \(Self.clock(rest)) left"
        }
        if isTerminal {
            hasBar = true
            Console.write(
                "\r\u{1B}[K" + String(text.prefix(Console.Stream.standardError.columns - 1)), to: .standardError)
        } else {
            Console.note(text)
        }
    }

    /// Removes the bar, so that something else can be written.
    mutating func clear() {
        guard hasBar else { return }
        Console.write("\r\u{1B}[K", to: .standardError)
        hasBar = false
    }

    var elapsedSeconds: Double { Self.seconds(ContinuousClock.now - start) }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    /// `1:05`, `2:03:04`.
    private static func clock(_ seconds: Double) -> String {
        let total = Int(seconds.rounded(.up))
        func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return total >= 3600
            ? "\(total / 3600):\(pad(total / 60 % 60)):\(pad(total % 60))" : "\(total / 60):\(pad(total % 60))"
    }

    /// `12,345`.
    static func grouped(_ number: Int) -> String {
        var digits = String(number)[...]
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}
