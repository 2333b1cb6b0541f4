import ArgumentParser
import Assembly

struct Log: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What was sent to whom, and the proof that it adds up.",
    discussion: "Did Ana get it?\n\n  broadsheet log address ana@example.org",
    subcommands: [Balance.self, Edition.self, Address.self], defaultSubcommand: Balance.self)

  struct Balance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prove the accounts of every edition; exit code 1 when one does not balance.")

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.logBalance() } }
  }

  struct Edition: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Each delivery of an edition.")

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
}
