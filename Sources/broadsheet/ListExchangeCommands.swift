import ArgumentParser
import Assembly

extension Lists {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take people from another program's export onto a list.",
      discussion: """
        The exports of Mailchimp, Action Network, Google Contacts, listmonk and phpList are known \
        by their headings. Who left there has left here too; who left here stays out. Doing it \
        twice does no more than once. Examples:

          broadsheet lists import export.csv --list jpu --dry-run
          broadsheet lists import people.csv --list jpu --map 'Email Address=email'

        A column is mapped to email, name, first name, last name, language, status, consent at, \
        any other word for a field of that name, or to nothing to leave it out.
        """)

    @Argument(help: ArgumentHelp("The CSV file.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Whose list they come to.", valueName: "affiliate"))
    var list: String

    @Option(help: ArgumentHelp("What a column means; repeatable.", valueName: "heading=meaning"))
    var map: [String] = []

    @Flag(help: "Say what would be done, and do nothing.")
    var dryRun = false

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish {
        try $0.importList(file, into: list, columns: map, isTrial: dryRun)
      }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a list as CSV: one person a line, always in the same order.",
      discussion: """
        With the columns of the list file, sign-ups from the web included, without those who left. \
        A cell that a spreadsheet would run as a formula is written with an apostrophe before it, \
        which reading it back takes off. Examples:

          broadsheet lists export jpu > jpu.csv
          broadsheet lists export jpu --output Lists/jpu.csv
        """)

    @Argument(help: "The affiliate.")
    var affiliate: String

    @Option(
      name: .shortAndLong, help: ArgumentHelp("Where to; else to stdout.", valueName: "file"))
    var output: String?

    @Flag(help: "With where from, when and how each came to the list.")
    var consent = false

    @Flag(help: "With those too who are not mailed, and a column that says so.")
    var all = false

    @OptionGroup var options: FederationOptions

    func run() async throws {
      try await options.finish {
        try $0.exportList(affiliate, to: output, hasConsent: consent, hasAll: all)
      }
    }
  }
}
