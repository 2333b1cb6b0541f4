/// Text with the line breaks of the Internet: CRLF and nothing else.
public enum CanonicalText {
  /// The text in UTF-8; CR, LF and CRLF all become CRLF.
  public static func octets(_ text: String) -> [UInt8] { octets(Array(text.utf8)) }

  /// The octets with every CR, LF and CRLF as CRLF.
  public static func octets(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 16)
    var previous: UInt8 = 0
    for byte in bytes {
      switch byte {
      case 0x0D: output += [0x0D, 0x0A]
      case 0x0A where previous == 0x0D: break
      case 0x0A: output += [0x0D, 0x0A]
      default: output.append(byte)
      }
      previous = byte
    }
    return output
  }
}
