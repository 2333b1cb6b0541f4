public import Diagnostics
import Foundation
import Lists
import Mailroom
import Newsletter
import Storage
import Transport

/// How `send` was asked to send.
public struct SendOptions: Sendable {
  public var affiliates: [String]
  /// A folder that takes the messages in place of the relay.
  public var folder: String?
  /// `deferred`, `rejected`, `uncertain`.
  public var retry: [String]
  /// Send also what the lint would keep back.
  public var despiteLint: Bool

  public init(
    affiliates: [String] = [], folder: String? = nil, retry: [String] = [],
    despiteLint: Bool = false
  ) {
    self.affiliates = affiliates
    self.folder = folder
    self.retry = retry
    self.despiteLint = despiteLint
  }
}

extension Federation {
  /// Builds, freezes and sends what is new, after resuming what is unfinished.
  public func send(_ options: SendOptions) async throws -> ExitCode {
    let affiliates = try affiliates(options.affiliates)
    let retrying = try Self.states(options.retry)
    let lock = try lock()
    var mailroom = try mailroom(try store(), toFolder: options.folder)
    mailroom.sendsDespiteLint = options.despiteLint
    let room = mailroom
    if let folder = options.folder {
      // Opened before anything is frozen: a slip of the pen must not leave an edition behind that
      // the next run would mail.
      await (try FolderSession.open(folder)).close()
      console.note("Sending into the folder \(folder): the log records it as sent.")
    }
    if retrying.contains(.uncertain) {
      console.note("Sending again what may have arrived already: some people may get it twice.")
    }
    let report = try await Interruption.stopping {
      try await room.send(affiliates, retrying: retrying)
    }
    withExtendedLifetime(lock) {}
    return try tell(report)
  }

  /// What cron calls. It says nothing when nothing happened, or while another run is under way.
  public func run() async throws -> ExitCode {
    let lock: RunLock
    do {
      lock = try self.lock()
    } catch let error as RunLockError where error.isHeld {
      return .done
    }
    let store = try store()
    let room = try mailroom(store)
    let report = try await Interruption.stopping {
      // Somebody waits for each of them.
      try await sendLetters(store)
      return try await room.run()
    }
    withExtendedLifetime(lock) {}
    if !report.isEventful, !console.isJSON { return report.exitCode }
    return try tell(report)
  }

  private static func states(_ words: [String]) throws -> Set<DeliveryState> {
    let known: [String: Set<DeliveryState>] = [
      "deferred": [.deferred], "rejected": [.rejected, .expired], "uncertain": [.uncertain],
    ]
    return try words.reduce(into: []) { states, word in
      guard let meant = known[word] else {
        throw UsageError(
          "--retry \(word) is not known", hint: "write deferred, rejected or uncertain")
      }
      states.formUnion(meant)
    }
  }

  private func tell(_ report: SendReport) throws -> ExitCode {
    console.clearProgress()
    for problem in report.synced.flatMap(\.problems) {
      console.warn(problem.message, hint: problem.hint)
    }
    for alarm in report.alarms { console.warn(alarm) }
    for affiliate in configuration.affiliates {
      guard let obstacle = report.obstacles[affiliate.id] else { continue }
      console.warn("\(affiliate.id) is stopped: \(obstacle.message)", hint: obstacle.hint)
    }
    try console.show(text(of: report), json: json(of: report))
    if let stopped = report.stopped { _ = console.report(stopped) }
    return report.exitCode
  }

  private func text(of report: SendReport) -> String {
    let balances = BalanceReport(report.editions, seconds: report.seconds)
    var lines = report.editions.isEmpty ? [] : [balances.text]
    lines += configuration.affiliates.compactMap { affiliate in
      report.quiet[affiliate.id].map { "\(affiliate.id): \($0)" }
    }
    if let next = report.nextTry {
      let time = LocalTimeText.text(next, in: timeZone, on: Self.clock())
      lines.append("\(ProgressLine.grouped(report.deferred)) deferred, next try \(time)")
    }
    if report.editions.isEmpty && report.stopped == nil { lines.append("Nothing was sent.") }
    if !report.editions.isEmpty { lines.append(balances.verdict) }
    return lines.joined(separator: "\n")
  }

  private func json(of report: SendReport) -> BalanceReport {
    var json = BalanceReport(report.editions, seconds: report.seconds)
    json.alarms =
      report.alarms + report.obstacles.sorted { $0.key < $1.key }.map { "\($0): \($1.message)" }
    json.nextTry = report.nextTry.map { $0.ISO8601Format() }
    json.stopped = report.stopped?.message
    return json
  }

  var timeZone: TimeZone { configuration.organization.timeZone }
}
