import Digest
import Domain
import JWTKit
import Settings
import Storage
import Synchronization
import Testing

@testable import Service

@Suite struct OpenIDFlowTests {
    @Test func theRequestCarriesPKCEAndTheExchangeItsVerifier() async throws {
        let forge = try await TokenForge.make()
        try await OpenIDStage.run { stage in
            stage.provider.script.withLock { $0.keySet = forge.keySet }
            _ = try await stage.linkedAccount()
            var browser = stage.browser()
            let page = try await browser.get("/sign-in/oidc")
            let cookie = try #require(page.setCookies.first)
            #expect(
                cookie.hasPrefix("__Host-sidenote-oidc=")
                    && cookie.contains("; HttpOnly; SameSite=Lax; Secure; Max-Age=600"))
            let asked = try await stage.begin(&browser)
            #expect(asked["response_type"] == "code")
            #expect(asked["client_id"] == "sidenote")
            #expect(asked["scope"] == "openid profile email")
            #expect(asked["redirect_uri"] == "https://sidenote.test/sign-in/oidc/callback")
            #expect(asked["code_challenge_method"] == "S256")
            let token = try forge.sign(TokenForge.header(), stage.claims(nonce: asked["nonce"] ?? ""))
            #expect(try await stage.finish(&browser, token: token, state: asked["state"] ?? "").status == 303)
            let sent = try #require(stage.provider.script.withLock { $0.exchanges.last }.flatMap(FormFields.init))
            let digest = try SHA256Digest.bytes(of: Array((sent["code_verifier"] ?? "").utf8))
            #expect(Base64.urlText(digest) == asked["code_challenge"])
            #expect(sent["redirect_uri"] == asked["redirect_uri"])
            #expect(browser.cookies.keys.sorted() == ["__Host-sidenote"])
            // Nothing of it can be read off the cookie.
            for value in [asked["nonce"], asked["state"], sent["code_verifier"]] {
                #expect(!cookie.contains(value ?? "?"))
            }
        }
    }

    /// Each row is a way to come back that must not lead to a session; the token behind it is good.
    @Test func answersToOtherRequestsAreRefused() async throws {
        let forge = try await TokenForge.make()
        try await OpenIDStage.run { stage in
            stage.provider.script.withLock { $0.keySet = forge.keySet }
            _ = try await stage.linkedAccount()
            func token(_ asked: FormFields) throws -> String {
                try forge.sign(TokenForge.header(), stage.claims(nonce: asked["nonce"] ?? ""))
            }
            func expectRefusal(_ page: TestBrowser.Page, _ browser: TestBrowser, _ reason: String) throws {
                #expect(page.status == 403, "\(reason)")
                #expect(browser.cookies["__Host-sidenote"] == nil)
                #expect(try stage.site.entries("sign_in_failed").first?.detail["reason"] == reason)
            }
            // Another browser's answer (login CSRF): no cookie, then another sign-in's cookie.
            var attacker = stage.browser()
            let theirs = try await stage.begin(&attacker)
            var victim = stage.browser()
            var page = try await stage.finish(&victim, token: try token(theirs), state: theirs["state"] ?? "")
            try expectRefusal(page, victim, "state")
            _ = try await stage.begin(&victim)
            page = try await stage.finish(&victim, token: try token(theirs), state: theirs["state"] ?? "")
            try expectRefusal(page, victim, "state")
            // A cookie that was changed.
            var changed = stage.browser()
            var asked = try await stage.begin(&changed)
            let cookie = changed.cookies["__Host-sidenote-oidc"] ?? ""
            changed.cookies["__Host-sidenote-oidc"] = (cookie.hasPrefix("A") ? "B" : "A") + cookie.dropFirst()
            page = try await stage.finish(&changed, token: try token(asked), state: asked["state"] ?? "")
            try expectRefusal(page, changed, "state")
            // An old one.
            var late = stage.browser()
            asked = try await stage.begin(&late)
            stage.site.clock.advance(seconds: PendingSignIn.validSeconds + 1)
            page = try await stage.finish(&late, token: try token(asked), state: asked["state"] ?? "")
            try expectRefusal(page, late, "state")
            // Another provider's answer (mix-up, RFC 9207).
            var mixed = stage.browser()
            asked = try await stage.begin(&mixed)
            page = try await stage.finish(
                &mixed, token: try token(asked), state: asked["state"] ?? "", more: "&iss=https%3A%2F%2Fevil.example")
            try expectRefusal(page, mixed, "response_issuer")
            // Parameters given twice.
            var twice = stage.browser()
            asked = try await stage.begin(&twice)
            page = try await stage.finish(
                &twice, token: try token(asked), state: asked["state"] ?? "", more: "&state=\(asked["state"] ?? "")")
            try expectRefusal(page, twice, "state")
            // The provider said no, or gave no code; its words are not repeated.
            for query in ["error=access_denied&error_description=%3Cscript%3E", "a=b", "code="] {
                var denied = stage.browser()
                asked = try await stage.begin(&denied)
                page = try await denied.get("/sign-in/oidc/callback?state=\(asked["state"] ?? "")&" + query)
                try expectRefusal(page, denied, "provider_error")
                #expect(!page.text.contains("script"))
            }
            // A code that the provider does not know.
            var invented = stage.browser()
            asked = try await stage.begin(&invented)
            page = try await invented.get("/sign-in/oidc/callback?state=\(asked["state"] ?? "")&code=invented")
            try expectRefusal(page, invented, "exchange")
            // The same answer again: the cookie is gone.
            var again = stage.browser()
            asked = try await stage.begin(&again)
            #expect(try await stage.finish(&again, token: try token(asked), state: asked["state"] ?? "").status == 303)
            again.cookies["__Host-sidenote"] = nil
            page = try await stage.finish(&again, token: try token(asked), state: asked["state"] ?? "")
            try expectRefusal(page, again, "state")
        }
    }

    @Test func aProviderThatNamesItselfMustDoSo() async throws {
        let forge = try await TokenForge.make()
        try await OpenIDStage.run { stage in
            stage.provider.script.withLock {
                $0.keySet = forge.keySet
                $0.namesIssuerInAnswers = true
            }
            _ = try await stage.linkedAccount()
            for (more, status) in [("", 403), ("&iss=" + TestBrowser.escape(stage.provider.issuer), 303)] {
                var browser = stage.browser()
                let asked = try await stage.begin(&browser)
                let token = try forge.sign(TokenForge.header(), stage.claims(nonce: asked["nonce"] ?? ""))
                let page = try await stage.finish(&browser, token: token, state: asked["state"] ?? "", more: more)
                #expect(page.status == status)
            }
        }
    }

    @Test func answersAreLimited() async throws {
        try await OpenIDStage.run { stage in
            var browser = stage.browser()
            var statuses: [Int] = []
            for _ in 0..<6 {
                let asked = try await stage.begin(&browser)
                let page = try await browser.get("/sign-in/oidc/callback?code=invented&state=\(asked["state"] ?? "")")
                statuses.append(page.status)
            }
            #expect(statuses == [403, 403, 403, 403, 403, 429])
            #expect(stage.provider.script.withLock { $0.exchanges.count } == 5)
        }
    }

    @Test func metadataOfAnotherIssuerIsRefused() async throws {
        try await OpenIDStage.run { stage in
            stage.provider.script.withLock { $0.statedIssuer = "https://evil.example" }
            var browser = stage.browser()
            let foreign = try await browser.get("/sign-in/oidc")
            #expect(foreign.status == 502)
            stage.provider.script.withLock {
                $0.statedIssuer = nil
                $0.tokenEndpoint = "http://192.0.2.1/token"
            }
            #expect(try await browser.get("/sign-in/oidc").status == 502)
        }
    }

    @Test func changedKeysAreFetchedOnce() async throws {
        let old = try await TokenForge.make()
        let new = try await TokenForge.make()
        try await OpenIDStage.run { stage in
            _ = try await stage.linkedAccount()
            func signIn(_ forge: TokenForge, kid: String) async throws -> Int {
                var browser = stage.browser()
                let asked = try await stage.begin(&browser)
                let token = try forge.sign(TokenForge.header(kid: kid), stage.claims(nonce: asked["nonce"] ?? ""))
                return try await stage.finish(&browser, token: token, state: asked["state"] ?? "").status
            }
            stage.provider.script.withLock { $0.keySet = old.keySet }
            #expect(try await signIn(old, kid: TokenForge.rsaID) == 303)
            #expect(try await signIn(old, kid: TokenForge.rsaID) == 303)
            #expect(stage.provider.script.withLock { $0.keyRequests } == 1)
            let changed = new.keySet.replacing(TokenForge.rsaID, with: "rsa-2")
            stage.provider.script.withLock { $0.keySet = changed }
            #expect(try await signIn(new, kid: "rsa-2") == 303)
            #expect(stage.provider.script.withLock { $0.keyRequests } == 2)
            #expect(try await signIn(new, kid: "rsa-3") == 403)
            #expect(stage.provider.script.withLock { $0.keyRequests } == 3)
        }
    }

    // MARK: Accounts

    /// Signs in as the provider's person and says what came of it.
    private func signIn(
        _ stage: OpenIDStage, _ forge: TokenForge, _ changes: [String: String?] = [:]
    ) async throws -> (page: TestBrowser.Page, who: String) {
        stage.provider.script.withLock { $0.keySet = forge.keySet }
        var browser = stage.browser()
        let asked = try await stage.begin(&browser)
        let token = try forge.sign(TokenForge.header(), stage.claims(nonce: asked["nonce"] ?? "", changes))
        let page = try await stage.finish(&browser, token: token, state: asked["state"] ?? "")
        return (page, try await browser.get("/probe").text)
    }

    @Test func strangersGetNoAccount() async throws {
        let forge = try await TokenForge.make()
        try await OpenIDStage.run { stage in
            // Having the same mail address is not enough.
            _ = try await stage.site.account()
            let (page, who) = try await signIn(stage, forge)
            #expect(page.status == 403)
            #expect(page.text.contains("No account here") && page.text.contains(OpenIDStage.subject))
            #expect(who == "nobody")
            #expect(try stage.site.store.accounts().count == 1)
        }
    }

    @Test func verifiedMailAddressesLinkWhereTheyMay() async throws {
        let forge = try await TokenForge.make()
        try await OpenIDStage.run { settings in
            settings.linkByEmail = true
        } _: { stage in
            let account = try await stage.site.account()
            for changes in [
                ["email_verified": "false"], ["email_verified": nil], ["email": "\"eve@msp.example\""],
                ["email": "7"],
            ] as [[String: String?]] {
                #expect(try await signIn(stage, forge, changes).page.status == 403)
            }
            #expect(try await signIn(stage, forge).who == "user:\(account.id) technician true")
            // From then on the subject counts and the address does not.
            #expect(try await signIn(stage, forge, ["email": nil]).who == "user:\(account.id) technician true")
            #expect(try await signIn(stage, forge, ["sub": "\"another\""]).page.status == 403)
        }
    }

    @Test func rolesOfTheProviderMakeAccounts() async throws {
        let forge = try await TokenForge.make()
        try await OpenIDStage.run { settings in
            settings.roleClaim = "groups"
            settings.roles = ["helpdesk": .technician, "leads": .lead]
        } _: { stage in
            #expect(try await signIn(stage, forge, ["groups": "[\"sales\"]"]).page.status == 403)
            #expect(try await signIn(stage, forge, ["groups": "\"ops\""]).page.status == 403)
            #expect(try stage.site.store.accounts().isEmpty)
            let changes: [String: String?] = [
                "groups": "[\"sales\", \"helpdesk\", \"leads\"]", "name": "\"A\\u202Eda\\n\"",
            ]
            #expect(try await signIn(stage, forge, changes).who.hasSuffix(" lead true"))
            let made = try #require(try stage.site.store.accounts().first)
            #expect(made.name == "Ada")
            #expect(made.clients == [])
            #expect(made.login.hasPrefix("oidc-"))
            #expect(!made.hasPassword)
            // The same person again, now without the group: the account stays as it is.
            #expect(try await signIn(stage, forge, ["groups": "[]"]).who == "user:\(made.id) lead true")
            #expect(try stage.site.store.accounts().count == 1)
        }
    }

    @Test func disabledAccountsStayOut() async throws {
        let forge = try await TokenForge.make()
        try await OpenIDStage.run { settings in
            settings.linkByEmail = true
            settings.roleClaim = "groups"
            settings.roles = ["helpdesk": .technician]
        } _: { stage in
            let account = try await stage.linkedAccount()
            var change = AccountChange()
            change.isDisabled = true
            _ = try await stage.site.store.updateAccount(account.id, change, by: Actor(.console, "test"))
            #expect(try await signIn(stage, forge, ["groups": "[\"helpdesk\"]"]).page.status == 403)
        }
    }

    @Test func withoutAProviderThereIsNone() async throws {
        try await SignInSite.run { site in
            var browser = site.browser()
            let start = try await browser.get("/sign-in/oidc")
            #expect(start.status == 404)
            #expect(try await browser.get("/sign-in/oidc/callback?code=a&state=b").status == 404)
            #expect(try await !browser.get("/sign-in").text.contains("/sign-in/oidc"))
        }
    }
}
