// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target; the layering test holds its imports to this same list.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func spec(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(
  name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
  name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "broadsheet",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "broadsheet", targets: ["broadsheet"]),
    // For the package in Benchmarks/ alone, which measures these from outside.
    .library(
      name: "BroadsheetParts", targets: ["Mail", "Newsletter", "Composer", "Lint", "Storage"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Its default traits bring configuration files that nothing here reads, and half the build.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    room("Diagnostics"),
    room("Mail", ["Diagnostics", "COpenSSL", crypto]),
    room("Newsletter", ["Diagnostics", "Mail"]),
    room("Markup", ["Diagnostics", "CXML2"]),
    room("Composer", ["Diagnostics", "Newsletter", "Mail", "Markup", "CCMark", mustache, crypto]),
    room("Lint", ["Diagnostics", "Newsletter", "Mail", "Markup"]),
    room("Lists", ["Diagnostics", "Newsletter", "Mail", crypto]),
    room("Curl", ["Diagnostics", "CCurl"]),
    room("Feeds", ["Diagnostics", "Curl", "Newsletter", "Markup"]),
    room("Transport", ["Diagnostics", "Curl", "Mail"]),
    room("Storage", ["Diagnostics", "Newsletter", "Mail", grdb, grdbSQLite]),
    room(
      "Mailroom",
      [
        "Diagnostics", "Composer", "Lint", "Lists", "Feeds", "Transport", "Storage", "Newsletter",
        "Mail",
      ]),
    room(
      "Web", ["Diagnostics", hummingbird, hummingbirdCore, logging, nioCore, nioHTTPTypes]),
    room(
      "Site",
      [
        "Diagnostics", "Composer", "Storage", "Newsletter", "Mail", "Web", httpTypes, hummingbird,
        nioCore,
      ]),
    room(
      "Studio",
      [
        "Diagnostics", "Mailroom", "Lint", "Composer", "Newsletter", "Markup", "Mail", "Web",
        httpTypes, hummingbird, nioCore, serviceLifecycle,
      ]),
    room("MailCatcher", ["Diagnostics", "Mail", nioCore, nioPosix, nioSSL]),
    room(
      "Assembly",
      [
        "Diagnostics", "Mail", "Newsletter", "Composer", "Lint", "Lists", "Curl", "Feeds",
        "Transport", "Storage", "Mailroom", "Web", "Site", "Studio", "MailCatcher", crypto, logging,
        serviceLifecycle, unixSignals,
      ]),
    .executableTarget(
      name: "broadsheet", dependencies: ["Assembly", "Diagnostics", argumentParser],
      swiftSettings: settings),

    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: settings),
    .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: settings),
    spec("ArchitectureTests"),
    spec("MailTests", ["SeededRandom", "Diagnostics", "Mail"]),
    spec("NewsletterTests", ["Newsletter", "Mail"]),
    spec("MarkupTests", ["SeededRandom", "Markup"], exclude: ["Inlining"]),
    // Inlines the files of a folder, for the check that compares them in a browser; in no product.
    .executableTarget(
      name: "InlinedPages", dependencies: ["Markup"], path: "Tests/InlinedPages",
      swiftSettings: settings),
    spec(
      "ComposerTests", ["SeededRandom", "Composer", "Diagnostics", "Newsletter", "Mail"],
      exclude: ["Snapshots"]),
    spec(
      "LintTests",
      ["SeededRandom", "Lint", "Composer", "Diagnostics", "Feeds", "Newsletter", "Mail"]),
    spec("ListsTests", ["SeededRandom", "Diagnostics", "Lists", "Newsletter", "Mail"]),
    spec(
      "FeedsTests", ["SeededRandom", "LoopbackServer", "Feeds", "Newsletter"],
      exclude: ["Fixtures"]),
    spec("WebTests", ["SeededRandom", "Web"]),
    spec(
      "SiteTests",
      [
        "SeededRandom", "Site", "Web", "Composer", "Storage", "Newsletter", "Mail", httpTypes,
        hummingbird,
        hummingbirdTesting, nioCore,
      ],
      exclude: ["Snapshots"]),
    spec(
      "StudioTests",
      [
        "SeededRandom", "Studio", "Mailroom", "Composer", "Lint", "Lists", "Feeds", "Storage",
        "Diagnostics", "Newsletter", "Markup", "Mail", "Web", httpTypes, hummingbird,
        hummingbirdTesting, nioCore,
      ]),
    spec(
      "MailCatcherTests",
      [
        "SeededRandom", "Diagnostics", "MailCatcher", "Mail", nioCore, nioEmbedded, nioPosix,
        nioSSL,
      ]),
    spec("TransportTests", ["Curl", "Diagnostics", "Transport", "Mail", "MailCatcher"]),
    spec("StorageTests", ["Storage", "Newsletter", "Mail", grdb]),
    spec(
      "MailroomTests",
      [
        "SeededRandom",
        "Mailroom", "Diagnostics", "Composer", "Feeds", "Lint", "Lists", "Transport", "Storage",
        "Newsletter", "Mail", "MailCatcher",
        grdb,
      ]),
    spec(
      "AssemblyTests",
      [
        "SeededRandom", "LoopbackServer", "Assembly", "Lint", "Mailroom", "Storage", "Lists",
        "Diagnostics", "Newsletter", "Mail", "Web",
      ]),
    // A sender that kills itself where it is told to, for CrashTests alone; it is in no product.
    .executableTarget(
      name: "KilledSender",
      dependencies: ["Assembly", "Diagnostics", "Mailroom", "Storage", "Transport"],
      path: "Tests/KilledSender", swiftSettings: settings),
    spec("CrashTests", ["SeededRandom", "MailCatcher", "KilledSender", grdb, subprocess]),
  ]
)
