public import Foundation

/// Where a secret is: never in the configuration itself.
public enum SecretSource: Sendable, Equatable {
  case file(URL)
  /// The name of an environment variable.
  case environment(String)
  /// A program and its arguments; what it prints is the secret.
  case command([String])

  /// Reads the secret, without the line ending that files and commands put behind it.
  ///
  /// A command may take as long as `limit` and blocks the thread meanwhile.
  public func read(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    limit: Duration = .seconds(30)
  ) throws(SecretError) -> String {
    let text =
      switch self {
      case .file(let url): try Self.text(of: url)
      case .environment(let name): try Self.variable(name, environment)
      case .command(let words): try SecretCommand(words: words, limit: limit).output()
      }
    let secret = Self.withoutLineEnding(text)
    if secret.isEmpty { throw SecretError(source: self, reason: .empty) }
    if secret.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      throw SecretError(source: self, reason: .severalLines)
    }
    return secret
  }

  /// On octets: CR and LF together are one `Character`.
  private static func withoutLineEnding(_ text: String) -> String {
    var octets = text.utf8[...]
    if octets.last == 0x0A { octets.removeLast() }
    if octets.last == 0x0D { octets.removeLast() }
    return String(decoding: octets, as: UTF8.self)
  }

  private static func text(of url: URL) throws(SecretError) -> String {
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }  // Nothing was written, so nothing can be lost.
      let octets = try file.read(upToCount: SecretCommand.longest) ?? Data()
      guard let text = String(validating: octets, as: UTF8.self) else {
        throw SecretError(source: .file(url), reason: .notText)
      }
      return text
    } catch let error as SecretError {
      throw error
    } catch {
      throw SecretError(source: .file(url), reason: .unreadable(SystemWords.why(error)))
    }
  }

  private static func variable(
    _ name: String, _ environment: [String: String]
  ) throws(SecretError) -> String {
    guard let value = environment[name] else {
      throw SecretError(source: .environment(name), reason: .notSet)
    }
    return value
  }
}
