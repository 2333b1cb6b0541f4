import ArgumentParser
import Assembly

struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Say what will break where, before it is sent; touch nothing.",
    discussion: """
      Looks at the next edition of each affiliate that is named, or of all, or at an HTML file: \
      ways to leave, sizes, subjects, links, pictures, colours, and what mail clients do not \
      understand (lint.clients names those that count). What it found is told with the line of \
      the part as 'broadsheet preview' writes it. Example:

        broadsheet lint jpu
        broadsheet lint preview/jpu.html --online

      Exit codes:

        0   nothing stands in the way, though there may be warnings
        65  there are errors: 'broadsheet send' keeps such an edition back
      """)

  @Argument(help: ArgumentHelp("Affiliates, or an HTML file.", valueName: "affiliate|file.html"))
  var names: [String] = []

  @Flag(help: "Ask the servers whether links and pictures are there.")
  var online = false

  @Flag(help: "Leave advice out.")
  var noAdvice = false

  @Flag(help: "Do not ask SpamAssassin, even where it is installed.")
  var noSpamassassin = false

  @OptionGroup var options: FederationOptions

  func validate() throws {
    if names.count > 1, names.contains(where: Standalone.isFile) {
      throw ValidationError("name one file, or affiliates")
    }
  }

  func run() async throws {
    let looking = LintOptions(
      isOnline: online, tellsAdvice: !noAdvice, asksSpamAssassin: !noSpamassassin)
    if let file = names.first, Standalone.isFile(file) {
      try await options.output.finish {
        try await Standalone(console: options.output.console)
          .lint(file, looking, configuration: options.config)
      }
    } else {
      try await options.finish { try await $0.lint(names, looking) }
    }
  }
}
