extension CatcherSession {
  mutating func greet() async {
    guard isWelcome else {
      await reply(421, "4.3.2 Too many connections, try again later", to: "connect")
      mode = .ended
      return
    }
    await answer(.connected, at: .connect, usual: (220, "localhost catcher ready"))
  }

  mutating func obey(_ command: SMTPCommand) async {
    guard isSecure || rules.tls?.use != .required || command.isAllowedInTheClear else {
      return await reply(530, "5.7.0 Say STARTTLS first", to: command.name)
    }
    switch command {
    case .hello(let name, let isExtended): await hello(name, isExtended: isExtended)
    case .startTLS: await startTLS()
    case .authPlain(let credentials): await beginPlain(credentials)
    case .authLogin(let name): await beginLogin(name)
    case .mail(let path, let size): await begin(path, size: size)
    case .recipient(let path): await add(path)
    case .data: await startMessage()
    case .reset:
      await answer(.reset, at: .rset, usual: (250, "2.0.0 Ok"))
      forget()
    case .noop: await reply(250, "2.0.0 Ok", to: command.name)
    case .quit:
      await answer(.quit, at: .quit, usual: (221, "2.0.0 Bye"))
      if mode == .commands { mode = .ended }
    case .verify: await reply(252, "2.5.0 Send and see", to: command.name)
    case .badArguments:
      await reply(501, "5.5.4 Syntax error in the arguments", to: command.name)
    case .unknown: await reply(500, "5.5.2 Command not known", to: command.name)
    }
  }

  private mutating func hello(_ name: String, isExtended: Bool) async {
    forget()
    let lines = isExtended ? ["localhost"] + offers : ["localhost"]
    hasGreeted = await answer(
      .hello(name), at: .ehlo, usual: (250, lines.joined(separator: "\n")))
  }

  private var offers: [String] {
    var offers = rules.offersPipelining ? ["PIPELINING"] : []
    offers += ["8BITMIME", "SIZE \(limits.message)", "ENHANCEDSTATUSCODES"]
    if encryption != nil { offers.append("STARTTLS") }
    if takesLogin { offers.append("AUTH PLAIN LOGIN") }
    return offers + rules.extensions
  }

  private mutating func begin(_ path: String, size: Int?) async {
    let name = CatcherFault.Verb.mail.name
    guard hasGreeted else { return await reply(503, "5.5.1 Say EHLO first", to: name) }
    guard rules.login == nil || isLoggedIn else {
      return await reply(530, "5.7.0 Log in first", to: name)
    }
    if let most = rules.messagesPerConnection, messagesTaken >= most {
      await reply(421, "4.7.0 Enough messages for one connection", to: name)
      mode = .ended
      return
    }
    guard sender == nil else { return await reply(503, "5.5.1 Sender was given", to: name) }
    if let size, size > limits.message {
      return await reply(552, "5.3.4 Message too big", to: name)
    }
    if await answer(.sender(path), at: .mail, usual: (250, "2.1.0 Ok")) { sender = path }
  }

  private mutating func add(_ path: String) async {
    let name = CatcherFault.Verb.rcpt.name
    guard sender != nil else { return await reply(503, "5.5.1 Sender first", to: name) }
    guard recipients.count < limits.recipients else {
      return await reply(452, "4.5.3 Too many recipients", to: name)
    }
    let isTaken = await answer(
      .recipient(path), at: .rcpt, for: [path], usual: (250, "2.1.5 Ok"))
    if isTaken { recipients.append(path) }
  }

  private mutating func startMessage() async {
    guard !recipients.isEmpty else {
      return await reply(503, "5.5.1 Recipient first", to: CatcherFault.Verb.data.name)
    }
    let goesOn = await answer(
      .data, at: .data, usual: (354, "End with a dot on a line of its own"))
    if goesOn, mode == .commands { mode = .message }
  }

  mutating func finish(_ data: DotUnstuffing) async {
    let message = CaughtMessage(
      connection: number, sender: sender ?? "", recipients: recipients, bytes: data.message)
    if data.isTooLong {
      forget()
      return await reply(552, "5.3.4 Message too big", to: CatcherFault.Verb.dot.name)
    }
    let decision = await decide(.message(message), at: .dot, for: recipients)
    forget()
    guard decision.takesMessage else { return await act(decision, at: .dot, usual: (250, "")) }
    do {
      let number = try await catcher.keep(message)
      messagesTaken += 1
      taken = number
      await act(decision, at: .dot, usual: (250, "2.0.0 Ok: queued as \(number)"))
      taken = nil
    } catch {
      await reply(452, "4.3.1 \(error.message)", to: CatcherFault.Verb.dot.name)
    }
  }

  mutating func forget() {
    sender = nil
    recipients = []
  }
}
