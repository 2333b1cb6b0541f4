import MailCatcher
import Testing

@Suite("Each fault at each verb")
struct FaultMatrixTests {
  /// A way to talk: everything after the login in groups, or one by one; encrypted or not.
  struct Way: Sendable, CustomTestStringConvertible {
    let isPipelined: Bool
    let isSecure: Bool
    var testDescription: String {
      (isPipelined ? "in groups" : "one by one") + (isSecure ? ", with STARTTLS" : "")
    }

    static let all = [
      Way(isPipelined: false, isSecure: false), Way(isPipelined: true, isSecure: false),
      Way(isPipelined: false, isSecure: true), Way(isPipelined: true, isSecure: true),
    ]
  }

  /// The replies of a whole dialogue whose verb is refused with 450.
  static let refused: [(verb: CatcherFault.Verb, clear: [Int], secure: [Int], taken: Int)] = [
    (
      .connect, [450, 250, 235, 250, 250, 354, 250, 250, 221],
      [450, 250, 220, 250, 235, 250, 250, 354, 250, 250, 221], 1
    ),
    (
      .ehlo, [220, 450, 235, 503, 503, 503, 250, 221],
      [220, 450, 220, 450, 235, 503, 503, 503, 250, 221], 0
    ),
    (
      .starttls, [220, 250, 235, 250, 250, 354, 250, 250, 221],
      [220, 250, 450, 250, 235, 250, 250, 354, 250, 250, 221], 1
    ),
    (
      .auth, [220, 250, 450, 530, 503, 503, 250, 221],
      [220, 250, 220, 250, 450, 530, 503, 503, 250, 221], 0
    ),
    (
      .mail, [220, 250, 235, 450, 503, 503, 250, 221],
      [220, 250, 220, 250, 235, 450, 503, 503, 250, 221], 0
    ),
    (
      .rcpt, [220, 250, 235, 250, 450, 503, 250, 221],
      [220, 250, 220, 250, 235, 250, 450, 503, 250, 221], 0
    ),
    (
      .data, [220, 250, 235, 250, 250, 450, 250, 221],
      [220, 250, 220, 250, 235, 250, 250, 450, 250, 221], 0
    ),
    (
      .dot, [220, 250, 235, 250, 250, 354, 450, 250, 221],
      [220, 250, 220, 250, 235, 250, 250, 354, 450, 250, 221], 0
    ),
    (
      .rset, [220, 250, 235, 250, 250, 354, 250, 450, 221],
      [220, 250, 220, 250, 235, 250, 250, 354, 250, 450, 221], 1
    ),
    (
      .quit, [220, 250, 235, 250, 250, 354, 250, 250, 450],
      [220, 250, 220, 250, 235, 250, 250, 354, 250, 250, 450], 1
    ),
  ]

  @Test("a refusal is said, and the rest goes on", arguments: Way.all, refused.map(\.verb))
  func refusal(_ way: Way, _ verb: CatcherFault.Verb) async throws {
    let row = try #require(Self.refused.first { $0.verb == verb })
    let seen = try await dialogue(CatcherFault(at: verb, .reply(450, "4.0.0 No")), way)
    #expect(seen.codes == (way.isSecure ? row.secure : row.clear))
    #expect(seen.taken.count == row.taken)
    #expect(seen.taken.allSatisfy { $0.isAnswered })
  }

  @Test("421 is the last that is said", arguments: Way.all, CatcherFault.Verb.allCases)
  func closing(_ way: Way, _ verb: CatcherFault.Verb) async throws {
    let seen = try await dialogue(CatcherFault(at: verb, .reply(421, "")), way)
    let (before, isReached) = Self.replies(before: verb, way)
    #expect(seen.codes == before + (isReached ? [421] : []))
    #expect(seen.taken.count == (Self.isTaken(before: verb, way) ? 1 : 0))
  }

  @Test("a lost connection says nothing more", arguments: Way.all, CatcherFault.Verb.allCases)
  func disconnect(_ way: Way, _ verb: CatcherFault.Verb) async throws {
    let seen = try await dialogue(CatcherFault(at: verb, .disconnect), way)
    #expect(seen.codes == Self.replies(before: verb, way).codes)
    // At the dot, the server has the message and the client does not know.
    #expect(seen.taken.count == (verb == .dot || Self.isTaken(before: verb, way) ? 1 : 0))
    #expect(seen.taken.allSatisfy { $0.isAnswered == (verb != .dot) })
  }

  @Test("a connection is lost behind the reply", arguments: Way.all, CatcherFault.Verb.allCases)
  func disconnectAfter(_ way: Way, _ verb: CatcherFault.Verb) async throws {
    let seen = try await dialogue(CatcherFault(at: verb, .disconnectAfter), way)
    let (before, isReached) = Self.replies(before: verb, way)
    #expect(seen.codes == before + (isReached ? [Self.usual(verb)] : []))
    #expect(seen.taken.count == (verb == .dot || Self.isTaken(before: verb, way) ? 1 : 0))
    #expect(seen.taken.allSatisfy { $0.isAnswered })
  }

  @Test("silence lasts", arguments: Way.all, CatcherFault.Verb.allCases)
  func silence(_ way: Way, _ verb: CatcherFault.Verb) async throws {
    let seen = try await dialogue(CatcherFault(at: verb, .silence), way)
    #expect(seen.codes == Self.replies(before: verb, way).codes)
    #expect(seen.taken.count == (verb == .dot || Self.isTaken(before: verb, way) ? 1 : 0))
  }

  @Test("a late reply changes nothing else", arguments: Way.all, CatcherFault.Verb.allCases)
  func slow(_ way: Way, _ verb: CatcherFault.Verb) async throws {
    let seen = try await dialogue(CatcherFault(at: verb, .slow(.milliseconds(2))), way)
    #expect(seen.codes == Self.order(way).map { Self.usual($0) })
    #expect(seen.taken.map(\.isAnswered) == [true])
  }
}

extension FaultMatrixTests {
  private typealias Verb = CatcherFault.Verb

  private static func order(_ way: Way) -> [Verb] {
    [.connect, .ehlo] + (way.isSecure ? [.starttls, .ehlo] : [])
      + [.auth, .mail, .rcpt, .data, .dot, .rset, .quit]
  }

  private static func usual(_ verb: Verb) -> Int {
    switch verb {
    case .connect, .starttls: 220
    case .ehlo, .mail, .rcpt, .dot, .rset: 250
    case .auth: 235
    case .data: 354
    case .quit: 221
    }
  }

  private static func replies(before verb: Verb, _ way: Way) -> (codes: [Int], isReached: Bool) {
    let order = order(way)
    let before = order.prefix { $0 != verb }
    return (before.map(usual), before.count < order.count)
  }

  private static func isTaken(before verb: Verb, _ way: Way) -> Bool {
    let reached = order(way).prefix { $0 != verb }
    return reached.contains(.dot)
  }

  private struct Seen: Sendable {
    var codes: [Int] = []
    var taken: [CaughtMessage] = []
  }

  /// Talks to a catcher with one fault; what it replied, and what it took.
  private func dialogue(_ fault: CatcherFault, _ way: Way) async throws -> Seen {
    var rules = CatcherRules(faults: [fault])
    rules.login = CatcherLogin("ana:secret")
    if way.isSecure { rules.tls = Certificates.localhost(.offered) }
    let catcher = try await MailCatcher.bind(rules: rules)
    async let served: Void = catcher.run()
    var seen = Seen()
    seen.codes = try await Client.connected(to: catcher) { client in
      var dialogue = Dialogue(way: way, silentVerb: fault.effect == .silence ? fault.verb : nil)
      return try await dialogue.run(&client)
    }
    await catcher.stop()
    // When it has ended, all that it did is noted.
    try await served
    seen.taken = await catcher.received
    return seen
  }

  private struct Dialogue {
    let way: Way
    let silentVerb: Verb?
    private var codes: [Int] = []
    private var hasEnded = false

    init(way: Way, silentVerb: Verb?) {
      self.way = way
      self.silentVerb = silentVerb
    }

    mutating func run(_ client: inout Client) async throws -> [Int] {
      try await hear([.connect], &client)
      try await say([.ehlo], &client)
      if way.isSecure {
        try await say([.starttls], &client)
        // The connection may have ended behind its reply; what is said next shows it.
        if codes.last == 220, !hasEnded { try? await client.encrypt() }
        try await say([.ehlo], &client)
      }
      try await say([.auth], &client)
      try await say([.mail, .rcpt, .data], &client)
      let isReady = codes.last == 354
      try await say((isReady ? [.dot] : []) + [.rset, .quit], &client)
      if !hasEnded { #expect(await client.rest() == []) }
      return codes
    }

    private mutating func say(_ verbs: [Verb], _ client: inout Client) async throws {
      for group in way.isPipelined ? [verbs] : verbs.map({ [$0] }) where !hasEnded {
        do {
          try await client.send(group.map(Self.words).joined())
        } catch {
          // The connection has ended before these words.
          hasEnded = true
          return
        }
        try await hear(group, &client)
      }
    }

    private mutating func hear(_ verbs: [Verb], _ client: inout Client) async throws {
      for verb in verbs where !hasEnded {
        // Whoever waits for a silent server would wait for ever.
        if verb == silentVerb { try await client.endSending() }
        guard let reply = await client.reply() else {
          hasEnded = true
          return
        }
        codes.append(Int(reply.prefix(3)) ?? 0)
      }
    }

    private static func words(_ verb: Verb) -> String {
      switch verb {
      case .connect: ""
      case .ehlo: "EHLO a\n"
      case .starttls: "STARTTLS\n"
      case .auth: "AUTH PLAIN AGFuYQBzZWNyZXQ=\n"
      case .mail: "MAIL FROM:<a@b.org>\n"
      case .rcpt: "RCPT TO:<ana@b.org>\n"
      case .data: "DATA\n"
      case .dot: "Message-ID: <1@b.org>\n\nHello\n.\n"
      case .rset: "RSET\n"
      case .quit: "QUIT\n"
      }
    }
  }
}
