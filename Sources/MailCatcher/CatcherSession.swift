import Foundation
import Mail
import NIOCore

/// One connection to the catcher: commands in, replies out, one after the other however many
/// came at once.
struct CatcherSession {
  private let catcher: MailCatcher
  private let connection: CatcherConnection
  private let number: Int
  private let rules: CatcherRules
  private let limits: CatcherLimits

  private var mode: Mode
  private var sender: String?
  private var recipients: [String] = []
  private var hasGreeted = false

  private enum Mode {
    case commands(CommandLines)
    case message(DotUnstuffing)
    case credentials(CommandLines)
    /// Everything is read and nothing answered.
    case silent
    case ended
  }

  init(
    catcher: MailCatcher, connection: CatcherConnection, number: Int, rules: CatcherRules,
    limits: CatcherLimits
  ) {
    self.catcher = catcher
    self.connection = connection
    self.number = number
    self.rules = rules
    self.limits = limits
    mode = .commands(CommandLines(limit: limits.commandLine))
  }

  /// Speaks until the client leaves, the rules say so, or the task is cancelled.
  func run() async {
    // A client that goes away in mid-sentence is what the catcher is there to see.
    try? await connection.executeThenClose { inbound, _ in
      var session = self
      await session.answer(.connected, to: "connect", usual: (220, "localhost catcher ready"))
      if case .ended = session.mode { return }
      for try await chunk in inbound {
        await session.take(Array(buffer: chunk))
        if case .ended = session.mode { return }
      }
    }
  }
}

extension CatcherSession {
  private mutating func take(_ chunk: [UInt8]) async {
    var rest = chunk[...]
    while !rest.isEmpty {
      switch mode {
      case .commands(var lines): rest = await takeCommand(&lines, from: rest)
      case .credentials(var lines): rest = await takeCredentials(&lines, from: rest)
      case .message(var message): rest = await takeMessage(&message, from: rest)
      case .silent, .ended: return
      }
    }
  }

  private mutating func takeCommand(
    _ lines: inout CommandLines, from bytes: ArraySlice<UInt8>
  ) async -> ArraySlice<UInt8> {
    let (count, line) = lines.take(bytes)
    mode = .commands(lines)
    switch line {
    case .command(let text): await obey(SMTPCommand(text))
    case .tooLong: await reply(500, "5.5.2 Line too long", to: "line")
    case nil: break
    }
    return bytes.dropFirst(count)
  }

  private mutating func takeCredentials(
    _ lines: inout CommandLines, from bytes: ArraySlice<UInt8>
  ) async -> ArraySlice<UInt8> {
    let (count, line) = lines.take(bytes)
    mode = .credentials(lines)
    guard let line else { return bytes.dropFirst(count) }
    mode = .commands(CommandLines(limit: limits.commandLine))
    if case .command(let text) = line { await login(text) } else { await login("") }
    return bytes.dropFirst(count)
  }

  private mutating func takeMessage(
    _ message: inout DotUnstuffing, from bytes: ArraySlice<UInt8>
  ) async -> ArraySlice<UInt8> {
    // The copy in `mode` would make every append copy the message.
    mode = .ended
    let (count, isComplete) = message.take(bytes)
    guard isComplete else {
      mode = .message(message)
      return bytes.dropFirst(count)
    }
    mode = .commands(CommandLines(limit: limits.commandLine))
    await finish(message)
    return bytes.dropFirst(count)
  }

  private mutating func obey(_ command: SMTPCommand) async {
    switch command {
    case .hello(let name, let isExtended): await greet(name, isExtended: isExtended)
    case .authPlain(let credentials?): await login(credentials)
    case .authPlain(nil):
      mode = .credentials(CommandLines(limit: limits.commandLine))
      await reply(334, "", to: "AUTH")
    case .mail(let path, let size): await begin(path, size: size)
    case .recipient(let path): await add(path)
    case .data: await startMessage()
    case .reset:
      forget()
      await answer(.reset, to: "RSET", usual: (250, "2.0.0 Ok"))
    case .noop: await reply(250, "2.0.0 Ok", to: "NOOP")
    case .quit:
      await answer(.quit, to: "QUIT", usual: (221, "2.0.0 Bye"))
      if case .commands = mode { mode = .ended }
    case .verify: await reply(252, "2.5.0 Send and see", to: "VRFY")
    case .badArguments: await reply(501, "5.5.4 Syntax error in the arguments", to: "line")
    case .unknown: await reply(500, "5.5.2 Command not known", to: "line")
    }
  }

  private mutating func greet(_ name: String, isExtended: Bool) async {
    let offers = [
      "localhost", "PIPELINING", "8BITMIME", "SIZE \(limits.message)", "ENHANCEDSTATUSCODES",
    ]
    let lines = isExtended ? offers + rules.extensions : ["localhost"]
    forget()
    hasGreeted = await answer(
      .hello(name), to: "EHLO", usual: (250, lines.joined(separator: "\n")))
  }

  private mutating func login(_ credentials: String) async {
    let fields = Data(base64Encoded: credentials).map {
      $0.split(separator: 0, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    guard let fields, fields.count == 3 else {
      return await reply(501, "5.5.2 Cannot decode the credentials", to: "AUTH")
    }
    await answer(
      .login(username: fields[1], password: fields[2]), to: "AUTH",
      usual: (235, "2.7.0 Welcome"))
  }

  private mutating func begin(_ path: String, size: Int?) async {
    guard hasGreeted else { return await reply(503, "5.5.1 Say EHLO first", to: "MAIL") }
    guard sender == nil else { return await reply(503, "5.5.1 Sender was given", to: "MAIL") }
    if let size, size > limits.message {
      return await reply(552, "5.3.4 Message too big", to: "MAIL")
    }
    if await answer(.sender(path), to: "MAIL", usual: (250, "2.1.0 Ok")) { sender = path }
  }

  private mutating func add(_ path: String) async {
    guard sender != nil else { return await reply(503, "5.5.1 Sender first", to: "RCPT") }
    guard recipients.count < limits.recipients else {
      return await reply(452, "4.5.3 Too many recipients", to: "RCPT")
    }
    let isTaken = await answer(.recipient(path), to: "RCPT", usual: (250, "2.1.5 Ok"))
    if isTaken { recipients.append(path) }
  }

  private mutating func startMessage() async {
    guard !recipients.isEmpty else {
      return await reply(503, "5.5.1 Recipient first", to: "DATA")
    }
    let goesOn = await answer(
      .data, to: "DATA", usual: (354, "End with a dot on a line of its own"))
    if goesOn, case .commands = mode {
      mode = .message(DotUnstuffing(limit: limits.message))
    }
  }

  private mutating func finish(_ data: DotUnstuffing) async {
    let message = CaughtMessage(
      sender: sender ?? "", recipients: recipients, bytes: data.message)
    forget()
    if data.isTooLong { return await reply(552, "5.3.4 Message too big", to: "dot") }
    let wanted = await rules.answer(event(.message(message)))
    guard isGood(wanted) else {
      return await act(wanted, to: "dot", usual: (250, ""))
    }
    do {
      let number = try await catcher.keep(message)
      await act(wanted, to: "dot", usual: (250, "2.0.0 Ok: queued as \(number)"))
    } catch {
      await reply(452, "4.3.1 \(error.message)", to: "dot")
    }
  }

  private mutating func forget() {
    sender = nil
    recipients = []
  }
}

extension CatcherSession {
  private func event(_ moment: CatcherEvent.Moment) -> CatcherEvent {
    CatcherEvent(connection: number, moment: moment)
  }

  /// Whether the answer takes the message: also when the connection ends before it is said.
  private func isGood(_ answer: CatcherAnswer) -> Bool {
    switch answer {
    case .usual, .disconnect, .silence: true
    case .reply(let code, _), .replyAndDisconnect(let code, _): code < 300
    }
  }

  /// Asks the rules and acts; whether the client was told to go on.
  @discardableResult
  private mutating func answer(
    _ moment: CatcherEvent.Moment, to command: String, usual: (Int, String)
  ) async -> Bool {
    let wanted = await rules.answer(event(moment))
    await act(wanted, to: command, usual: usual)
    switch wanted {
    case .usual: return true
    case .reply(let code, _): return code < 400
    case .replyAndDisconnect, .disconnect, .silence: return false
    }
  }

  private mutating func act(
    _ answer: CatcherAnswer, to command: String, usual: (Int, String)
  ) async {
    switch answer {
    case .usual: await reply(usual.0, usual.1, to: command)
    case .reply(let code, let text): await reply(code, text, to: command)
    case .replyAndDisconnect(let code, let text):
      await reply(code, text, to: command)
      mode = .ended
    case .disconnect: mode = .ended
    case .silence: mode = .silent
    }
  }

  /// Writes a reply, a line for each line of its text, and tells the rules when it is out.
  private mutating func reply(_ code: Int, _ text: String, to command: String) async {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let written = lines.enumerated().map { index, line in
      "\(code)\(index < lines.count - 1 ? "-" : " ")\(line)\r\n"
    }
    do {
      // On the channel itself: this returns when the system has the octets, not before.
      try await connection.channel.writeAndFlush(ByteBuffer(string: written.joined()))
    } catch {
      // The client has gone.
      mode = .ended
      return
    }
    let wanted = await rules.answer(event(.replied(to: command, code: code)))
    if case .disconnect = wanted { mode = .ended }
  }
}
