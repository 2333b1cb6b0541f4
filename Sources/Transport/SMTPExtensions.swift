import Mail

/// What a server offers beyond plain SMTP: the lines of its answer to EHLO.
public struct SMTPExtensions: Sendable, Equatable {
  /// Keywords in upper case, with their parameters.
  public let keywords: [String: [String]]

  /// - Parameter hello: the reply to EHLO, of which the first line is the server's name.
  init(hello: SMTPReply?) {
    var keywords: [String: [String]] = [:]
    for line in hello?.lines.dropFirst() ?? [] {
      let words = line.uppercased().split(whereSeparator: { $0 == " " || $0 == "=" })
      guard let keyword = words.first else { continue }
      keywords[String(keyword), default: []] += words.dropFirst().map(String.init)
    }
    self.keywords = keywords
  }

  public var offersPipelining: Bool { keywords["PIPELINING"] != nil }
  public var offersLogin: Bool { keywords["AUTH"] != nil }

  /// Octets in the largest message that the server takes; nil when it does not say.
  public var largestMessage: Int? {
    keywords["SIZE"]?.first.flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
  }
}
