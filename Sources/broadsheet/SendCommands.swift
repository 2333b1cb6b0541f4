import ArgumentParser
import Assembly

struct Send: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finish what is unfinished, then build and send what is new.",
    discussion: """
      Nothing is sent twice: run it again after a crash and it goes on where it stopped. What a \
      server puts off is tried again after 5 and 15 minutes, 1 hour, then every 4 hours, until \
      smtp.giveUpAfter. The command stays for tries that come within smtp.stayFor; it keeps \
      the limits of smtp, per recipient domain too; it lets a paused edition go on. Example:

        broadsheet send jpu

      Exit codes:

        0   done: what could be sent is sent
        1   an account does not balance, or something else went wrong
        64  the command line is wrong
        65  an affiliate is stopped: its list or a template cannot be used, or 'broadsheet lint'
            tells of an error in its edition
        75  some of it waits: run the same command again later
        78  the configuration is wrong
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

  @Flag(help: "Send also what 'broadsheet lint' finds errors in.")
  var despiteLint = false

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
    let sending = SendOptions(
      affiliates: affiliates, folder: toFolder, retry: retry, despiteLint: despiteLint)
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
      It prints nothing when nothing happened, and leaves paused editions alone. Call it every 15 \
      minutes; while one runs, the next ends at once:

        */15 * * * * broadsheet run --config /srv/news/config.json

      Exit codes are those of 'broadsheet send --help'.
      """)

  @OptionGroup var options: FederationOptions

  func run() async throws { try await options.finish { try await $0.run() } }
}
