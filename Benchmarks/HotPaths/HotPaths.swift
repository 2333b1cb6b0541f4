import Benchmark
import Composer
import Foundation
import Mail
import Newsletter
import Storage

/// What is done for each message, or for each group of them.
///
///     cd Benchmarks && swift package benchmark
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .throughput],
    scalingFactor: .kilo, maxDuration: .seconds(5))

  Benchmark("Read an address") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(try EmailAddress("ana.silva+news@members.example.org"))
    }
  }

  for signing in Signing.allCases {
    Benchmark("Print a message, \(signing.rawValue)") { benchmark, mill in
      for number in benchmark.scaledIterations { blackHole(try mill.print(to: number)) }
    } setup: {
      try Mill(signing)
    }
  }

  for template in ["digest", "briefing", "plain"] {
    Benchmark(
      "Render a variant of ten stories, \(template)",
      configuration: .init(scalingFactor: .one, maxDuration: .seconds(5))
    ) { benchmark, mill in
      for _ in benchmark.scaledIterations { blackHole(mill.render()) }
    } setup: {
      try RenderingMill(template)
    }

    for isWarm in [false, true] {
      Benchmark(
        "Inline and lint ten stories, \(template), \(isWarm ? "warm" : "cold")",
        configuration: .init(scalingFactor: .one, maxDuration: .seconds(5))
      ) { benchmark, mill in
        for _ in benchmark.scaledIterations {
          blackHole(isWarm ? try mill.warm() : try mill.cold())
        }
      } setup: {
        try LintingMill(template)
      }
    }
  }

  Benchmark(
    "Commit what 64 sessions have to say",
    configuration: .init(
      scalingFactor: .one, maxDuration: .seconds(5), maxIterations: Counter.mostCommits)
  ) { benchmark, counter in
    for _ in benchmark.scaledIterations { try await counter.commit() }
  } setup: {
    try Counter()
  }
}
