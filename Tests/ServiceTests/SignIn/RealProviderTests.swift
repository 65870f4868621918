import CurlTransport
import Domain
import Foundation
import LanguageModel
import Settings
import Storage
import Testing

@testable import Service

/// Against a provider that others wrote: `oidc-provider-mock` from PyPI (Authlib).
@Suite struct RealProviderTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scripts/oidc-provider")

    private static func isInstalled() -> Bool {
        let process = Process()
        process.executableURL = script
        process.arguments = ["--install"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test(
        .enabled("oidc-provider-mock cannot be installed; see scripts/oidc-provider --install") { isInstalled() },
        arguments: [OpenIDSettings.ClientAuthentication.basic, .post])
    func signsIn(authentication: OpenIDSettings.ClientAuthentication) async throws {
        let port = try freePort()
        let issuer = "http://127.0.0.1:\(port)"
        let process = Process()
        process.executableURL = Self.script
        process.arguments = ["--port", "\(port)", "--require-nonce", "true"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            // It does not end on SIGTERM while a connection is open.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let secret = FileManager.default.temporaryDirectory.appendingPathComponent("oidc-secret-\(UUID().uuidString)")
        try Data("a-client-secret".utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        let settings = OpenIDSettings(
            issuer: issuer, clientID: "sidenote", clientSecret: .file(secret.path), clientAuthentication: authentication
        )
        try await SignInSite.run(provider: settings, start: SystemClock().now()) { site in
            try await untilListening(issuer, site.transport)
            let account = try await site.account()
            var change = AccountChange()
            change.subject = FederatedSubject(issuer: issuer, subject: "ada")
            _ = try await site.store.updateAccount(account.id, change, by: Actor(.console, "test"))
            for (person, status) in [("ada", 303), ("eve", 403)] {
                var browser = site.browser()
                let start = try await browser.get("/sign-in/oidc?next=/tickets/7")
                let address = try #require(start.location)
                var there = TestBrowser(base: issuer, publicURL: issuer, transport: site.transport)
                let consent = try await there.post(address, [("sub", person)])
                let back = try #require(consent.location)
                #expect(back.hasPrefix("https://sidenote.test/sign-in/oidc/callback?"))
                let page = try await browser.get(String(back.trimmingPrefix("https://sidenote.test")))
                #expect(page.status == status)
                if status == 303 {
                    #expect(page.location == "/tickets/7")
                    #expect(try await browser.get("/probe").text == "user:\(account.id) technician true")
                }
            }
        }
    }

    private func untilListening(_ issuer: String, _ transport: CurlTransport) async throws {
        let address = issuer + "/.well-known/openid-configuration"
        for _ in 0..<300 {
            if let answer = try? await transport.send(HTTPRequest(url: address)), answer.status == 200 { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Problem("the provider does not answer")
    }

    /// A port that was free a moment ago.
    private func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Problem("no socket") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain -> UInt16? in
                guard bind(descriptor, plain, length) == 0, getsockname(descriptor, plain, &length) == 0 else {
                    return nil
                }
                return pointer.pointee.sin_port.bigEndian
            }
        }
        guard let port else { throw Problem("no free port") }
        return port
    }
}
