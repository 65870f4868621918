import Domain
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import NIOCore
import NIOSSL
import Settings

/// How connections are set up: plain HTTP/1.1, or TLS with HTTP/2 and HTTP/1.1 by ALPN (RFC 7301).
///
/// HTTP/2 keeps the library's limits: 100 streams at once, 16 KiB of header fields, 200 reset streams in 30 seconds
/// (CVE-2023-44487), 5 continuation frames in a row.
struct ServerChannels: Sendable {
    let settings: ServerSettings
    let limits: ServerLimits
    let table: ConnectionTable

    func builder() throws(Problem) -> HTTPServerBuilder {
        let limits = limits
        let table = table
        let http1 = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ExchangeGuard(limits: limits)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes + limits.targetBytes,
                maxHeaderFieldCount: limits.headerCount))
        guard let tls = settings.tls else {
            return HTTPServerBuilder { responder in
                GuardedChannel(
                    base: HTTP1Channel(responder: responder, configuration: http1), table: table, limits: limits)
            }
        }
        let configuration = try Self.configuration(tls)
        return HTTPServerBuilder { responder in
            GuardedChannel(
                base: try HTTP2UpgradeChannel(
                    tlsConfiguration: configuration,
                    configuration: .init(
                        idleTimeout: .milliseconds(Int64(limits.idle * 1000)), gracefulCloseTimeout: .seconds(3),
                        streamConfiguration: http1),
                    responder: responder), table: table, limits: limits)
        }
    }

    private static func configuration(_ tls: ServerSettings.TLS) throws(Problem) -> TLSConfiguration {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(tls.certificateFile)
        } catch {
            throw Problem(
                "the certificate cannot be read", place: "server.tls.certificate_file",
                remedy: "Name a PEM file with the certificate and its chain that this user may read")
        }
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(file: tls.keyFile, format: .pem)
        } catch {
            throw Problem(
                "the certificate’s key cannot be read", place: "server.tls.key_file",
                remedy: "Name a PEM file with the private key, without a passphrase, that this user may read")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        do {
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw Problem(
                "the certificate and its key do not fit together", place: "server.tls.key_file",
                remedy: "Name the key that the certificate was made for")
        }
        return configuration
    }
}
