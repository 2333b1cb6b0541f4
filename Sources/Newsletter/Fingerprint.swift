/// A short stable stand-in for a text: 128 bits of FNV-1a as hex, the same on every machine.
///
/// It tells texts apart, it protects nothing: who may choose a text may find two alike.
public struct Fingerprint: Hashable, Sendable, Codable {
  public let text: String

  /// A fingerprint read back from the store.
  public init(stored text: String) { self.text = text }

  public init(of parts: String...) {
    var low: UInt64 = 0xcbf2_9ce4_8422_2325
    var high: UInt64 = 0x6c62_272e_07bb_0142
    for byte in parts.joined(separator: "\u{1F}").utf8 {
      low = (low ^ UInt64(byte)) &* 0x100_0000_01b3
      high = (high ^ UInt64(byte)) &* 0x9e37_79b9_7f4a_7c15
    }
    text = Self.hex(high) + Self.hex(low)
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
