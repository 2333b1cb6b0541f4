import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that reads a message and prints something.
struct FilterCommand {
  let program: String
  let arguments: [String]

  /// Octets of its answer that are read.
  private static let longest = 1 << 20

  /// What it printed; nil when it cannot be run, fails, or takes too long.
  func output(for input: [UInt8], within limit: Duration) async -> String? {
    await withCheckedContinuation { continuation in
      // It blocks: a thread of its own leaves the pool alone.
      Thread { continuation.resume(returning: run(input, limit)) }.start()
    }
  }

  private func run(_ input: [UInt8], _ limit: Duration) -> String? {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-lint-\(UUID().uuidString).eml")
    // A temporary file: left behind at worst.
    defer { try? FileManager.default.removeItem(at: file) }
    // A file in place of a pipe: then nobody waits for the other.
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: Data(input), attributes: [.posixPermissions: 0o600]),
      let reading = FileHandle(forReadingAtPath: file.path)
    else { return nil }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = reading
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return nil
    }
    // Not SIGTERM: a program that is started from a thread like this one begins with it blocked.
    let watch = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(
      deadline: .now() + .seconds(Int(limit.components.seconds)), execute: watch)
    // Nothing more comes when it has ended or was ended.
    let data = try? output.fileHandleForReading.read(upToCount: Self.longest)
    process.waitUntilExit()
    watch.cancel()
    guard process.terminationReason == .exit, let data else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
