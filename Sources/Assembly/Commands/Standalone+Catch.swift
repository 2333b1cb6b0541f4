public import Diagnostics
import MailCatcher
import ServiceLifecycle
import Studio
import Web

extension Standalone {
  /// Catches mail on loopback, into a folder or to count it, until it is stopped; what is in the
  /// folder is shown in the browser meanwhile.
  public func catchMail(_ settings: CatchSettings) async throws -> ExitCode {
    var rules = try settings.rules()
    rules.faults = try settings.faults.map { text in try CatcherFault(text) }
    let webPort = try settings.pagePort
    let catcher = try await MailCatcher.bind(
      port: settings.port, folder: settings.folder, rules: rules, keepsMessages: false,
      whenKept: settings.folder == nil ? nil : announce)
    let place = settings.folder.map { "into \($0)" } ?? "to count it, keeping none"
    console.note("Catching mail on 127.0.0.1:\(catcher.port) \(place). Stop with Ctrl-C.")
    for fault in rules.faults { console.note("fault: \(fault)") }
    let pages = settings.folder.map { folder in
      CaughtMail(
        folder: folder, port: webPort, smtp: settings.address(of: catcher.port))
    }
    try await Interruption.stopping {
      try await self.run(catcher, beside: pages, isAskedFor: settings.webPort != nil)
    }
    console.note("caught \(await catcher.receivedCount) in all")
    return .done
  }

  /// Until the catcher ends; pages that cannot be shown do not stop it, unless they were asked for.
  private func run(
    _ catcher: MailCatcher, beside pages: CaughtMail?, isAskedFor: Bool
  ) async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await catcher.run()
        return true
      }
      if let pages {
        group.addTask {
          try await self.show(pages, isAskedFor: isAskedFor)
          return false
        }
      }
      while let isEnd = try await group.next() {
        if isEnd { group.cancelAll() }
      }
    }
  }

  private func show(_ pages: CaughtMail, isAskedFor: Bool) async throws {
    let application = pages.application { [console] port in
      console.note("Look at it on http://127.0.0.1:\(port)")
    }
    do {
      try await application.run()
    } catch {
      // The end of the catcher is the end of its pages.
      if Task.isCancelled { return }
      let address = "127.0.0.1:\(pages.port)"
      guard
        let reason = ListeningError(
          error, of: "the page of caught mail", listeningOn: address, setting: "--web-port")
      else { throw error }
      if isAskedFor { throw reason }
      console.warn(
        reason.message,
        hint: "mail is caught all the same; to see it, choose a port with --web-port, 0 for any")
    }
  }

  private func announce(_ message: CaughtMessage) {
    console.note("caught one for \(message.recipients.joined(separator: ", "))")
  }
}

extension CatchSettings {
  /// Where the pages are when nothing else is said.
  static let usualPagePort = 8025

  var pagePort: Int {
    get throws(UsageError) {
      guard let webPort else { return Self.usualPagePort }
      guard folder != nil else {
        throw UsageError(
          "--web-port: what is counted and not kept cannot be shown",
          hint: "leave out --web-port, or --discard")
      }
      guard 0...65535 ~= webPort else {
        throw UsageError(
          "there is no port \(webPort)",
          hint: "choose one from 1 to 65535 with --web-port, or 0 for any that is free")
      }
      return webPort
    }
  }

  /// As it is written into a configuration.
  func address(of port: Int) -> String {
    "\(isTLSFromTheStart ? "smtps" : "smtp")://127.0.0.1:\(port)"
  }

  func rules() throws(UsageError) -> CatcherRules {
    var rules = CatcherRules()
    rules.obeysLocalParts = obeysLocalParts
    rules.offersPipelining = offersPipelining
    rules.replyDelay = try delay
    rules.tls = try tls
    rules.login = try login.map(Self.login)
    rules.messagesPerConnection = try Self.positive(
      messagesPerConnection, "--messages-per-connection")
    rules.mostConnections = try Self.positive(mostConnections, "--most-connections")
    return rules
  }

  private var delay: Duration {
    get throws(UsageError) {
      guard let replyDelay else { return .zero }
      guard let delay = CatcherFault.duration(replyDelay) else {
        throw UsageError(
          "--reply-delay: '\(replyDelay)' is no length of time", hint: "write it as 50ms or 2s")
      }
      return delay
    }
  }

  private var tls: CatcherTLS? {
    get throws(UsageError) {
      switch (certificate, key) {
      case (let certificate?, let key?):
        let use: CatcherTLS.Use =
          isTLSFromTheStart ? .implicit : requiresTLS ? .required : .offered
        return CatcherTLS(certificateFile: certificate, keyFile: key, use: use)
      case (nil, nil) where !requiresTLS && !isTLSFromTheStart: return nil
      default:
        throw UsageError(
          "to encrypt, the catcher needs a certificate and its key",
          hint: "name two PEM files: --certificate FILE --key FILE")
      }
    }
  }

  private static func login(_ text: String) throws(UsageError) -> CatcherLogin {
    guard let login = CatcherLogin(text) else {
      throw UsageError("--login: there is no user name in it", hint: "write it as ana:secret")
    }
    return login
  }

  private static func positive(_ number: Int?, _ option: String) throws(UsageError) -> Int? {
    guard let number, number < 1 else { return number }
    throw UsageError("\(option): \(number) is too few", hint: "write 1 or more")
  }
}
