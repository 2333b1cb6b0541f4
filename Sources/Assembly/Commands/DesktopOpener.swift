import Foundation

/// Opens a file with what the desktop opens such files with.
struct DesktopOpener {
  let environment: [String: String]

  /// How long an opener may take to fail; a browser that stays is left alone.
  private static let patience = Duration.seconds(5)

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// Whether something took it. Blocks the thread for some seconds at most.
  func open(_ file: URL) -> Bool {
    commands(for: file.absoluteString).contains(where: Self.runs)
  }

  /// What is tried one after the other, each as words that no shell reads: those of `$BROWSER`
  /// (several with colons between them, `%s` the address), then the desktop's own.
  func commands(for address: String) -> [[String]] {
    let named = (environment["BROWSER"] ?? "").split(separator: ":").map { command in
      let words = command.split(separator: " ").map(String.init)
      guard words.contains(where: { $0.contains("%s") }) else { return words + [address] }
      return words.map { $0.replacingOccurrences(of: "%s", with: address) }
    }
    return named.filter { $0.count > 1 } + desktop.map { [$0, address] }
  }

  private var desktop: [String] {
    #if canImport(Darwin)
      return ["open"]
    #else
      // Without a desktop it would look for a browser in the terminal.
      let isThere = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
      return isThere ? ["xdg-open"] : []
    #endif
  }

  private static func runs(_ words: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["--"] + words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return false
    }
    let end = ContinuousClock.now + patience
    while process.isRunning, ContinuousClock.now < end { usleep(10_000) }
    return process.isRunning || process.terminationStatus == 0
  }
}
