import ArgumentParser
import Assembly

struct Lists: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at, check and change the lists of subscribers.",
    discussion: "Example:\n\n  broadsheet lists add jpu ana@example.org --name 'Ana Silva'",
    subcommands: [List.self, Show.self, Check.self, Sync.self, Add.self, Remove.self],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "Each affiliate's list and how many people are on it.")

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.listLists() } }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The people on one list.")

    @Argument(help: "The affiliate.")
    var affiliate: String

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.showList(affiliate) } }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every bad row of the list files, with a hint; changes nothing.")

    @Argument(help: "Only these affiliates.")
    var affiliates: [String] = []

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.checkLists(affiliates) } }
  }

  struct Sync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring the store in line with the list files; 'send' and 'run' do so themselves.")

    @Argument(help: "Only these affiliates.")
    var affiliates: [String] = []

    @Flag(help: "Also when more than a tenth of a list, and more than 5 people, would go.")
    var yes = false

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish { try $0.syncLists(affiliates, isSure: yes) }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a person to an affiliate's list file.")

    @Argument(help: "The affiliate.")
    var affiliate: String

    @Argument(help: "The address.")
    var address: String

    @Option(help: "The person's name.")
    var name: String?

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish { try $0.addToList(affiliate, address: address, person: name) }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a person who wants to leave off a list, for good.",
      discussion: """
        No file or import brings them back. Examples:

          broadsheet lists remove jpu ana@example.org
          broadsheet lists remove jpu ana@example.org --all
        """)

    @Argument(help: "The affiliate they leave.")
    var affiliate: String

    @Argument(help: "The address.")
    var address: String

    @Flag(help: "They leave every other list too, those to come as well.")
    var all = false

    @Option(help: "Why, for the log.")
    var reason: String?

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish {
        try $0.removeFromList(
          affiliate, address: address, leavesAll: all, reason: reason)
      }
    }
  }
}

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
