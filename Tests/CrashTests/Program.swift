import Foundation
import Subprocess

/// The programs of this build, which lie beside the tests.
enum Program: String {
  case broadsheet
  case killedSender = "KilledSender"
  /// Not of this build: for limits that only a shell can set.
  case bash

  /// How a program ended, and what it said.
  struct Ending {
    let status: TerminationStatus
    let output: String
    let errors: String

    var exitCode: Int32? { if case .exited(let code) = status { code } else { nil } }
    var signal: Int32? { if case .signaled(let number) = status { number } else { nil } }
  }

  /// Runs it to its end.
  ///
  /// - Parameter started: told its process id.
  func run(
    _ arguments: [String], started: @Sendable (pid_t) async -> Void = { _ in }
  ) async throws -> Ending {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let result = try await Subprocess.run(
      .name(rawValue), arguments: Arguments(arguments),
      environment: .inherit.updating([
        "PATH": "\(Self.folder.path):\(path)", "BROADSHEET_TEMPLATES": Self.templates.path,
      ]),
      input: .none, output: .string(limit: 16 << 20), error: .string(limit: 1 << 20)
    ) { execution in
      await started(execution.processIdentifier.value)
    }
    return Ending(
      status: result.terminationStatus, output: result.standardOutput,
      errors: result.standardError)
  }

  /// Where the build put the executables: the folder of the test bundle, or of what runs it.
  private static let folder: URL = {
    let bundles = [Bundle.main] + Bundle.allBundles
    let starts = bundles.compactMap(\.executableURL) + bundles.map(\.bundleURL)
    let folders = starts.flatMap { start in
      // On macOS the executable lies three folders deep in the bundle.
      sequence(first: start) { $0.deletingLastPathComponent() }.prefix(5)
    }
    let found = folders.first {
      FileManager.default.isExecutableFile(
        atPath: $0.appendingPathComponent(Program.killedSender.rawValue).path)
    }
    return found ?? URL(fileURLWithPath: ".", isDirectory: true)
  }()

  /// The templates that ship.
  private static let templates = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Templates", isDirectory: true)
}
