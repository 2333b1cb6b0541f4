import Diagnostics
import Foundation

extension CatcherSession {
  /// Whether a login is asked for here: not in the clear where encryption is asked for.
  var takesLogin: Bool {
    rules.login != nil && !isLoggedIn && (isSecure || rules.tls?.use != .required)
  }

  /// AUTH PLAIN (RFC 4616), with its initial response or without.
  mutating func beginPlain(_ credentials: String?) async {
    guard await mayLogIn() else { return }
    if let credentials { return await logInPlain(credentials) }
    await challenge("", then: .plainCredentials)
  }

  /// AUTH LOGIN, which no standard has and every client knows.
  mutating func beginLogin(_ name: String?) async {
    guard await mayLogIn() else { return }
    guard let name else {
      return await challenge(Data("Username:".utf8).base64EncodedString(), then: .loginName)
    }
    mode = .loginName
    await takeCredentials(name)
  }

  /// Takes a line that answers a challenge.
  mutating func takeCredentials(_ line: String) async {
    let wanted = mode
    mode = .commands
    switch wanted {
    case .plainCredentials: await logInPlain(line)
    case .loginName:
      loginName = Self.decoded(line)
      guard loginName != nil else { return await refuseCredentials() }
      await challenge(Data("Password:".utf8).base64EncodedString(), then: .loginPassword)
    case .loginPassword:
      guard let name = loginName, let password = Self.decoded(line) else {
        return await refuseCredentials()
      }
      await logIn(name, password)
    case .commands, .message, .silent, .ended: break
    }
  }

  private mutating func mayLogIn() async -> Bool {
    if isLoggedIn {
      await reply(503, "5.5.1 Logged in already", to: CatcherFault.Verb.auth.name)
    }
    return !isLoggedIn
  }

  private mutating func challenge(_ text: String, then next: Mode) async {
    mode = next
    await reply(334, text, to: CatcherFault.Verb.auth.name)
  }

  private mutating func logInPlain(_ credentials: String) async {
    let fields = Data(base64Encoded: credentials).map {
      $0.split(separator: 0, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    guard let fields, fields.count == 3 else { return await refuseCredentials() }
    await logIn(fields[1], fields[2])
  }

  private mutating func logIn(_ username: String, _ password: String) async {
    loginName = nil
    let isRight =
      rules.login.map { $0.username == username && $0.password.revealed == password } ?? true
    let usual = isRight ? (235, "2.7.0 Welcome") : (535, "5.7.8 Wrong user name or password")
    let goesOn = await answer(
      .login(username: username, password: password), at: .auth, usual: usual)
    isLoggedIn = goesOn && isRight
  }

  private mutating func refuseCredentials() async {
    loginName = nil
    await reply(501, "5.5.2 Cannot decode the credentials", to: CatcherFault.Verb.auth.name)
  }

  private static func decoded(_ text: String) -> String? {
    Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) }
  }
}
