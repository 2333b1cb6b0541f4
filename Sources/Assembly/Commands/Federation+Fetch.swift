public import Diagnostics
import Mailroom
import Newsletter
import Storage

extension Federation {
  /// Polls sources and records new stories.
  ///
  /// - Parameter allAsBaseline: take everything found as already seen.
  public func fetch(_ names: [String], allAsBaseline: Bool) async throws -> ExitCode {
    let affiliates = try affiliates(names)
    let lock = try lock()
    let records = try await mailroom(try store()).fetch(affiliates, allAsBaseline: allAsBaseline)
    withExtendedLifetime(lock) {}
    console.clearProgress()
    for record in records {
      for warning in record.warnings { console.warn("\(record.affiliate): \(warning)") }
      for alarm in record.alarms { console.warn(alarm) }
    }
    try console.show(
      records.map { Self.line($0, width: width) }.joined(separator: "\n"),
      json: FetchReport(records))
    // One bad source stops no other; only when nothing at all could be read has the fetch failed.
    let isAllLost = records.allSatisfy { $0.failed > 0 && $0.listings == 0 && $0.unchanged == 0 }
    return !records.isEmpty && isAllLost ? .tryAgain : .done
  }

  private var width: Int { configuration.affiliates.map(\.id.text.count).max() ?? 0 }

  private static func line(_ record: FetchRecord, width: Int) -> String {
    var parts: [String] = []
    if record.listings > 0 {
      parts.append("\(record.listings.counted("story", "stories")) read, \(record.new) new")
    }
    if record.baseline > 0 { parts.append("\(record.baseline) taken as already seen") }
    if record.held > 0 { parts.append("\(record.held) held") }
    if record.unchanged > 0 { parts.append("nothing changed since the last time") }
    if record.failed > 0 {
      parts.append("\(record.failed.counted("source", "sources")) could not be read")
    }
    if parts.isEmpty { parts.append("no stories") }
    return "\(record.affiliate.text.padded(to: width))  \(parts.joined(separator: ", "))"
  }
}

private struct FetchReport: Encodable {
  struct Entry: Encodable {
    let affiliate: String
    let listings: Int
    let new: Int
    let baseline: Int
    let held: Int
    let unchanged: Int
    let failed: Int
    let warnings: [String]
    let alarms: [String]
  }

  let affiliates: [Entry]

  init(_ records: [FetchRecord]) {
    affiliates = records.map {
      Entry(
        affiliate: $0.affiliate.text, listings: $0.listings, new: $0.new, baseline: $0.baseline,
        held: $0.held, unchanged: $0.unchanged,
        failed: $0.failed, warnings: $0.warnings, alarms: $0.alarms)
    }
  }
}
