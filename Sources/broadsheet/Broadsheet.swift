import ArgumentParser
import Assembly
import Foundation

/// The command line: arguments in, exit code out. What the commands do is in `Assembly`.
@main
struct Broadsheet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "broadsheet",
    abstract: "Composes and mails a federation's newsletters; every story once to everybody.",
    discussion: """
      A first look, without a server:

        broadsheet init news && cd news
        broadsheet fetch && broadsheet plan
        broadsheet preview local-12

      For cron, every 15 minutes:

        */15 * * * * broadsheet run --config /srv/news/config.json
      """,
    version: Assembly.version,
    groupedSubcommands: [
      CommandGroup(name: "Set up", subcommands: [Init.self, CheckCommand.self]),
      CommandGroup(
        name: "Stories",
        subcommands: [Fetch.self, Stories.self, Feed.self]),
      CommandGroup(
        name: "Look before you send",
        subcommands: [Plan.self, Preview.self, LintCommand.self, Rehearse.self, Catch.self]),
      CommandGroup(name: "Send", subcommands: [Send.self, Run.self]),
      CommandGroup(
        name: "People",
        subcommands: [Lists.self, Subscriber.self, Suppress.self, Inbox.self]),
      CommandGroup(name: "On the web", subcommands: [Serve.self]),
      CommandGroup(name: "Afterwards", subcommands: [Log.self]),
    ])

  static func main() async {
    // A reader that goes away (`broadsheet send | head -1`) must not end a run between a message
    // and its record: the write fails, and the work goes on.
    signal(SIGPIPE, SIG_IGN)
    await main(nil)
  }
}
