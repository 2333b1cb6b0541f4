public import Mail

/// A message that the catcher took, with the envelope it came in.
public struct CaughtMessage: Sendable, Equatable {
  /// Counted from 1 over all connections; its file's name begins with it. 0 until it is kept.
  public internal(set) var number = 0
  /// What MAIL FROM had between its brackets; empty for the null reverse-path.
  public let sender: String
  /// What each RCPT TO had between its brackets.
  public let recipients: [String]
  /// The message as it was sent, without dot-stuffing and the final dot.
  public let bytes: [UInt8]
  /// The name of its file in the folder, when there is one.
  public internal(set) var file: String?

  init(sender: String, recipients: [String], bytes: [UInt8]) {
    self.sender = sender
    self.recipients = recipients
    self.bytes = bytes
  }

  /// The message as text, whatever its bytes are.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What its Message-ID field says.
  public var messageID: MessageID? { header("Message-ID").flatMap { MessageID($0) } }

  /// The unfolded value of the first field of that name, not decoded.
  public func header(_ name: String) -> String? {
    var value: String?
    for line in head {
      let isContinued = line.first == 0x20 || line.first == 0x09
      if let found = value {
        guard isContinued else { break }
        value = found + String(decoding: line, as: UTF8.self)
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), !isContinued,
        String(decoding: line[..<colon], as: UTF8.self).lowercased() == name.lowercased()
      {
        value = String(decoding: line[(colon + 1)...], as: UTF8.self)
      }
    }
    return value.map { String($0.trimmingPrefix { $0 == " " || $0 == "\t" }) }
  }

  /// The lines before the first empty one.
  private var head: [ArraySlice<UInt8>] {
    let lines = bytes.prefix(256 * 1024).split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }.prefix { !$0.isEmpty }.map { $0 }
  }
}
