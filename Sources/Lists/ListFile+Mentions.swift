import Mail

extension ListFile {
  /// The lines on which an address stands, whether or not their rows can be read: after
  /// ``remove(_:)``, those that a person has to mend.
  ///
  /// - Parameter canonical: the address as ``EmailAddress/canonical`` spells it.
  public func lines(naming canonical: String) throws(ListError) -> [Int] {
    let address = Array(canonical.utf8)
    var lines: [Int] = []
    for (index, line) in ListOctets(try allOctets()).octets
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    where Self.names(address, in: line.map(Self.lowercased)) {
      lines.append(index + 1)
    }
    return lines
  }

  private static func names(_ address: [UInt8], in line: [UInt8]) -> Bool {
    guard line.count >= address.count else { return false }
    return (0...(line.count - address.count)).contains { start in
      let end = start + address.count
      guard line[start] == address[0], line[start..<end].elementsEqual(address) else {
        return false
      }
      // Not the end of a longer address, nor the beginning of one.
      let before = start > 0 ? line[start - 1] : UInt8(ascii: ",")
      let isEnd = end == line.count || !isInDomain(line[end])
      let isDotOnly =
        end < line.count && line[end] == UInt8(ascii: ".")
        && !(end + 1 < line.count && isInDomain(line[end + 1]))
      return !isInLocalPart(before) && (isEnd || isDotOnly)
    }
  }

  private static func lowercased(_ octet: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet) ? octet | 0x20 : octet
  }

  private static func isInDomain(_ octet: UInt8) -> Bool {
    octet >= 0x80 || "abcdefghijklmnopqrstuvwxyz0123456789-.".utf8.contains(octet)
  }

  private static func isInLocalPart(_ octet: UInt8) -> Bool {
    isInDomain(octet) || "!#$%&*+/=?^_`{|}~".utf8.contains(octet)
  }
}
