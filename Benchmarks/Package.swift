// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what it needs never burdens the build of Broadsheet.
let package = Package(
  name: "broadsheet-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "broadsheet", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .executableTarget(
      name: "HotPaths",
      dependencies: [
        .product(name: "BroadsheetParts", package: "broadsheet"),
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      path: "HotPaths",
      swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
