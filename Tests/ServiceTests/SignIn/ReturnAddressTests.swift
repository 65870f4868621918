import Testing

@testable import Service

@Suite struct ReturnAddressTests {
    @Test(arguments: [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
        "https://evil.example", "http:evil.example", "javascript:alert(1)", "data:text/html,x", "evil.example", "",
        " /account", "/\t/evil.example", "/\n/evil.example", "/\r\nSet-Cookie: a=b", "/\u{0}", "/.//evil.example",
        "/..//evil.example", "/a/../..//evil.example", "/a//b", "/\u{FF0F}evil.example", "/é", "/@evil.example\\",
        "/sign-in", "/sign-in?next=/x", "/sign-out", "/a#b", "/a\"b", "/a<b", "?a", "#a",
    ])
    func hostileValuesAreDropped(text: String) {
        #expect(ReturnAddress(text) == nil)
    }

    @Test func overlongValuesAreDropped() {
        #expect(ReturnAddress("/" + String(repeating: "a", count: 511)) != nil)
        #expect(ReturnAddress("/" + String(repeating: "a", count: 512)) == nil)
        #expect(ReturnAddress(nil) == nil)
    }

    @Test(arguments: ["/", "/account", "/tickets/4711?tab=draft&x=%2F%2F", "/tickets/", "/@someone", "/sign-in-help"])
    func pathsOfThisSiteStay(text: String) {
        #expect(ReturnAddress(text)?.path == text)
    }

    @Test func theSignInPageDropsThemToo() async throws {
        try await SignInSite.run { site in
            _ = try await site.account()
            for next in ["//evil.example", "https://evil.example", "/\\evil.example"] {
                var browser = site.browser()
                #expect(try await !browser.get("/sign-in?next=" + TestBrowser.escape(next)).text.contains("evil"))
                let answer = try await browser.post(
                    "/sign-in", [("login", "ada@msp.example"), ("password", SignInSite.password), ("next", next)])
                #expect(answer.location == "/")
            }
        }
    }
}
