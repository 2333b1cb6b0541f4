import ArgumentParser
import Assembly

struct Subscriber: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What is held of one person, and how to have it erased.",
    discussion: "Example:\n\n  broadsheet subscriber export ana@example.org > ana.json",
    subcommands: [Export.self, Erase.self])

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All that is held of one person, as JSON.",
      discussion: """
        Subscriptions and how they came about, decisions to leave, letters, every message with the \
        server's answers, the stories that are kept as theirs, and rows of list files. Example:

          broadsheet subscriber export ana@example.org > ana.json
        """)

    @Argument(help: "The address.")
    var address: String

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.exportSubscriber(address) } }
  }

  struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Erase one person, at once and for good.",
      discussion: """
        Takes the address and all that names them out of the store and the list files. A keyed hash \
        stays, so that no list, import or form brings them back; the log still balances. What git \
        remembers of list files is for the editors to take out. Example:

          broadsheet subscriber erase ana@example.org
        """)

    @Argument(help: "The address.")
    var address: String

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.eraseSubscriber(address) } }
  }
}
