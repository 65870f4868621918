import CurlTransport
import Testing

@Suite struct RequestURLTests {
    @Test(arguments: [
        ("https://llm.example.com/v1/chat?api-version=1", "https://llm.example.com/v1/chat", false),
        ("HTTPS://LLM.Example.com:8443", "https://llm.example.com:8443/", false),
        ("http://localhost:4000/v1", "http://localhost:4000/v1", true),
        ("http://127.1.2.3/", "http://127.1.2.3/", true),
        ("http://[::1]:80/a", "http://[::1]:80/a", true),
        ("http://2130706433/", "http://127.0.0.1/", true),
        ("http://127.0.0.1.example.com/", "http://127.0.0.1.example.com/", false),
        ("http://192.0.2.7/", "http://192.0.2.7/", false),
    ])
    func takesApart(text: String, display: String, loopback: Bool) throws {
        let url = try RequestURL(text)
        #expect(url.display == display)
        #expect(url.isLoopback == loopback)
    }

    @Test(arguments: [
        "", "/relative", "llm.example.com", "ftp://example.com/", "file:///etc/passwd", "https://", "https:///x",
        "https://user:hunter2@example.com/", "https://user@example.com/", "https://example.com/a b",
        "https://example.com/\r\nHost: x", "http://127.0.0.1\\@example.com/", "https://example.com/\u{0}",
        "https://exämple.com/", "https://example.com:99999/", "https://" + String(repeating: "a", count: 9000),
    ])
    func refuses(text: String) {
        #expect {
            try RequestURL(text)
        } throws: { error in
            let error = error as? TransportError
            return error?.kind == .invalidURL && error.map { !"\($0)".contains("hunter2") } == true
        }
    }
}
