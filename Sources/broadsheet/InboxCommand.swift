import ArgumentParser
import Assembly

struct Inbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read the mail that readers write to leave a list.",
    subcommands: [Read.self])

  struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take off the lists whoever wrote to leave.",
      discussion: """
        Each message of an edition names an address of its reader's own, which holds a token: mail \
        to it takes that reader off that list. Other mail changes nothing and is told, so that \
        somebody reads it; reports and automatic answers are passed over. Reading a message twice \
        does nothing a second time. Of a Maildir what was dealt with moves from 'new' to 'cur', and \
        nothing is ever deleted. For cron, or from an alias of the mail server:

          broadsheet inbox read /var/mail/leave/Maildir --config /srv/news/config.json
          leave: "|/usr/local/bin/broadsheet inbox read - --config /srv/news/config.json"
        """)

    @Argument(help: "One message, an mbox, a Maildir, or - for stdin.")
    var place: String

    @OptionGroup var options: FederationOptions

    func run() async throws { try await options.finish { try $0.readInbox(place) } }
  }
}
