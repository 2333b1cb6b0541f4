public import Diagnostics
import MailCatcher

extension Standalone {
  /// Catches mail on loopback, into a folder or to count it, until it is stopped.
  public func catchMail(_ settings: CatchSettings) async throws -> ExitCode {
    var rules = try settings.rules()
    rules.faults = try settings.faults.map { text in try CatcherFault(text) }
    let catcher = try await MailCatcher.bind(
      port: settings.port, folder: settings.folder, rules: rules, keepsMessages: false,
      whenKept: settings.folder == nil ? nil : announce)
    let place = settings.folder.map { "into \($0)" } ?? "to count it, keeping none"
    console.note("Catching mail on 127.0.0.1:\(catcher.port) \(place). Stop with Ctrl-C.")
    for fault in rules.faults { console.note("fault: \(fault)") }
    try await Interruption.stopping { try await catcher.run() }
    console.note("caught \(await catcher.receivedCount) in all")
    return .done
  }

  private func announce(_ message: CaughtMessage) {
    console.note("caught one for \(message.recipients.joined(separator: ", "))")
  }
}

extension CatchSettings {
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
