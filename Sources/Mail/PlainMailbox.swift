/// A field with one mailbox that needs neither encoding nor folding, as most readers' do: written
/// in one pass.
struct PlainMailbox {
  private static let longestLine = 78

  let bytes: [UInt8]

  /// Nil where the field needs more than that; what is made is what the whole encoder would make.
  init?(_ mailbox: Mailbox, after field: String) {
    let name = mailbox.name ?? ""
    let address = mailbox.address.spelling
    let most = field.utf8.count + 2 * name.utf8.count + address.utf8.count + 10
    var line: [UInt8] = []
    line.reserveCapacity(most)
    line += field.utf8
    line += [UInt8(ascii: ":"), UInt8(ascii: " ")]
    if name.isEmpty {
      line += address.utf8
    } else {
      guard Self.append(name.utf8, to: &line) else { return nil }
      line += [UInt8(ascii: " "), UInt8(ascii: "<")]
      line += address.utf8
      line.append(UInt8(ascii: ">"))
    }
    guard line.count <= Self.longestLine else { return nil }
    bytes = line + [0x0D, 0x0A]
  }

  /// Writes the name as atoms or quoted; false for one that is neither.
  private static func append(_ name: String.UTF8View, to line: inout [UInt8]) -> Bool {
    guard name.count <= HeaderPhrase.longestQuoted else { return false }
    var isAtoms = true
    // A space at an end or after another is no plain text either.
    var previous = UInt8(ascii: " ")
    for byte in name {
      switch byte {
      case UInt8(ascii: " "):
        if previous == byte { return false }
      case 0x21...0x7E:
        if byte == UInt8(ascii: "?"), previous == UInt8(ascii: "=") { return false }
        if !HeaderPhrase.isAtomText(byte) { isAtoms = false }
      default: return false
      }
      previous = byte
    }
    guard previous != UInt8(ascii: " ") else { return false }
    if isAtoms { line += name } else { line += HeaderPhrase.quoted(Array(name)) }
    return true
  }
}
