import ArgumentParser
import Assembly

struct Send: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finish what is unfinished, then build and send what is new.",
    discussion: """
      Nothing is sent twice: run it again after a crash and it goes on where it stopped. Exit code \
      75 says that some of it waits and a later run goes on. Example:

        broadsheet send jpu
      """)

  @Argument(help: "Only these affiliates.")
  var affiliates: [String] = []

  @Option(
    help: ArgumentHelp(
      "Send into a folder in place of the server. This is sending: the log records it.",
      valueName: "dir"))
  var toFolder: String?

  @Option(
    help: ArgumentHelp(
      "Try again what is deferred, rejected or uncertain. An uncertain message may arrive twice.",
      valueName: "state"))
  var retry: [String] = []

  @Option(
    help: ArgumentHelp(
      "Send the next edition to this address alone, marked as a test; the log does not record it.",
      valueName: "address"))
  var test: String?

  @OptionGroup var options: FederationOptions

  func validate() throws {
    if test != nil, !retry.isEmpty {
      throw ValidationError("--test records nothing, so there is nothing to --retry: leave one out")
    }
  }

  func run() async throws {
    let sending = SendOptions(affiliates: affiliates, folder: toFolder, retry: retry)
    try await options.finish { federation in
      if let test { return try await federation.sendTest(affiliates, to: test, folder: toFolder) }
      return try await federation.send(sending)
    }
  }
}

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "For cron: read sources, send what is due, finish what was interrupted.",
    discussion: """
      It prints nothing when nothing happened. Call it every 15 minutes:

        */15 * * * * broadsheet run --config /srv/news/config.json
      """)

  @OptionGroup var options: FederationOptions

  func run() async throws { try await options.finish { try await $0.run() } }
}
