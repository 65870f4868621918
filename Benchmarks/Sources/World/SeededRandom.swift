/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same seed makes the same world on every machine.
public struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func chance(_ percent: Int) -> Bool {
        number(0...99) < percent
    }

    /// One of the elements, each as likely as the next.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    /// One of the elements, the earlier the likelier: rank r about 1/r, as words are in a text (Zipf 1949).
    mutating func pickZipf<Element>(_ elements: [Element]) -> Element {
        let unit = Double(next() >> 11) / 9_007_199_254_740_992
        let limit = unit * Self.harmonic(elements.count)
        var low = 0
        var high = elements.count - 1
        while low < high {
            let middle = (low + high) / 2
            if Self.harmonic(middle + 1) < limit { low = middle + 1 } else { high = middle }
        }
        return elements[low]
    }

    /// The harmonic number: by sum while small, by Euler's expansion beyond.
    private static func harmonic(_ count: Int) -> Double {
        guard count > 16 else { return (1...max(1, count)).reduce(0) { $0 + 1 / Double($1) } }
        let n = Double(count)
        // ln n by the exponent and a series for the mantissa in [1, 2).
        let mantissa = n.significand
        let z = (mantissa - 1) / (mantissa + 1)
        var term = z
        var sum = 0.0
        for k in stride(from: 1, through: 25, by: 2) {
            sum += term / Double(k)
            term *= z * z
        }
        let logarithm = 2 * sum + Double(n.exponent) * 0.693_147_180_559_945_3
        return logarithm + 0.577_215_664_901_532_9 + 1 / (2 * n) - 1 / (12 * n * n)
    }
}
