import ArgumentParser
import Assembly

struct Plan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what would be sent, to whom, and why not to the others; touch nothing.",
    discussion: "Example:\n\n  broadsheet plan jpu")

  @Argument(help: "Only these affiliates.")
  var affiliates: [String] = []

  @OptionGroup var options: FederationOptions

  func run() async throws { try await options.finish { try $0.plan(affiliates) } }
}

struct Preview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an affiliate's next edition as .html, .txt and .eml; touch nothing.",
    discussion: """
      Examples:

        broadsheet preview jpu --subscriber ana@example.org
        broadsheet preview jpu --open

      --open uses what $BROWSER names, else what the desktop opens pages with. To look at \
      editions while you work on them, run 'broadsheet serve'.
      """)

  @Argument(help: "The affiliate.")
  var affiliate: String

  @Option(help: ArgumentHelp("As this person would get it.", valueName: "address"))
  var subscriber: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the files go.", valueName: "dir"))
  var output = "preview"

  @Flag(help: "Open the .html in a browser.")
  var open = false

  @OptionGroup var options: FederationOptions

  func run() async throws {
    try await options.finish {
      try $0.preview(affiliate, subscriber: subscriber, to: output, isOpened: open)
    }
  }
}

struct Rehearse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write every message that 'send' would into a folder; touch nothing.",
    discussion: "Example:\n\n  broadsheet rehearse --output rehearsal")

  @Argument(help: "Only these affiliates.")
  var affiliates: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the messages go.", valueName: "dir"))
  var output: String

  @OptionGroup var options: FederationOptions

  func run() async throws {
    try await options.finish { try await $0.rehearse(affiliates, to: output) }
  }
}
