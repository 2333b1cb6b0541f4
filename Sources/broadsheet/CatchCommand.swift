import ArgumentParser
import Assembly

struct Catch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Catch mail on this machine, and show it in the browser.",
    discussion: """
      Example, with "smtp": {"url": "smtp://127.0.0.1:2525"}:

        broadsheet catch --port 2525 --folder caught

      Each message becomes a file, and http://127.0.0.1:8025 shows them as they
      come, and what is in the folder already: HTML on a phone and a desktop,
      text, headers, source, files. Nothing of a message runs there, and only
      its pictures are fetched.

      It can fail as real servers do, for rehearsals. A fault says at which verb
      (connect, ehlo, starttls, auth, mail, rcpt, data, dot, rset or quit), what
      happens, how often, and for whom:

        --fault "rcpt 450 4.2.0 Later x3"     three times for each recipient
        --fault "rcpt 550 5.1.1 No for ana@example.org"
        --fault "dot 451 4.3.0 Busy every 5"  every fifth message
        --fault "dot disconnect for @b.org"   takes it, hangs up without a reply
        --fault "dot disconnect-after"        hangs up behind the reply
        --fault "data silence"                replies to nothing from there on
        --fault "dot slow 2s"                 takes it, replies 2 seconds later
        --fault "connect 421 4.3.2 Busy x2"   421 hangs up behind the reply
        --fault "greylist 60s"                450 in the first minute

      A recipient is an address, ana@ (a local part) or @b.org (a domain). With
      --scripted an address brings its fault along: rcpt-550@b.org, data-451@,
      rcpt-450-x2@, dot-554@, dot-disconnect@, dot-disconnect-after@, slow-2@,
      dot-silence@, greylist-60@; rcpt-550+7@ is one more like rcpt-550@.

      A server far away that encrypts and wants a login:

        broadsheet catch --reply-delay 50ms --login ana:secret \\
          --certificate cert.pem --key key.pem --require-tls
      """)

  @Option(help: "The port on 127.0.0.1; 0 for any that is free.")
  var port = 2525

  @Option(help: ArgumentHelp("Where the messages go.", valueName: "dir"))
  var folder = "caught"

  @Option(
    help: ArgumentHelp(
      "Where to look at them, on 127.0.0.1; 0 for any that is free (default: 8025, unless it is taken).",
      valueName: "port"))
  var webPort: Int?

  @Flag(help: "Keep no message, only count them: faster than any folder.")
  var discard = false

  @OptionGroup(title: "Faults") var faults: FaultOptions
  @OptionGroup(title: "Encryption and login") var protection: ProtectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await output.finish {
      try await Standalone(console: output.console).catchMail(settings)
    }
  }

  private var settings: CatchSettings {
    var settings = CatchSettings()
    settings.port = port
    settings.folder = discard ? nil : folder
    settings.webPort = webPort
    faults.apply(to: &settings)
    protection.apply(to: &settings)
    return settings
  }
}

/// What the catcher does wrong.
struct FaultOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Something that goes wrong; may be repeated.", valueName: "fault"))
  var fault: [String] = []

  @Flag(help: "Read faults in the local parts of recipients.")
  var scripted = false

  @Flag(help: "Offer no PIPELINING, and hang up on who does it all the same.")
  var noPipelining = false

  @Option(help: ArgumentHelp("How late each reply is, such as 50ms.", valueName: "time"))
  var replyDelay: String?

  @Option(help: ArgumentHelp("421 after so many messages.", valueName: "n"))
  var messagesPerConnection: Int?

  @Option(help: ArgumentHelp("421 for connections beyond so many at a time.", valueName: "n"))
  var mostConnections: Int?

  func apply(to settings: inout CatchSettings) {
    settings.faults = fault
    settings.obeysLocalParts = scripted
    settings.offersPipelining = !noPipelining
    settings.replyDelay = replyDelay
    settings.messagesPerConnection = messagesPerConnection
    settings.mostConnections = mostConnections
  }
}

/// Who may send to the catcher, and how.
struct ProtectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A certificate (PEM); offers STARTTLS.", valueName: "file"))
  var certificate: String?

  @Option(help: ArgumentHelp("The certificate's private key (PEM).", valueName: "file"))
  var key: String?

  @Flag(help: "Obey nothing before STARTTLS.")
  var requireTLS = false

  @Flag(name: .customLong("tls"), help: "Encrypt from the first octet, as on port 465.")
  var isTLS = false

  @Option(help: ArgumentHelp("Take mail only from this user.", valueName: "name:password"))
  var login: String?

  func apply(to settings: inout CatchSettings) {
    settings.certificate = certificate
    settings.key = key
    settings.requiresTLS = requireTLS
    settings.isTLSFromTheStart = isTLS
    settings.login = login
  }
}
