import ArgumentParser
import Assembly

struct Log: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What was sent to whom, and the proof that it adds up.",
    discussion: "Did Ana get it?\n\n  broadsheet log address ana@example.org",
    subcommands: [Balance.self, Edition.self, Address.self, Settle.self],
    defaultSubcommand: Balance.self)

  struct Balance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prove the accounts of every edition; exit code 1 when one does not balance.")

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.logBalance() } }
  }

  struct Edition: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Each delivery of an edition, and how fast it went.")

    @Argument(help: "The edition, such as jpu-2026-11-20.")
    var edition: String

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.logEdition(edition) } }
  }

  struct Address: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All that was sent to one person, and why the rest was not.")

    @Argument(help: "The address.")
    var address: String

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.logAddress(address) } }
  }

  struct Settle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what became of an edition's uncertain deliveries.",
      discussion: """
        Ask the server's log first: a delivery is uncertain when the connection, or the run, ended \
        before the server's answer was read. As sent they count as accepted. As unsent they end, \
        and their stories go with each person's next edition. To send the same message again, run \
        'broadsheet send --retry uncertain'. Example:

          broadsheet log settle jpu-2026-11-20 --as sent
        """)

    enum Finding: String, ExpressibleByArgument, CaseIterable { case sent, unsent }

    @Argument(help: "The edition, such as jpu-2026-11-20.")
    var edition: String

    @Option(
      name: .customLong("as"), help: ArgumentHelp("What became of them.", valueName: "finding"))
    var finding: Finding

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish { try $0.settle(edition, asSent: finding == .sent) }
    }
  }
}
