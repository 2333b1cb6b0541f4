/// Takes an address apart and says what is wrong with it.
struct AddressParser {
  /// RFC 5321 section 4.5.3.1: a path is 256 octets with its brackets.
  static let longest = 254
  static let longestLocalPart = 64

  private let text: String
  private let bytes: [UInt8]

  struct Parts {
    var local: String
    /// The local part quoted no more than it must be, when it was quoted.
    var plainLocal: String?
    var domain: String
  }

  init(_ text: String) {
    self.text = text
    // Anything longer is refused, so no more of it is looked at. An IDN in UTF-8 can be longer
    // than its A-labels, so the margin is wide.
    bytes = Array(text.utf8.prefix(4 * Self.longest))
  }

  func parts() throws(AddressError) -> Parts {
    try refuseWhatNoAddressHolds()
    let at = try separator()
    let local = bytes[..<at]
    guard local.count <= Self.longestLocalPart else { throw error(.localPartTooLong) }
    let domain = try domainName(bytes[(at + 1)...])
    guard local.count + 1 + domain.utf8.count <= Self.longest else { throw error(.tooLong) }
    return Parts(
      local: String(decoding: local, as: UTF8.self), plainLocal: plain(local),
      domain: domain)
  }

  private func error(_ reason: AddressError.Reason) -> AddressError { AddressError(text, reason) }

  private func refuseWhatNoAddressHolds() throws(AddressError) {
    if bytes.isEmpty { throw error(.empty) }
    if bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) { throw error(.lineBreak) }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw error(.controlCharacter) }
    if bytes.last == UInt8(ascii: ">") { throw error(.displayName) }
    if bytes.count == 4 * Self.longest { throw error(.tooLong) }
  }

  /// Where the `@` stands that ends the local part, which is checked on the way.
  private func separator() throws(AddressError) -> Int {
    if bytes[0] == UInt8(ascii: "\"") { return try separatorAfterQuote() }
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else {
      throw error(bytes.contains(UInt8(ascii: " ")) ? .space : .noAt)
    }
    if at == 0 { throw error(.nothingBeforeAt) }
    if bytes[(at + 1)...].contains(UInt8(ascii: "@")) { throw error(.severalAts) }
    try checkDotAtom(bytes[..<at])
    return at
  }

  private func checkDotAtom(_ local: ArraySlice<UInt8>) throws(AddressError) {
    if let bad = local.first(where: { !Self.isAtomOrDot($0) }) {
      if bad == UInt8(ascii: " ") { throw error(.space) }
      throw error(bad < 0x80 ? .localPartCharacter(Character(.init(bad))) : .localPartNotASCII)
    }
    if Self.hasEmptyAtom(local) { throw error(.localPartDots) }
  }

  /// RFC 5321: quoted-string local parts, printable ASCII, `\` before any of it.
  private func separatorAfterQuote() throws(AddressError) -> Int {
    var index = 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] >= 0x80 { throw error(.localPartNotASCII) }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < bytes.count else { throw error(.unclosedQuote) }
    let at = index + 1
    guard at < bytes.count else { throw error(.noAt) }
    guard bytes[at] == UInt8(ascii: "@") else {
      throw error(bytes[at] == UInt8(ascii: " ") ? .displayName : .unclosedQuote)
    }
    if index == 1 { throw error(.nothingBeforeAt) }
    return at
  }

  /// `"ana"@…` and `ana@…` are one mailbox, and so are `"a\ b"@…` and `"a b"@…` (RFC 5321 section
  /// 4.1.2).
  private func plain(_ local: ArraySlice<UInt8>) -> String? {
    guard local.first == UInt8(ascii: "\"") else { return nil }
    var content: [UInt8] = []
    var isEscaped = false
    for byte in local.dropFirst().dropLast() {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
      } else {
        content.append(byte)
        isEscaped = false
      }
    }
    if content.allSatisfy(Self.isAtomOrDot), !Self.hasEmptyAtom(content[...]) {
      return String(decoding: content, as: UTF8.self)
    }
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    let escaped = content.flatMap { $0 == quote || $0 == backslash ? [backslash, $0] : [$0] }
    return String(decoding: [quote] + escaped + [quote], as: UTF8.self)
  }

  private func domainName(_ octets: ArraySlice<UInt8>) throws(AddressError) -> String {
    let written = String(decoding: octets, as: UTF8.self)
    do {
      return try DomainName.ascii(written)
    } catch {
      throw self.error(error)
    }
  }

  /// RFC 5322 atext, and the dot between atoms.
  static func isAtomOrDot(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }

  private static func hasEmptyAtom(_ local: ArraySlice<UInt8>) -> Bool {
    local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .contains(where: \.isEmpty)
  }
}
