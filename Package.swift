// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target of the pipeline. `uses` may only name what stands above it in the list below.
func stage(_ name: String, uses: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: uses, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, uses: [Target.Dependency] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: [.target(name: name)] + uses, swiftSettings: settings)
}

let package = Package(
    name: "sidenote",
    products: [
        .executable(name: "sidenote", targets: ["sidenote"]),
        .executable(name: "sidenote-server", targets: ["sidenote-server"]),
        .library(
            name: "SidenoteCore",
            targets: ["Domain", "Normalization", "Retrieval", "Drafting", "Storage", "Connectors", "Enrichment"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox.git", from: "0.27.1"),
        // The service alone; the command line builds without them.
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-http2.git", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
    ],
    targets: [
        // System libraries (Debian packages; scripts/dependencies installs them).
        .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCmark", pkgConfig: "libcmark-gfm", providers: [.apt(["libcmark-gfm-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CSnowball", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CMalloc"),
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // The pipeline, in the order in which a ticket passes through it.
        stage("Domain"),
        stage("Digest", uses: ["COpenSSL", "CCrypt"]),
        stage("CurlTransport", uses: ["CLibcurl"]),
        stage("Normalization", uses: ["Domain", "CLibxml2", "CCmark", "CGMime"]),
        stage("Retrieval", uses: ["Domain", "Normalization", "CSnowball"]),
        stage("Boundary", uses: ["Domain", "Digest", "Normalization"]),
        stage("LanguageModel", uses: ["Domain", "CurlTransport"]),
        stage("Grounding", uses: ["Domain", "Normalization"]),
        stage(
            "Drafting",
            uses: ["Domain", "Digest", "Normalization", "Retrieval", "Boundary", "LanguageModel", "Grounding"]),
        stage(
            "Storage",
            uses: [
                "Domain", "Digest", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        stage(
            "Connectors",
            uses: ["Domain", "Digest", "Normalization", "CurlTransport", "CLibxml2", "CLibzip", "CGMime"]),
        stage(
            "Enrichment",
            uses: [
                "Domain", "CurlTransport", "Normalization", "Retrieval", "Boundary", "LanguageModel", "Grounding",
                "Drafting", "Storage", "Connectors", "Digest",
            ]),
        stage(
            "Settings",
            uses: [
                "Domain", "CurlTransport", "Retrieval", "LanguageModel", "Connectors",
                .product(name: "Yams", package: "Yams"),
            ]),
        stage(
            "Service",
            uses: [
                "Domain", "Digest", "CurlTransport", "Normalization", "Retrieval", "Boundary", "LanguageModel",
                "Drafting", "Storage", "Connectors", "Enrichment", "Settings", "CMalloc", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP2", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ]),
        .executableTarget(
            name: "sidenote-server",
            dependencies: [
                "Service", "CurlTransport", "Digest", "Domain", "Enrichment", "Retrieval", "Storage", "Settings",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "sidenote",
            dependencies: [
                "Enrichment", "Domain", "Digest", "CurlTransport", "Normalization", "Retrieval", "Boundary",
                "LanguageModel", "Drafting", "Storage", "Connectors", "Settings",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // A server that answers from a script, for the tests of what asks servers.
        .target(
            name: "ScriptedServer", dependencies: [.product(name: "FlyingFox", package: "FlyingFox")],
            path: "Tests/ScriptedServer", swiftSettings: settings),
        tests("Domain"),
        tests("CurlTransport", uses: [.product(name: "FlyingFox", package: "FlyingFox")]),
        tests("Normalization", uses: ["Domain"]),
        tests("Retrieval", uses: ["Domain", "Normalization", "Storage"]),
        tests("Boundary", uses: ["Domain", "Digest", "Normalization"]),
        tests("LanguageModel", uses: ["Domain", "CurlTransport", "ScriptedServer"]),
        tests("Grounding", uses: ["Domain", "Normalization"]),
        tests(
            "Drafting",
            uses: [
                "Domain", "Normalization", "Boundary", "LanguageModel", "Grounding", "Retrieval", "CurlTransport",
                "ScriptedServer", .product(name: "FlyingFox", package: "FlyingFox"),
            ]),
        tests("Storage", uses: ["Domain", "Digest", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("Digest"),
        tests(
            "Connectors",
            uses: [
                "Domain", "Digest", "Normalization", "CurlTransport", "ScriptedServer",
            ]),
        tests("Settings", uses: ["Domain", "LanguageModel", "Retrieval", "Connectors", "CurlTransport"]),
        // Runs the built program as a child process.
        .testTarget(name: "CommandLineTests", dependencies: [.target(name: "sidenote")], swiftSettings: settings),
        tests(
            "Service",
            uses: [
                "Domain", "Digest", "CurlTransport", "Storage", "Connectors", "Enrichment", "Settings",
                "Drafting", "LanguageModel", "ScriptedServer",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "FlyingFox", package: "FlyingFox"),
            ]),
        // Runs the built service as a child process.
        .testTarget(
            name: "ServerProcessTests",
            dependencies: [
                .target(name: "sidenote-server"), .target(name: "sidenote"), .target(name: "Domain"),
                .target(name: "Digest"), .target(name: "Storage"),
            ],
            swiftSettings: settings),
        tests(
            "Enrichment",
            uses: [
                "Domain", "Normalization", "Retrieval", "Storage", "Connectors", "Drafting", "Boundary",
                "CurlTransport", "ScriptedServer",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
