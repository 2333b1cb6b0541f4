import ArgumentParser
import Assembly

struct Lists: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at, check and change the lists of subscribers.",
    discussion: """
      Examples:

        broadsheet lists add jpu ana@example.org --name 'Ana Silva'
        broadsheet lists diff jpu
        broadsheet lists import mailchimp.csv --list jpu --dry-run
      """,
    subcommands: [
      List.self, Show.self, Check.self, Diff.self, Sync.self, Add.self, Remove.self, Move.self,
      Import.self, Export.self,
    ],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "Each affiliate's list and how many people are on it.")

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.listLists() } }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The people on one list, or one person's lists.",
      discussion: """
        An argument with an @ is a person. Examples:

          broadsheet lists show jpu
          broadsheet lists show ana@example.org
        """)

    @Argument(help: "The affiliate, or an address.")
    var affiliate: String

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish {
        try affiliate.contains("@") ? $0.showPerson(affiliate) : $0.showList(affiliate)
      }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every bad row and likely slip of the list files, with a hint; changes nothing.",
      discussion: """
        With --json there is a verdict for each address: ok, warning or bad. Bad rows make the \
        exit code 65, warnings do not.
        """)

    @Argument(help: "Only these affiliates.")
    var affiliates: [String] = []

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.checkLists(affiliates) } }
  }

  struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What the list files and the store have differently; changes nothing.",
      discussion: """
        + is new in the file, ~ changed, - gone from it, ! kept out because they left or are \
        suppressed, = only in the store. Example:

          broadsheet lists diff jpu
        """)

    @Argument(help: "Only these affiliates.")
    var affiliates: [String] = []

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.diffLists(affiliates) } }
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
}
