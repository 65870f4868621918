import CurlTransport
import Domain
import LanguageModel
import Settings

/// What is configured.
struct SettingChecks {
    let data: DataOptions
    /// Whether the endpoint is asked.
    let isOnline: Bool

    func findings() async -> [Finding] {
        let values: SettingValues
        let settings: Settings
        do {
            values = try Workspace.settingValues(data)
            settings = try Workspace.settings(data)
        } catch {
            return [.fail("configuration", error)]
        }
        var findings: [Finding] = []
        let unknown = SettingValues.unknownVariables(Workspace.environment)
        if let first = unknown.first {
            findings.append(
                .warn("configuration", "the environment variable \(first.name) is no setting", first.suggestion))
        } else {
            findings.append(.ok("configuration", "valid"))
        }
        findings += await endpoint(settings)
        findings.append(Self.webhooks(values))
        return findings
    }

    private func endpoint(_ settings: Settings) async -> [Finding] {
        guard let llm = settings.llm else { return [.ok("endpoint", "none: drafts are extractive")] }
        do {
            let warnings = try settings.loadModel(llm).model.warnings.map {
                Finding.warn("endpoint", $0.description, "See sidenote config check")
            }
            guard isOnline else {
                return warnings + [.ok("endpoint", "\(llm.model), not asked (--online asks it)")]
            }
            return warnings + [await reach(llm)]
        } catch {
            return [.fail("endpoint", error)]
        }
    }

    /// A request without key or body: any answer shows that the way there works.
    private func reach(_ llm: LLMConfiguration) async -> Finding {
        do {
            let transport = try CurlTransport()
            defer { transport.shutDown() }
            let response = try await transport.send(
                HTTPRequest(
                    method: "GET", url: llm.endpoint, connectTimeout: .seconds(5), deadline: .seconds(10),
                    allowInsecure: llm.allowInsecure))
            return .ok("endpoint", "\(llm.model), reached (HTTP \(response.status))")
        } catch let error as TransportError {
            return .fail("endpoint", "not reached: \(error.what)", error.remedy)
        } catch {
            return .fail("endpoint", "not reached", "Check llm.endpoint and the network")
        }
    }

    private static func webhooks(_ values: SettingValues) -> Finding {
        var sources: [String] = []
        for key in SettingKey.all where key.path.hasPrefix("webhooks.") {
            let parts = key.path.split(separator: ".")
            let isSet = values.value(key.path).map { $0.origin != "built in" } ?? !values.map(key.path).isEmpty
            guard parts.count > 2, isSet, !sources.contains(String(parts[1])) else { continue }
            sources.append(String(parts[1]))
        }
        guard sources.isEmpty else { return .ok("webhooks", sources.joined(separator: ", ")) }
        return .ok("webhooks", "no source is configured: tickets come in by command alone")
    }
}
