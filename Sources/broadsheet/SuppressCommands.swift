import ArgumentParser
import Assembly

struct Suppress: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Addresses that are never to be mailed.",
    discussion: "Example:\n\n  broadsheet suppress add ana@example.org --reason 'asked by phone'",
    subcommands: [List.self, Add.self, Remove.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "The addresses that are never mailed, and why.")

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.listSuppressions() } }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Never mail an address again.")

    @Argument(help: "The address.")
    var address: String

    @Option(help: "Why, for the log.")
    var reason: String?

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish { try $0.suppress(address, isLifted: false, reason: reason) }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Allow an address again; who opted out stays away.")

    @Argument(help: "The address.")
    var address: String

    @Option(help: "Why, for the log.")
    var reason: String?

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish { try $0.suppress(address, isLifted: true, reason: reason) }
    }
  }
}
