import Digest
import Domain
import Foundation
import JWTKit
import Synchronization
import Testing

@testable import Service

/// A way of making an ID token that must not be accepted, and why it is refused.
private struct BadToken: Sendable {
    struct Setting: Sendable {
        var stage: OpenIDStage
        var forge: TokenForge
        var nonce: String
        var now: Int64

        func claims(_ changes: [String: String?] = [:], more: String = "") -> String {
            stage.claims(nonce: nonce, changes, more: more)
        }
    }

    var name: String
    /// nil: any reason.
    var reason: String?
    var make: @Sendable (Setting) throws -> String

    /// A properly signed token with claims changed.
    static func claims(
        _ name: String, _ reason: String, _ changes: @escaping @Sendable (Setting) -> [String: String?]
    ) -> BadToken {
        BadToken(name: name, reason: reason) { setting in
            try setting.forge.sign(TokenForge.header(), setting.claims(changes(setting)))
        }
    }

    static let all: [BadToken] =
        issuers + audiences + times + subjects + algorithms + keys + signatures + forms

    private static let issuers: [BadToken] = [
        claims("another issuer", "id_token_issuer") { _ in ["iss": "\"https://evil.example\""] },
        claims("issuer with a slash", "id_token_issuer") { ["iss": "\"\($0.stage.provider.issuer)/\""] },
        claims("issuer in capitals", "id_token_issuer") { ["iss": "\"\($0.stage.provider.issuer.uppercased())\""] },
        claims("no issuer", "id_token_malformed") { _ in ["iss": nil] },
        claims("issuer as a list", "id_token_malformed") { ["iss": "[\"\($0.stage.provider.issuer)\"]"] },
    ]

    private static let audiences: [BadToken] = [
        claims("another audience", "id_token_audience") { _ in ["aud": "\"other\""] },
        claims("audiences without this one", "id_token_audience") { _ in ["aud": "[\"a\", \"b\"]"] },
        claims("no audience in the list", "id_token_audience") { _ in ["aud": "[]"] },
        claims("audience in capitals", "id_token_audience") { _ in ["aud": "\"SIDENOTE\""] },
        claims("several audiences without azp", "id_token_azp") { _ in ["aud": "[\"sidenote\", \"other\"]"] },
        claims("several audiences, another azp", "id_token_azp") { _ in
            ["aud": "[\"sidenote\", \"other\"]", "azp": "\"other\""]
        },
        claims("one audience, another azp", "id_token_azp") { _ in ["azp": "\"other\""] },
        claims("no audience", "id_token_malformed") { _ in ["aud": nil] },
        claims("audience as a number", "id_token_malformed") { _ in ["aud": "7"] },
        claims("another nonce", "id_token_nonce") { _ in ["nonce": "\"\(String(repeating: "A", count: 43))\""] },
        claims("no nonce", "id_token_nonce") { _ in ["nonce": nil] },
        claims("null nonce", "id_token_nonce") { _ in ["nonce": "null"] },
        claims("empty nonce", "id_token_nonce") { _ in ["nonce": "\"\""] },
        claims("nonce as a list", "id_token_malformed") { ["nonce": "[\"\($0.nonce)\"]"] },
        claims("hash of another access token", "id_token_at_hash") { _ in ["at_hash": "\"AAAAAAAAAAAAAAAAAAAAAA\""] },
    ]

    private static let times: [BadToken] = [
        claims("expired", "id_token_expired") { ["exp": "\($0.now - 3600)", "iat": "\($0.now - 3601)"] },
        claims("expired by the leeway", "id_token_expired") { ["exp": "\($0.now - 60)", "iat": "\($0.now - 120)"] },
        claims("expires before it is issued", "id_token_expired") {
            ["exp": "\($0.now + 10)", "iat": "\($0.now + 20)"]
        },
        claims("no expiry", "id_token_malformed") { _ in ["exp": nil] },
        claims("expiry as text", "id_token_malformed") { ["exp": "\"\($0.now + 300)\""] },
        claims("expiry beyond numbers", "id_token_malformed") { _ in ["exp": "1e999"] },
        claims("issued in the future", "id_token_iat") { ["iat": "\($0.now + 61)"] },
        claims("issued long ago", "id_token_iat") { ["iat": "\($0.now - 3601)"] },
        claims("no time of issue", "id_token_malformed") { _ in ["iat": nil] },
        claims("not valid yet", "id_token_nbf") { ["nbf": "\($0.now + 61)"] },
    ]

    private static let subjects: [BadToken] = [
        claims("no subject", "id_token_malformed") { _ in ["sub": nil] },
        claims("empty subject", "id_token_subject") { _ in ["sub": "\"\""] },
        claims("subject too long", "id_token_subject") { _ in ["sub": "\"\(String(repeating: "a", count: 256))\""] },
        claims("subject with a line break", "id_token_subject") { _ in ["sub": "\"a\\nb\""] },
        claims("subject as a number", "id_token_malformed") { _ in ["sub": "248289761001"] },
        claims("null subject", "id_token_malformed") { _ in ["sub": "null"] },
    ]

    private static let algorithms: [BadToken] = [
        BadToken(name: "alg none", reason: "id_token_algorithm") {
            TokenForge.encode(TokenForge.header("none")) + "." + TokenForge.encode($0.claims()) + "."
        },
        BadToken(name: "alg nOnE", reason: "id_token_algorithm") {
            TokenForge.encode(TokenForge.header("nOnE")) + "." + TokenForge.encode($0.claims()) + "."
        },
        BadToken(name: "alg none over a good signature", reason: "id_token_algorithm") {
            try $0.forge.sign(TokenForge.header("none"), $0.claims())
        },
        BadToken(name: "HS256 with the public key", reason: "id_token_algorithm") {
            try $0.forge.hmac(TokenForge.header("HS256"), $0.claims(), key: $0.forge.rsaPublicPEM)
        },
        BadToken(name: "HS256 with the key of the set", reason: "id_token_algorithm") {
            try $0.forge.hmac(TokenForge.header("HS256"), $0.claims(), key: "secret")
        },
        BadToken(name: "RS512", reason: "id_token_algorithm") {
            try $0.forge.sign(TokenForge.header("RS512"), $0.claims())
        },
        BadToken(name: "rs256", reason: "id_token_algorithm") {
            try $0.forge.sign(TokenForge.header("rs256"), $0.claims())
        },
        BadToken(name: "no alg", reason: "id_token_algorithm") {
            try $0.forge.sign("{\"kid\": \"\(TokenForge.rsaID)\"}", $0.claims())
        },
        BadToken(name: "EdDSA said, RSA signed", reason: "id_token_signature") {
            try $0.forge.sign(TokenForge.header("EdDSA", kid: TokenForge.edID), $0.claims())
        },
    ]

    private static let keys: [BadToken] = [
        BadToken(name: "unknown key id", reason: "id_token_key") {
            try $0.forge.sign(TokenForge.header(kid: "rsa-2"), $0.claims())
        },
        BadToken(name: "key id of another kind", reason: "id_token_key") {
            try $0.forge.sign(TokenForge.header(kid: TokenForge.ecID), $0.claims())
        },
        BadToken(name: "key id as a number", reason: "id_token_malformed") {
            try $0.forge.sign("{\"alg\": \"RS256\", \"kid\": 7}", $0.claims())
        },
        BadToken(name: "another key under the right id", reason: "id_token_signature") {
            try $0.forge.sign(TokenForge.header(), $0.claims(), $0.forge.strange)
        },
        BadToken(name: "jwk in the header", reason: "id_token_signature") {
            try $0.forge.sign(
                TokenForge.header(TokenForge.rs, kid: TokenForge.rsaID, ", \"jwk\": \($0.forge.strangeJWK)"),
                $0.claims(), $0.forge.strange)
        },
        BadToken(name: "jku in the header", reason: "id_token_key") {
            try $0.forge.sign(
                TokenForge.header(kid: "evil", ", \"jku\": \"\($0.stage.provider.issuer)/evil\""), $0.claims(),
                $0.forge.strange)
        },
        BadToken(name: "x5u in the header", reason: "id_token_signature") {
            try $0.forge.sign(
                TokenForge.header(TokenForge.rs, kid: TokenForge.rsaID, ", \"x5u\": \"https://evil.example/c.pem\""),
                $0.claims(), $0.forge.strange)
        },
        BadToken(name: "x5c in the header", reason: "id_token_signature") {
            try $0.forge.sign(
                TokenForge.header(TokenForge.rs, kid: TokenForge.rsaID, ", \"x5c\": [\"AAAA\"]"), $0.claims(),
                $0.forge.strange)
        },
    ]

    private static let signatures: [BadToken] = [
        BadToken(name: "unsigned", reason: "id_token_signature") {
            TokenForge.encode(TokenForge.header()) + "." + TokenForge.encode($0.claims()) + "."
        },
        BadToken(name: "signature of other claims", reason: "id_token_signature") {
            let other = try $0.forge.sign(TokenForge.header(), $0.claims(["sub": "\"somebody else\""]))
            let parts = other.split(separator: ".")
            return parts[0] + "." + TokenForge.encode($0.claims()) + "." + parts[2]
        },
        BadToken(name: "truncated", reason: nil) {
            String(try $0.forge.sign(TokenForge.header(), $0.claims()).dropLast(10))
        },
        BadToken(name: "a bit of the signature turned", reason: "id_token_signature") {
            var token = Array(try $0.forge.sign(TokenForge.header(), $0.claims()).utf8)
            token[token.count - 20] = token[token.count - 20] == 65 ? 66 : 65
            return String(decoding: token, as: UTF8.self)
        },
        // CVE-2022-21449.
        BadToken(name: "ES256 signature of zeros", reason: "id_token_signature") {
            TokenForge.encode(TokenForge.header("ES256", kid: TokenForge.ecID)) + "." + TokenForge.encode($0.claims())
                + "." + Base64.urlText([UInt8](repeating: 0, count: 64))
        },
        BadToken(name: "crit in the header", reason: "id_token_critical") {
            try $0.forge.sign(
                TokenForge.header(TokenForge.rs, kid: TokenForge.rsaID, ", \"crit\": [\"exp\"]"), $0.claims())
        },
    ]

    private static let forms: [BadToken] = [
        BadToken(name: "subject twice", reason: "id_token_malformed") {
            try $0.forge.sign(TokenForge.header(), $0.claims(more: ", \"sub\": \"\(OpenIDStage.subject)\""))
        },
        BadToken(name: "audience twice, once escaped", reason: "id_token_malformed") {
            try $0.forge.sign(
                TokenForge.header(), $0.claims(["aud": "\"other\""], more: ", \"\\u0061ud\": \"sidenote\""))
        },
        BadToken(name: "alg twice", reason: "id_token_malformed") {
            try $0.forge.sign("{\"alg\": \"none\", \"alg\": \"RS256\", \"kid\": \"\(TokenForge.rsaID)\"}", $0.claims())
        },
        BadToken(name: "an access token", reason: "id_token_malformed") {
            try $0.forge.sign(
                "{\"alg\": \"RS256\", \"typ\": \"at+jwt\", \"kid\": \"\(TokenForge.rsaID)\"}", $0.claims())
        },
        BadToken(name: "two parts", reason: "id_token_malformed") {
            let token = try $0.forge.sign(TokenForge.header(), $0.claims())
            return token.split(separator: ".").prefix(2).joined(separator: ".")
        },
        BadToken(name: "four parts", reason: "id_token_malformed") {
            try $0.forge.sign(TokenForge.header(), $0.claims()) + ".AAAA"
        },
        BadToken(name: "padded Base64", reason: "id_token_malformed") {
            let parts = try $0.forge.sign(TokenForge.header(), $0.claims()).split(separator: ".")
            return parts[0] + "=." + parts[1] + "." + parts[2]
        },
        BadToken(name: "no JSON", reason: "id_token_malformed") { try $0.forge.sign(TokenForge.header(), "hello") },
        BadToken(name: "a list", reason: "id_token_malformed") {
            try $0.forge.sign(TokenForge.header(), "[\($0.claims())]")
        },
        BadToken(name: "too large", reason: "id_token_malformed") {
            try $0.forge.sign(TokenForge.header(), $0.claims(["x": "\"\(String(repeating: "a", count: 20_000))\""]))
        },
        BadToken(name: "empty", reason: "id_token_malformed") { _ in "" },
    ]
}

extension TokenForge {
    fileprivate static let rs = "RS256"
}

@Suite struct IDTokenTests {
    /// The way that is right, so that the refusals below mean something.
    @Test func goodTokensAreAccepted() async throws {
        let forge = try await TokenForge.make()
        try await OpenIDStage.run { stage in
            stage.provider.script.withLock { $0.keySet = forge.keySet }
            let account = try await stage.linkedAccount()
            let digest = try SHA256Digest.bytes(of: Array("at".utf8)).prefix(16)
            let rows: [(header: String, key: any JWTAlgorithm, changes: [String: String?])] = [
                (TokenForge.header(), forge.rsa, [:]),
                (TokenForge.header(kid: nil), forge.rsa, [:]),
                (TokenForge.header("ES256", kid: TokenForge.ecID), forge.ec, [:]),
                (TokenForge.header("EdDSA", kid: TokenForge.edID), forge.ed, [:]),
                (TokenForge.header(), forge.rsa, ["at_hash": "\"\(Base64.urlText(Array(digest)))\""]),
                (TokenForge.header(), forge.rsa, ["aud": "[\"sidenote\"]", "azp": "\"sidenote\""]),
                (TokenForge.header(), forge.rsa, ["aud": "[\"other\", \"sidenote\"]", "azp": "\"sidenote\""]),
            ]
            for (number, row) in rows.enumerated() {
                var browser = stage.browser()
                let asked = try await stage.begin(&browser, next: "/tickets/7")
                let claims = stage.claims(nonce: asked["nonce"] ?? "", row.changes)
                let token = try forge.sign(row.header, claims, row.key)
                let page = try await stage.finish(&browser, token: token, state: asked["state"] ?? "")
                #expect(page.status == 303, "row \(number)")
                #expect(page.location == "/tickets/7")
                #expect(try await browser.get("/probe").text == "user:\(account.id) technician true")
            }
        }
    }

    @Test func badTokensAreNot() async throws {
        let forge = try await TokenForge.make()
        #expect(BadToken.all.count >= 60)
        try await OpenIDStage.run { stage in
            stage.provider.script.withLock { $0.keySet = forge.keySet }
            _ = try await stage.linkedAccount()
            var accepted = 0
            for bad in BadToken.all {
                var browser = stage.browser()
                let asked = try await stage.begin(&browser)
                let setting = BadToken.Setting(
                    stage: stage, forge: forge, nonce: asked["nonce"] ?? "",
                    now: stage.site.clock.now().milliseconds / 1000)
                let page = try await stage.finish(&browser, token: try bad.make(setting), state: asked["state"] ?? "")
                if page.status == 303 { accepted += 1 }
                #expect(page.status == 403, "\(bad.name)")
                #expect(browser.cookies.isEmpty, "\(bad.name)")
                let reason = try stage.site.entries("sign_in_failed").first?.detail["reason"]
                if let expected = bad.reason { #expect(reason == expected, "\(bad.name)") }
            }
            #expect(accepted == 0)
            #expect(try stage.site.entries("sign_in_failed").count == BadToken.all.count)
            #expect(try stage.site.entries("sign_in").isEmpty)
        }
    }

    @Test func weakAndPrivateKeysAreNotTaken() throws {
        let short = Base64.urlText([UInt8](repeating: 0xC1, count: 128))
        let keys = try PublishedKeys(
            Array(
                """
                {"keys": [
                  {"kty": "RSA", "kid": "short", "n": "\(short)", "e": "AQAB"},
                  {"kty": "RSA", "kid": "enc", "use": "enc", "n": "\(short + short)", "e": "AQAB"},
                  {"kty": "oct", "kid": "oct", "k": "AAAA"},
                  {"kty": "EC", "crv": "P-384", "kid": "p384", "x": "AA", "y": "AA"}
                ]}
                """.utf8))
        for id in ["short", "enc", "oct", "p384", nil] {
            for algorithm in ["RS256", "ES256", "EdDSA", "HS256", "none"] {
                #expect(keys.key(id: id, algorithm: algorithm) == nil)
            }
        }
    }
}
