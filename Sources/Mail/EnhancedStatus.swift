/// The three numbers that say more than a reply's code (RFC 3463): class, subject, detail.
public struct EnhancedStatus: Hashable, Sendable, Codable, CustomStringConvertible {
  public let kind: Int
  public let subject: Int
  public let detail: Int

  public init(_ kind: Int, _ subject: Int, _ detail: Int) {
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }

  /// Reads `5.1.1`; nil when the text is none.
  public init?(_ text: some StringProtocol) {
    self.init(text.utf8)
  }

  private init?(_ bytes: some Sequence<UInt8>) {
    var numbers = (0, 0, 0)
    var field = 0
    var digits = 0
    for byte in bytes {
      if byte == UInt8(ascii: "."), digits > 0, field < 2 {
        (field, digits) = (field + 1, 0)
        continue
      }
      guard (48...57).contains(byte), digits < (field == 0 ? 1 : 3) else { return nil }
      digits += 1
      switch field {
      case 0: numbers.0 = Int(byte - 48)
      case 1: numbers.1 = numbers.1 * 10 + Int(byte - 48)
      default: numbers.2 = numbers.2 * 10 + Int(byte - 48)
      }
    }
    guard field == 2, digits > 0, numbers.0 == 2 || numbers.0 == 4 || numbers.0 == 5 else {
      return nil
    }
    self.init(numbers.0, numbers.1, numbers.2)
  }

  public var description: String { "\(kind).\(subject).\(detail)" }
}
