import Domain
import Foundation
import Testing

@testable import Service

@Suite struct LeaveTests {
    @Test func aLinkOfAPageLeadsToAPageThatNamesItsTarget() async throws {
        try await PageStage.run(groups: [TryPages.init(kit:)]) { stage in
            var browser = try await stage.browser()
            let url = "https://Docs.example.com:8443/a?b=c&d=%20#e"
            let page = try await browser.get("/try/page?words=Manual&url=" + TestBrowser.escape(url)).text
            #expect(!page.contains("href=\"https://"))
            #expect(page.contains("<bdi>Manual</bdi>"))
            #expect(page.contains(">docs.example.com:8443</span>"))
            let found = try #require(page.firstMatch(of: /href="(\/leave\?[^"]*)"/)?.1)
            let link = String(found).replacing("&amp;", with: "&")
            let leave = try await browser.get(link)
            #expect(leave.status == 200)
            let target = "href=\"\(url.replacing("&", with: "&amp;"))\" target=\"_blank\" rel=\"noopener noreferrer\""
            #expect(leave.text.contains(target))
            #expect(leave.header("Content-Security-Policy") == PageHeaders.policy)
            // Nobody else can use it, and nothing in it can be changed.
            var other = try await stage.browser()
            #expect(try await other.get(link).status == 400)
            #expect(try await browser.get(link.replacing("Docs", with: "Evil")).status == 400)
            #expect(try await browser.get(link + "A").status == 400)
            #expect(try await browser.get("/leave?to=https%3A%2F%2Fevil.example").status == 400)
            #expect(try await browser.get("/leave").status == 400)
        }
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https:/example.com", "https:example.com",
        "//example.com", "https://", "https:///path", "https://user@example.com/", "https://example.com\\@evil.example",
        "https://example.com:99999/", "https://example.com:/", "https://exämple.com/", "https://example.com/ä",
        "https://exa mple.com", " https://example.com", "https://example.com/\u{7}", "https://[::1]/", "https://a..b/",
        "ht\ttps://example.com", "https://" + String(repeating: "a", count: 3000), "",
    ])
    func whatIsNoPlainAddressIsNoLink(_ text: String) {
        #expect(OutsideAddress(text) == nil)
    }

    @Test(arguments: [
        ("https://example.com", "example.com"), ("HTTP://Example.COM/A", "example.com"),
        ("https://a.example:8443/x?y#z", "a.example:8443"), ("http://192.0.2.7/", "192.0.2.7"),
        ("https://xn--exmple-cua.com/", "xn--exmple-cua.com"), ("https://example.com?q", "example.com"),
    ])
    func plainAddressesAreLinks(_ text: String, _ host: String) {
        #expect(OutsideAddress(text)?.host == host)
        #expect(OutsideAddress(text)?.text == text)
    }
}
