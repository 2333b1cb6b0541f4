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
    let fields = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].count == 1,
      fields.allSatisfy({
        (1...3).contains($0.count) && $0.allSatisfy { (48...57).contains($0) }
      })
    else { return nil }
    let numbers = fields.map { $0.reduce(0) { $0 * 10 + Int($1 - 48) } }
    guard [2, 4, 5].contains(numbers[0]) else { return nil }
    self.init(numbers[0], numbers[1], numbers[2])
  }

  public var description: String { "\(kind).\(subject).\(detail)" }
}
