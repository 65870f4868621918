import Testing

@testable import Service

@Suite("Metrics")
struct MetricsTests {
    /// A strict reader of the text format 0.0.4: HELP, TYPE and samples of one metric stand together, names and labels
    /// are well formed, values are numbers, histograms add up.
    static func parse(_ text: String) throws -> [String: Double] {
        struct Malformed: Error { var line: String }
        var samples: [String: Double] = [:]
        var types: [String: String] = [:]
        var current = ""
        #expect(text.isEmpty || text.hasSuffix("\n"))
        let sample =
            /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*")*\})? (\+Inf|-Inf|NaN|-?[0-9.]+(?:e[+-]?[0-9]+)?)$/
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                guard words.count == 4, types[words[2]] == nil else { throw Malformed(line: String(line)) }
                current = words[2]
            } else if line.hasPrefix("# TYPE ") {
                guard words.count == 4, words[2] == current, ["counter", "gauge", "histogram"].contains(words[3]) else {
                    throw Malformed(line: String(line))
                }
                types[current] = words[3]
            } else {
                guard let match = String(line).wholeMatch(of: sample) else { throw Malformed(line: String(line)) }
                let name = String(match.1)
                let endings = types[current] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
                guard endings.contains(where: { current + $0 == name }) else { throw Malformed(line: String(line)) }
                let value = match.3 == "+Inf" ? .infinity : match.3 == "-Inf" ? -.infinity : Double(match.3) ?? .nan
                let key = name + (match.2.map(String.init) ?? "")
                guard samples[key] == nil else { throw Malformed(line: String(line)) }
                samples[key] = value
            }
        }
        return samples
    }

    @Test("What the service writes can be read back")
    func format() throws {
        let metrics = ServiceMetrics()
        metrics.acknowledged(source: "generic", outcome: "queued", seconds: 0.004)
        metrics.acknowledged(source: "generic", outcome: "queued", seconds: 70)
        metrics.attempted(mode: "llm", outcome: "done", seconds: 2)
        metrics.drafted(clientID: "a\"b\\c\nd\u{0}e", mode: "llm", seconds: 3)
        metrics.called(endpoint: "llm.example.com", outcome: "ok", seconds: 1)
        metrics.used(inputTokens: 1000, outputTokens: 200, cost: 0.0125, clientID: "nwl")
        metrics.requests.began()
        metrics.requests.ended(route: "/items/{id}", method: "GET", status: 200, elapsed: .milliseconds(3))
        let all = try Self.parse(metrics.registry.text())
        let labels = "source=\"generic\",outcome=\"queued\""
        #expect(all["sidenote_delivery_acknowledgement_seconds_count{\(labels)}"] == 2)
        #expect(all["sidenote_delivery_acknowledgement_seconds_bucket{\(labels),le=\"0.0025\"}"] == 0)
        #expect(all["sidenote_delivery_acknowledgement_seconds_bucket{\(labels),le=\"0.005\"}"] == 1)
        #expect(all["sidenote_delivery_acknowledgement_seconds_bucket{\(labels),le=\"60\"}"] == 1)
        #expect(all["sidenote_delivery_acknowledgement_seconds_bucket{\(labels),le=\"+Inf\"}"] == 2)
        #expect(all["sidenote_delivery_acknowledgement_seconds_sum{\(labels)}"] == 70.004)
        #expect(all["sidenote_model_tokens_total{direction=\"input\",client_id=\"nwl\"}"] == 1000)
        #expect(all["sidenote_model_cost_total{client_id=\"nwl\"}"] == 0.0125)
        #expect(all["sidenote_http_requests_open"] == 0)
    }

    @Test("Label values without end do not fill the memory")
    func cardinality() throws {
        let registry = MetricsRegistry()
        let counter = registry.counter("things_total", "Things.", labels: ["kind"])
        for number in 0..<5000 { counter.add(1, ["\(number)"]) }
        let all = try Self.parse(registry.text())
        #expect(all.count <= 1001)
        #expect(all.values.reduce(0, +) == 5000)
        #expect(all["things_total{kind=\"other\"}"] == 4000)
    }

    @Test("The wrong number of labels is no sample")
    func labels() throws {
        let registry = MetricsRegistry()
        registry.counter("things_total", "Things.", labels: ["kind"]).add(1, [])
        #expect(try Self.parse(registry.text()).isEmpty)
    }

    @Test(
        "Numbers",
        arguments: [(0.0, "0"), (-3, "-3"), (0.5, "0.5"), (1e18, "1e+18"), (.infinity, "+Inf"), (.nan, "NaN")])
    func numbers(_ value: Double, _ text: String) {
        #expect(MetricsText.number(value) == text)
    }
}
