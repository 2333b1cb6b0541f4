import Foundation

/// The sending process of the moment, which a test may end from outside.
actor Sender {
  private var process: pid_t?

  func began(_ process: pid_t) { self.process = process }

  /// It has ended and its id means nothing any more.
  func ended() { process = nil }

  /// Sends it a signal, when there is one.
  func signal(_ number: Int32) {
    if let process { kill(process, number) }
  }

  /// Kills it, and returns when it is no more: nothing that the catcher does next can reach it.
  func end() async {
    signal(SIGKILL)
    while process != nil { await pause() }
  }

  /// Waits until it has stopped itself (SIGSTOP).
  func hasStopped() async {
    while let process, status(of: process) != "T" { await pause() }
  }

  /// Whether it has begun and not ended, reaped or not.
  var isAlive: Bool {
    guard let process, let status = status(of: process) else { return false }
    return status != "Z" && status != "X"
  }

  /// The letter in the kernel's account of a process; nil where there is none.
  private func status(of process: pid_t) -> Character? {
    // A process that has just ended has no account.
    let account = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return account?.split(separator: ")").last?.first { $0 != " " }
  }

  func pause() async {
    // A cancelled test needs no pause.
    try? await Task.sleep(for: .milliseconds(2))
  }
}
