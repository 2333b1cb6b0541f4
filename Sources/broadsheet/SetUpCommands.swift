import ArgumentParser
import Assembly

struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a new federation: config.json, keys, Lists/ and Templates/.",
    discussion: "Example:\n\n  broadsheet init news")

  @Argument(help: "The folder, made when it is not there.")
  var folder = "."

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await output.finish { try Standalone(console: output.console).initialize(folder) }
  }
}

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in the configuration, templates, lists and sources.",
    discussion: """
      Exit code 78 says that the configuration is wrong. Example:

        broadsheet check --online
      """)

  @Flag(help: "Ask the web sources too; local ones are read in any case.")
  var online = false

  @OptionGroup var options: FederationOptions

  func run() async throws {
    try await options.output.finish {
      try await Check(path: options.config, console: options.output.console).run(online: online)
    }
  }
}
