import Foundation

/// A command as a client wrote it.
enum SMTPCommand: Equatable {
  case hello(String, isExtended: Bool)
  case startTLS
  /// - Parameter credentials: the initial response, when the client sent one.
  case authPlain(credentials: String?)
  /// - Parameter name: the initial response, when the client sent one.
  case authLogin(name: String?)
  case mail(from: String, size: Int?)
  case recipient(String)
  case data, reset, noop, quit, verify
  case badArguments
  case unknown

  init(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 1)
    let rest = words.count > 1 ? String(words[1]) : ""
    switch words.first?.uppercased() {
    case "EHLO": self = .hello(rest, isExtended: true)
    case "HELO": self = .hello(rest, isExtended: false)
    case "AUTH": self = Self.auth(rest)
    case "STARTTLS": self = rest.isEmpty ? .startTLS : .badArguments
    case "MAIL": self = Self.mail(rest)
    case "RCPT": self = Self.path(rest, after: "TO:").map { .recipient($0.path) } ?? .badArguments
    case "DATA": self = .data
    case "RSET": self = .reset
    case "NOOP": self = .noop
    case "QUIT": self = .quit
    case "VRFY": self = .verify
    default: self = .unknown
    }
  }

  private static func auth(_ text: String) -> SMTPCommand {
    let words = text.split(separator: " ")
    guard words.count <= 2 else { return .badArguments }
    // A lone equals sign is an initial response of no octets (RFC 4954 section 4).
    let response = words.dropFirst().first.map { $0 == "=" ? "" : String($0) }
    return switch words.first?.uppercased() {
    case "PLAIN": .authPlain(credentials: response)
    case "LOGIN": .authLogin(name: response)
    default: .badArguments
    }
  }

  private static func mail(_ text: String) -> SMTPCommand {
    guard let (path, rest) = path(text, after: "FROM:") else { return .badArguments }
    let size = rest.uppercased().split(separator: " ").first { $0.hasPrefix("SIZE=") }
    return .mail(from: path, size: size.flatMap { Int($0.dropFirst(5)) })
  }

  /// What stands between the brackets, which may hold a quoted `>`, and what follows them.
  private static func path(_ text: String, after prefix: String) -> (path: String, rest: String)? {
    let bytes = Array(text.utf8)
    guard bytes.count > prefix.utf8.count,
      String(decoding: bytes[..<prefix.utf8.count], as: UTF8.self).uppercased() == prefix
    else { return nil }
    let path = bytes[prefix.utf8.count...].drop { $0 == 0x20 }
    guard path.first == UInt8(ascii: "<") else { return nil }
    var (isQuoted, isEscaped) = (false, false)
    for index in path.indices.dropFirst() {
      let byte = path[index]
      if byte == UInt8(ascii: ">"), !isQuoted {
        return (
          String(decoding: path[(path.startIndex + 1)..<index], as: UTF8.self),
          String(decoding: path[(index + 1)...], as: UTF8.self)
        )
      }
      if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return nil
  }
}

extension SMTPCommand {
  /// The command as events name it.
  var name: String {
    switch self {
    case .hello: "EHLO"
    case .startTLS: "STARTTLS"
    case .authPlain, .authLogin: "AUTH"
    case .mail: "MAIL"
    case .recipient: "RCPT"
    case .data: "DATA"
    case .reset: "RSET"
    case .noop: "NOOP"
    case .quit: "QUIT"
    case .verify: "VRFY"
    case .badArguments, .unknown: "line"
    }
  }

  /// Whether it is obeyed where everything else must be encrypted (RFC 3207 section 4).
  var isAllowedInTheClear: Bool {
    switch self {
    case .hello, .startTLS, .noop, .quit: true
    default: false
    }
  }
}
