import Mail
import NIOCore
import NIOSSL

/// One connection to the catcher: commands in, replies out, one after the other however many
/// came at once.
struct CatcherSession {
  let catcher: MailCatcher
  let connection: CatcherConnection
  let number: Int
  /// Whether there is room for one more connection.
  let isWelcome: Bool
  let rules: CatcherRules
  let limits: CatcherLimits
  /// What STARTTLS begins with; nil where it is not offered, or done.
  var encryption: NIOSSLContext?

  var mode = Mode.commands
  var isSecure: Bool
  var hasGreeted = false
  var isLoggedIn = false
  /// The user name that AUTH LOGIN was told.
  var loginName: String?
  var sender: String?
  var recipients: [String] = []
  var messagesTaken = 0

  private var lines: CommandLines
  private var message: DotUnstuffing

  var outbox: ReplyOutbox
  /// When what is answered now was known to the server.
  var now = NIODeadline.now()
  /// The message that was taken and has no reply yet.
  var taken: Int?
  /// Messages whose reply is waiting to be sent.
  var unanswered: [Int] = []

  enum Mode {
    case commands
    case message
    case plainCredentials, loginName, loginPassword
    /// Everything is read and nothing answered.
    case silent
    case ended
  }

  init(
    catcher: MailCatcher, connection: CatcherConnection, number: Int, isWelcome: Bool,
    rules: CatcherRules, limits: CatcherLimits, encryption: NIOSSLContext?
  ) {
    self.catcher = catcher
    self.connection = connection
    self.number = number
    self.isWelcome = isWelcome
    self.rules = rules
    self.limits = limits
    isSecure = rules.tls?.use == .implicit
    self.encryption = isSecure ? nil : encryption
    lines = CommandLines(limit: limits.commandLine)
    message = DotUnstuffing(limit: limits.message)
    outbox = ReplyOutbox(connection.channel, delay: rules.replyDelay)
  }

  /// Speaks until the client leaves, the rules say so, or the task is cancelled.
  func run() async {
    let channel = connection.channel
    await withTaskCancellationHandler {
      // A client that goes away in mid-sentence is what the catcher is there to see.
      try? await connection.executeThenClose { inbound, _ in
        var session = self
        try await session.speak(inbound)
      }
    } onCancel: {
      // Or a client that reads no reply would hold up the end of everything.
      channel.close(promise: nil)
    }
  }

  private mutating func speak(_ inbound: NIOAsyncChannelInboundStream<Arrival>) async throws {
    await greet()
    try await send()
    if mode == .ended { return try await outbox.settle() }
    for try await arrival in inbound {
      await take(arrival)
      try await send()
      if mode == .ended { return try await outbox.settle() }
    }
    try await outbox.settle()
  }

  /// Sends what was answered so far, and remembers which messages that was about.
  mutating func send() async throws {
    guard !unanswered.isEmpty else { return try await outbox.send(at: now) }
    let numbers = unanswered
    unanswered = []
    try await outbox.send(at: now) { [catcher] in catcher.noteAnswered(numbers) }
  }
}

extension CatcherSession {
  private mutating func take(_ arrival: Arrival) async {
    // Commands from before the handshake may be anybody's (CVE-2011-0411).
    guard arrival.isSecure == isSecure else { return }
    guard rules.offersPipelining || arrival.time >= outbox.lastDue else {
      mode = .ended
      return
    }
    now = arrival.time
    var rest = Array(buffer: arrival.bytes)[...]
    while !rest.isEmpty {
      switch mode {
      case .silent, .ended: return
      case .message: await takeMessage(&rest)
      default: await takeLine(&rest)
      }
    }
  }

  private mutating func takeLine(_ bytes: inout ArraySlice<UInt8>) async {
    let (count, line) = lines.take(bytes)
    bytes = bytes.dropFirst(count)
    guard let line, !isTooEager(bytes) else { return }
    let wasSecure = isSecure
    switch (line, mode) {
    case (.command(let text), .commands): await obey(SMTPCommand(text))
    case (.command(let text), _): await takeCredentials(text)
    case (.tooLong, .commands): await reply(500, "5.5.2 Line too long", to: "line")
    case (.tooLong, _): await takeCredentials("")
    }
    if isSecure != wasSecure { bytes = [] }
  }

  private mutating func takeMessage(_ bytes: inout ArraySlice<UInt8>) async {
    let (count, isComplete) = message.take(bytes)
    bytes = bytes.dropFirst(count)
    guard isComplete, !isTooEager(bytes) else { return }
    let complete = message
    message = DotUnstuffing(limit: limits.message)
    mode = .commands
    await finish(complete)
  }

  /// Whether the client did not wait for a reply though it must; then it loses its connection.
  private mutating func isTooEager(_ rest: ArraySlice<UInt8>) -> Bool {
    guard !rules.offersPipelining, !rest.isEmpty else { return false }
    mode = .ended
    return true
  }
}
