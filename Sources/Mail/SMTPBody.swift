/// A message as it travels after DATA (RFC 5321 section 4.5.2): dot-stuffed, with the final dot.
public struct SMTPBody: Hashable, Sendable {
  /// Octets at the end of ``octets`` that are the final dot and its CRLF.
  public static let terminatorLength = 3

  /// What is written after the server's 354.
  public private(set) var octets: [UInt8]

  /// Makes the body of any message.
  ///
  /// A lone CR or LF becomes CRLF: servers disagree about what ends a line, and none may see an
  /// end of the message where there is none.
  public init(_ message: [UInt8]) {
    octets = []
    octets.reserveCapacity(message.count + message.count / 32 + 8)
    var previous: UInt8 = 0x0A
    for byte in message {
      switch byte {
      case 0x0D: octets += [0x0D, 0x0A]
      case 0x0A where previous == 0x0D: break
      case 0x0A: octets += [0x0D, 0x0A]
      case UInt8(ascii: ".") where previous == 0x0A || previous == 0x0D:
        octets += [UInt8(ascii: "."), UInt8(ascii: ".")]
      default: octets.append(byte)
      }
      previous = byte
    }
    if previous != 0x0A, previous != 0x0D { octets += [0x0D, 0x0A] }
    octets += Self.terminator
  }

  /// Makes the body of a message that ends in CRLF, has no other line end than CRLF, and no line
  /// that begins with a dot: nothing is looked at, and nothing copied when the array has room.
  public init(dotless message: consuming [UInt8]) {
    octets = message
    octets += Self.terminator
  }

  private static let terminator = [UInt8(ascii: "."), 0x0D, 0x0A]

  /// The message itself: without the final dot, and its dots as they were.
  public var message: [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(octets.count)
    var previous: UInt8 = 0x0A
    for byte in octets.dropLast(Self.terminatorLength) {
      if byte != UInt8(ascii: ".") || previous != 0x0A { message.append(byte) }
      // Only the first dot of a line is the stuffed one.
      previous = byte
    }
    return message
  }
}
