/// The header fields at the beginning of a message, as a check reads them.
public enum MessageHeader {
  /// Names and unfolded values, in order; at most so many as any message of ours has.
  public static func fields(of message: [UInt8]) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for line in lines(of: message) {
      if line.first == " " || line.first == "\t", let last = fields.indices.last {
        fields[last].value += " " + line.drop { $0 == " " || $0 == "\t" }
      } else if let colon = line.firstIndex(of: ":") {
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        fields.append((String(line[..<colon]), String(value)))
      }
    }
    return fields
  }

  private static let most = 500

  /// Up to the empty line.
  private static func lines(of message: [UInt8]) -> [String] {
    var lines: [String] = []
    var start = message.startIndex
    while lines.count < most, let end = message[start...].firstIndex(of: 0x0A) {
      let line = message[start..<end].filter { $0 != 0x0D }
      if line.isEmpty { break }
      lines.append(String(decoding: line, as: UTF8.self))
      start = end + 1
    }
    return lines
  }
}
