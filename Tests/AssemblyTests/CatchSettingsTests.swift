import Diagnostics
import Testing

@testable import Assembly

@Suite("The settings of the mail catcher")
struct CatchSettingsTests {
  @Test("say what cannot be, and what to write instead", arguments: Mistake.all)
  func mistakes(_ mistake: Mistake) {
    var settings = CatchSettings()
    mistake.make(&settings)
    let error = #expect(throws: UsageError.self) { _ = try settings.rules() }
    #expect(error?.message == mistake.message)
    #expect(error?.hint == mistake.hint)
    #expect(error?.exitCode == .usage)
  }

  @Test("may all be left out")
  func defaults() throws {
    _ = try CatchSettings().rules()
  }
}

struct Mistake: Sendable, CustomTestStringConvertible {
  let make: @Sendable (inout CatchSettings) -> Void
  let message: String
  let hint: String
  var testDescription: String { message }

  private static let files = "name two PEM files: --certificate FILE --key FILE"
  private static let noCertificate = "to encrypt, the catcher needs a certificate and its key"

  static let all = [
    Mistake(
      make: { $0.replyDelay = "soon" }, message: "--reply-delay: 'soon' is no length of time",
      hint: "write it as 50ms or 2s"),
    Mistake(make: { $0.requiresTLS = true }, message: noCertificate, hint: files),
    Mistake(make: { $0.isTLSFromTheStart = true }, message: noCertificate, hint: files),
    Mistake(make: { $0.certificate = "a.pem" }, message: noCertificate, hint: files),
    Mistake(
      make: { $0.login = ":secret" }, message: "--login: there is no user name in it",
      hint: "write it as ana:secret"),
    Mistake(
      make: { $0.messagesPerConnection = 0 },
      message: "--messages-per-connection: 0 is too few", hint: "write 1 or more"),
    Mistake(
      make: { $0.mostConnections = -1 }, message: "--most-connections: -1 is too few",
      hint: "write 1 or more"),
  ]
}
