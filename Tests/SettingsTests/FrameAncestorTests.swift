import Domain
import Testing

@testable import Settings

@Suite("Who may show the pages in a frame")
struct FrameAncestorTests {
    private func origins(_ text: String) throws -> [String] {
        var values = SettingValues()
        try values.read(environment: ["SIDENOTE_SERVER_FRAME_ANCESTORS": text])
        return try Settings(values).server.frameAncestors
    }

    @Test("Nobody, unless somebody is named")
    func standard() throws {
        #expect(try Settings(SettingValues()).server.frameAncestors == [])
        #expect(try origins(" , ") == [])
    }

    @Test("Origins are brought into one form")
    func forms() throws {
        #expect(
            try origins("https://PSA.example.net/, https://*.example.org:8443 ,https://psa.example.net")
                == ["https://psa.example.net", "https://*.example.org:8443"])
    }

    @Test(
        "Anything that is not surely an https origin is refused: it would stand in a header field",
        arguments: [
            "*", "https:", "https://", "http://psa.example.net", "psa.example.net", "https://psa.example.net/path",
            "https://*", "https://*.net", "https://a.*.net", "https://psa.example.net:0",
            "https://psa.example.net:99999",
            "https://psa.example.net:+80", "https://a..b", "https://-a.example", "https://a b.example",
            "https://a.example;script-src *", "https://a.example\r\nX: y", "'none'", "https://u@a.example",
            "https://a.example?x", "https://[::1]", "https://ä.example",
            "https://\(String(repeating: "a.", count: 150))b",
        ])
    func refused(_ text: String) throws {
        let problem = try #require(throws: Problem.self) { _ = try origins(text) }
        #expect(problem.remedy?.contains("server.frame_ancestors") == true)
    }
}
