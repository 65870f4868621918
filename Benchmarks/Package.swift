// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "sidenote-benchmarks",
    products: [.executable(name: "bench", targets: ["bench"])],
    dependencies: [
        .package(name: "sidenote", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    ],
    targets: [
        // The generated world: Foundation only, so that it builds in seconds.
        .target(name: "World", swiftSettings: settings),
        .executableTarget(
            name: "bench",
            dependencies: [
                "World", .product(name: "SidenoteCore", package: "sidenote"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
