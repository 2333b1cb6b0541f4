import ArgumentParser
import Assembly

extension Lists {
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
        try $0.removeFromList(affiliate, address: address, leavesAll: all, reason: reason)
      }
    }
  }

  struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Move a person from one list to another.",
      discussion: """
        The row in the files and the subscription; who left the other list is not moved. Example:

          broadsheet lists move ana@example.org --from jpu --to nurses
        """)

    @Argument(help: "The address.")
    var address: String

    @Option(help: "The affiliate whose list they are on.")
    var from: String

    @Option(help: "The affiliate whose list they go to.")
    var to: String

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish { try $0.moveInLists(address, from: from, to: to) }
    }
  }
}
