/// A piece of a body that many messages share: what a signature sees of it is worked out once.
///
///     let ending = DKIMBodyPiece(octets)
///     hash.update(reader)
///     hash.update(ending)  // as with the octets, and several times as fast
public struct DKIMBodyPiece: Sendable {
  /// Spaces and line ends before the first text: what becomes of them shows what stands before.
  let beginning: [UInt8]
  /// From the first octet of text to the last, in relaxed form (RFC 6376 section 3.4.4).
  let text: [UInt8]
  /// Spaces and line ends behind it.
  let end: [UInt8]

  public init(_ octets: [UInt8]) {
    guard let first = octets.firstIndex(where: Self.isText),
      let last = octets.lastIndex(where: Self.isText)
    else {
      (beginning, text, end) = (octets, [], [])
      return
    }
    beginning = Array(octets[..<first])
    text = octets[first...last].withUnsafeBytes { Self.relaxed($0) }
    end = Array(octets[(last + 1)...])
  }

  private static func isText(_ octet: UInt8) -> Bool {
    octet != 0x20 && octet != 0x09 && octet != 0x0D && octet != 0x0A
  }

  private static func relaxed(_ octets: UnsafeRawBufferPointer) -> [UInt8] {
    var scanner = BodyScanner(octets)
    var relaxed: [UInt8] = []
    relaxed.reserveCapacity(octets.count)
    var isAfterSpace = false
    while let element = scanner.next() {
      switch element {
      case .space: isAfterSpace = true
      case .lineEnd:
        isAfterSpace = false
        relaxed += [0x0D, 0x0A]
      case .text(let run):
        if isAfterSpace { relaxed.append(0x20) }
        isAfterSpace = false
        relaxed.append(contentsOf: run)
      }
    }
    return relaxed
  }
}
