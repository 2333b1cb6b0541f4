import Mail

/// What a message is called in a folder: `ana@example.org-Kq3vT0dDk2Zb.eml`.
enum MessageFileName {
  /// A file name has 255 octets; the two halves, the hyphen and `.eml` stay well below.
  private static let longestAddress = 100
  private static let longestID = 80

  /// A name made of the recipient and the Message-ID, or where that is missing or cannot be part
  /// of a file name, a fingerprint of the message. The same input has the same name.
  static func name(for message: [UInt8], to recipient: EmailAddress) -> String {
    let address = recipient.canonical.utf8.prefix(longestAddress).map {
      isSafe($0) || $0 == UInt8(ascii: "@") ? $0 : UInt8(ascii: "_")
    }
    let id = messageID(of: message)?.unique
    let isUsable = id.map { $0.utf8.count <= longestID && $0.utf8.allSatisfy(isSafe) } ?? false
    let mark = isUsable ? id ?? "" : fingerprint(of: message)
    // No name begins with a dot or a hyphen: one hides, the other is read as an option.
    let stem = "\(String(decoding: address, as: UTF8.self))-\(mark).eml"
    return stem.hasPrefix(".") || stem.hasPrefix("-") ? "_" + stem : stem
  }

  /// The value of the Message-ID field, which may stand on a folded line.
  private static func messageID(of message: [UInt8]) -> MessageID? {
    let head = message.prefix(64 * 1024)
    let lines = head.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { $0.last == 0x0D ? $0.dropLast() : $0 }
    for (index, line) in lines.enumerated() {
      if line.isEmpty { return nil }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
        String(decoding: line[..<colon], as: UTF8.self).lowercased() == "message-id"
      else { continue }
      let next = lines.dropFirst(index + 1).first ?? []
      let isFolded = next.first == 0x20 || next.first == 0x09
      let value = Array(line[(colon + 1)...]) + (isFolded ? Array(next) : [])
      return MessageID(
        String(decoding: value.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self))
    }
    return nil
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_.+".utf8.contains(byte)
    }
  }

  /// FNV-1a of 64 bits: not against forgers, only to tell messages apart.
  private static func fingerprint(of message: [UInt8]) -> String {
    let hash = message.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
