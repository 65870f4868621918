import CurlTransport
import Foundation
import Testing

@testable import Service

@Suite struct AssetTests {
    @Test func assetsAreKeptForEverUnderAnAddressThatChangesWithThem() async throws {
        try await PageStage.run { stage in
            var browser = stage.stranger()
            let types = ["app.css": "text/css; charset=utf-8", "core.js": "text/javascript; charset=utf-8"]
            for (name, type) in types {
                let path = stage.kit.assets.path(name)
                let answer = try await browser.get(path, [HTTPHeader("Accept-Encoding", "identity")])
                #expect(answer.status == 200)
                #expect(answer.header("Content-Type") == type)
                #expect(answer.header("Cache-Control") == "public, max-age=31536000, immutable")
                #expect(answer.header("X-Content-Type-Options") == "nosniff")
                #expect(answer.setCookies.isEmpty)
                let tag = try #require(answer.header("ETag"))
                for (known, status) in [(tag, 304), ("\"a\", W/\(tag)", 304), ("*", 304), ("\"other\"", 200)] {
                    let again = try await browser.get(
                        path, [HTTPHeader("Accept-Encoding", "identity"), HTTPHeader("If-None-Match", known)])
                    #expect(again.status == status, "\(known)")
                }
                let packed = try await browser.get(path, [HTTPHeader("Accept-Encoding", "gzip")])
                #expect(packed.header("Content-Encoding") == "gzip")
                #expect(packed.header("ETag") != tag)
                #expect(try await browser.get(path.replacing(stage.kit.assets.hash, with: "0")).status == 404)
            }
            for path in ["../core.js", "none.js", "app.css%00", "..%2f..%2fetc%2fpasswd"] {
                #expect(try await browser.get("/assets/\(stage.kit.assets.hash)/\(path)").status == 404, "\(path)")
            }
        }
    }

    @Test func theHashFollowsTheContent() throws {
        let one = try Assets([("10-a.css", "a{}"), ("20-b.css", "b{}"), ("x.js", "1")])
        let two = try Assets([("10-a.css", "a{}"), ("20-b.css", "b{}"), ("x.js", "2")])
        #expect(one.hash != two.hash)
        #expect(one.has("app.css") && one.has("x.js") && !one.has("10-a.css"))
    }

    /// No script may ever take text for markup or for a program.
    @Test func scriptsNeverWriteMarkup() throws {
        let forbidden = [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "setHTMLUnsafe",
            "createContextualFragment", "srcdoc", ".style", "javascript:", "importScripts",
        ]
        let scripts = EmbeddedAssets.all.filter { $0.name.hasSuffix(".js") }
        #expect(scripts.count > 3)
        for (name, text) in scripts {
            let source = text.description
            for word in forbidden { #expect(!source.contains(word), "\(name) uses \(word)") }
        }
    }

    /// Every address of the whole interface is one of ours: styles load nothing, scripts name no other host.
    @Test func assetsNameNoOtherHost() {
        for (name, text) in EmbeddedAssets.all {
            let source = text.description.replacing("http://www.w3.org/2000/svg", with: "")
            #expect(!source.contains("//"), "\(name) names a host")
            #expect(!source.contains("@import") && !source.contains("url("), "\(name) loads something")
        }
    }

    /// The classes of the components, so that none is without its style.
    @Test func everyWidthHasItsClass() {
        let css = EmbeddedAssets.all.filter { $0.name.hasSuffix(".css") }.map(\.text.description).joined()
        for step in stride(from: 0.0, through: 1.0, by: 0.01) {
            #expect(css.contains(".\(Steps.width(step)){"), "\(step)")
        }
        #expect(Steps.width(.nan).description == "w-0")
        #expect(Steps.width(0.001).description == "w-5")
        #expect(Steps.width(0.999).description == "w-95")
        #expect(Steps.width(7).description == "w-100")
    }
}
