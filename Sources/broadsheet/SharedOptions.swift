import ArgumentParser
import Assembly
import Diagnostics

/// What every command takes.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print stable JSON to stdout.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print errors alone.")
  var quiet = false

  var console: Console { Console(isJSON: json, isQuiet: quiet) }
}

/// What every command takes that works on a federation.
struct FederationOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The configuration (default: $BROADSHEET_CONFIG, else config.json).", valueName: "file"))
  var config: String?

  @OptionGroup var output: OutputOptions

  func federation() throws -> Federation {
    try Federation(path: config, console: output.console)
  }
}

extension OutputOptions {
  /// Runs a command: what it throws is told once, here, and becomes the exit code.
  func finish(_ work: () async throws -> Diagnostics.ExitCode) async throws {
    let code: Diagnostics.ExitCode
    do {
      code = try await work()
    } catch {
      code = console.report(error)
    }
    if code != .done { throw ArgumentParser.ExitCode(code.rawValue) }
  }
}

extension FederationOptions {
  func finish(
    _ work: (Federation) async throws -> Diagnostics.ExitCode
  ) async throws {
    try await output.finish { try await work(try federation()) }
  }
}
