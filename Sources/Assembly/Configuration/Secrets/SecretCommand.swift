import Foundation

/// Runs a command that prints a secret; its stderr is passed on, its input is empty.
struct SecretCommand {
  /// Octets that a secret may have.
  static let longest = 64 << 10

  let words: [String]
  let limit: Duration

  /// What the command printed. Blocks the thread until it has ended or the time is up.
  func output() throws(SecretError) -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["--"] + words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    do {
      try process.run()
    } catch {
      throw self.error(.notStarted(SystemWords.why(error)))
    }
    // Our copy of the writing end would keep the reading end from ever seeing the end.
    try? output.fileHandleForWriting.close()
    let end = ContinuousClock.now + limit
    let octets = read(output.fileHandleForReading.fileDescriptor, until: end)
    // A command may close its output and stay.
    while process.isRunning, octets != nil, ContinuousClock.now < end { usleep(2000) }
    guard let octets, !process.isRunning else {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw error(.tooSlow)
    }
    guard process.terminationStatus == 0 else {
      throw error(.failed(status: process.terminationStatus))
    }
    guard let text = String(validating: octets, as: UTF8.self) else { throw error(.notText) }
    return text
  }

  private func error(_ reason: SecretError.Reason) -> SecretError {
    SecretError(source: .command(words), reason: reason)
  }

  /// All that comes, or nil when it does not end in time.
  private func read(_ descriptor: Int32, until end: ContinuousClock.Instant) -> [UInt8]? {
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let left = ContinuousClock.now.duration(to: end).components
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
      if milliseconds <= 0 { return nil }
      let ready = Foundation.poll(&poll, 1, Int32(clamping: milliseconds))
      if ready <= 0 { continue }
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count <= 0 { return octets }
      octets += buffer[..<count]
      if octets.count > Self.longest { return octets }
    }
  }
}
