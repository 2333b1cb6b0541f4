public import Mail

/// A message that the catcher took, with the envelope it came in.
public struct CaughtMessage: Sendable, Equatable {
  /// Counted from 1 over all connections; its file's name begins with it. 0 until it is kept.
  public internal(set) var number = 0
  /// Which connection it came over, counted from 1.
  public let connection: Int
  /// What MAIL FROM had between its brackets; empty for the null reverse-path.
  public let sender: String
  /// What each RCPT TO had between its brackets.
  public let recipients: [String]
  /// The message as it was sent, without dot-stuffing and the final dot.
  public let bytes: [UInt8]
  /// Whether the reply to its dot was handed to the system; what stays false was taken from a
  /// client that never heard of it. Of a message just received it may still be false.
  public internal(set) var isAnswered = false
  /// The name of its file in the folder, when there is one.
  public internal(set) var file: String?

  init(connection: Int, sender: String, recipients: [String], bytes: [UInt8]) {
    self.connection = connection
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
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes.prefix(256 * 1024)
    while let end = rest.firstLineFeed {
      let line = rest[..<end]
      let text = line.last == 0x0D ? line.dropLast() : line
      if text.isEmpty { return lines }
      lines.append(text)
      rest = rest[(end + 1)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }
}
