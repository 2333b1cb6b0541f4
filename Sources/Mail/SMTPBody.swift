/// A message as it travels after DATA (RFC 5321 section 4.5.2).
public enum SMTPBody {
  /// Octets at the end of ``octets(_:)`` that are the final dot and its CRLF.
  public static let terminatorLength = 3

  /// The message dot-stuffed, with the final dot.
  ///
  /// A lone CR or LF becomes CRLF: servers disagree about what ends a line, and none may see an
  /// end of the message where there is none.
  public static func octets(_ message: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(message.count + message.count / 32 + 8)
    var previous: UInt8 = 0x0A
    for byte in message {
      switch byte {
      case 0x0D: output += [0x0D, 0x0A]
      case 0x0A where previous == 0x0D: break
      case 0x0A: output += [0x0D, 0x0A]
      case UInt8(ascii: ".") where previous == 0x0A || previous == 0x0D:
        output += [UInt8(ascii: "."), UInt8(ascii: ".")]
      default: output.append(byte)
      }
      previous = byte
    }
    if previous != 0x0A, previous != 0x0D { output += [0x0D, 0x0A] }
    output += [UInt8(ascii: "."), 0x0D, 0x0A]
    return output
  }
}
