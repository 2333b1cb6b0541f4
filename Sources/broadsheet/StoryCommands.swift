import ArgumentParser
import Assembly

struct Fetch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read the sources and record new stories.",
    discussion: "Example:\n\n  broadsheet fetch jpu --baseline")

  @Argument(help: "Only these affiliates.")
  var affiliates: [String] = []

  @Flag(help: "Take everything found as already seen.")
  var baseline = false

  @OptionGroup var options: FederationOptions

  func run() async throws {
    try await options.finish { try await $0.fetch(affiliates, allAsBaseline: baseline) }
  }
}

struct Stories: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is known, new and held; settle held stories.",
    discussion: "Example:\n\n  broadsheet stories list jpu",
    subcommands: [List.self, Adopt.self, Release.self, Skip.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every known story with its number and how it stands.")

    @Argument(help: "Only these affiliates.")
    var affiliates: [String] = []

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.stories(affiliates) } }
  }

  struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a source's held stories as the known ones they look like.")

    @Argument(help: "The source's address, as the configuration has it.")
    var source: String

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.adoptStories(of: source) } }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take held or skipped stories as new ones.")

    @Argument(help: "Numbers, as 'broadsheet stories' lists them.")
    var numbers: [Int64]

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.releaseStories(numbers) } }
  }

  struct Skip: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Leave stories out of every coming edition.")

    @Argument(help: "Numbers, as 'broadsheet stories' lists them.")
    var numbers: [Int64]

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.skipStories(numbers) } }
  }
}

struct Feed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Try out a source.", subcommands: [Parse.self])

  struct Parse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the stories in one feed or listing page.",
      discussion: "Example:\n\n  broadsheet feed parse https://www.example.org/feed --json")

    @Argument(help: "A file or an http address.")
    var source: String

    @Flag(help: "Read it as a listing page.")
    var page = false

    @Option(help: "The address that relative links belong to.")
    var base: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await output.finish {
        try await Standalone(console: output.console).parseFeed(source, isPage: page, base: base)
      }
    }
  }
}
