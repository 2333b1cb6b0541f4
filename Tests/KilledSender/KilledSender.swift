import Assembly
import Diagnostics
import Foundation
import Mailroom
import Storage
import Synchronization
import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `broadsheet send` that kills itself at a point of its work that nobody outside can see.
///
///     KilledSender CONFIG POINT COUNT [stop] [impatient=PORT]
///
/// At the COUNTth time that POINT is reached the process sends itself SIGKILL, or, with `stop`,
/// SIGSTOP, so that a test can change the world before it goes on. With `impatient` it speaks to
/// that port of this machine, and takes half a second of silence after the dot for ten minutes.
@main
struct KilledSender {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let count = Int(arguments[3]) else { exit(64) }
    let options = arguments.dropFirst(4)
    let death = Death(
      point: arguments[2], count: count, signal: options.contains("stop") ? SIGSTOP : SIGKILL)
    let port = options.compactMap { $0.split(separator: "=").last.flatMap { Int($0) } }.first
    let console = Console()
    do {
      let code = try await send(arguments[1], death, impatientWith: port, console)
      exit(code.rawValue)
    } catch {
      exit(console.report(error).rawValue)
    }
  }

  /// Wired as `broadsheet send` is; the pause after a lost connection is cut short.
  private static func send(
    _ path: String, _ death: Death, impatientWith port: Int?, _ console: Console
  ) async throws -> ExitCode {
    let federation = try Federation(path: path, console: console)
    let lock = try federation.lock()
    var room = try federation.mailroom(try federation.store())
    room.pace.pauseAfterFailure = .milliseconds(50)
    room.progress = { death.hear($0) }
    if let port {
      var relay = SMTPRelay(host: "127.0.0.1", port: port, security: .none)
      relay.timeouts.dot = .milliseconds(500)
      room.openSession = { [relay] in try await SMTPSession.open(relay) }
    }
    let report = try await room.send()
    withExtendedLifetime(lock) {}
    return report.exitCode
  }
}

/// Where the process ends itself.
private final class Death: Sendable {
  private let point: String
  private let signal: Int32
  private let remaining: Mutex<Int>

  init(point: String, count: Int, signal: Int32) {
    self.point = point
    self.signal = signal
    remaining = Mutex(count)
  }

  func hear(_ step: MailroomProgress) {
    guard step.point == point else { return }
    let isNow = remaining.withLock { left in
      left -= 1
      return left == 0
    }
    // To this thread: a signal to the process may reach another first, and this one goes on.
    if isNow { raise(signal) }
  }
}

extension MailroomProgress {
  /// Its name on this program's command line.
  fileprivate var point: String {
    switch self {
    case .fetched: "fetched"
    case .begun: "begun"
    case .frozen: "frozen"
    case .ready: "ready"
    case .handedOver: "handedOver"
    case .delivered: "delivered"
    case .sending: "sending"
    case .waiting: "waiting"
    case .recorded: "recorded"
    }
  }
}
