/// A DKIM-Signature field on its way to bytes, as it is written and as it is signed.
///
/// Relaxed canonicalization turns every fold into the space that it stands for, so both forms
/// grow together: where the written one has a space or a fold, the signed one has a space.
struct SignatureField {
  private static let comfortable = 78

  /// The field up to where it stands, folded.
  private(set) var written = Array("DKIM-Signature:".utf8)
  /// The same, relaxed (RFC 6376 section 3.4.2); what is signed ends in `b=`.
  private(set) var relaxed = Array("dkim-signature:".utf8)
  private var column: Int
  private var isAtStart = true

  init() { column = written.count }

  /// Adds `v=1;` or another tag that has no place to break.
  mutating func append(_ tag: [UInt8]) {
    appendWord(tag[...])
  }

  /// Adds the names of the signed fields, broken between them.
  mutating func append(names: [ArraySlice<UInt8>]) {
    append(Array("h=".utf8))
    for (index, name) in names.enumerated() {
      let mark = index == names.count - 1 ? UInt8(ascii: ";") : UInt8(ascii: ":")
      if column + name.count + 1 > Self.comfortable {
        fold()
        written.append(0x20)
        relaxed.append(0x20)
        column = 1
      }
      appendOctets(name)
      appendOctets([mark])
    }
  }

  /// The field with its signature and last CRLF.
  consuming func signed(_ signature: [UInt8]) -> [UInt8] {
    var rest = Base64.encoded(signature[...])[...]
    while !rest.isEmpty {
      let line = rest.prefix(max(Self.comfortable - column, 1))
      written += line
      rest = rest.dropFirst(line.count)
      if rest.isEmpty { break }
      fold()
      written.append(0x20)
      column = 1
    }
    fold()
    return written
  }

  private mutating func appendWord(_ word: ArraySlice<UInt8>) {
    if !isAtStart { relaxed.append(0x20) }
    if !isAtStart, column + 1 + word.count > Self.comfortable { fold() }
    isAtStart = false
    written.append(0x20)
    column += 1
    appendOctets(word)
  }

  private mutating func appendOctets(_ octets: ArraySlice<UInt8>) {
    written += octets
    relaxed += octets
    column += octets.count
  }

  private mutating func fold() {
    written.append(0x0D)
    written.append(0x0A)
    column = 0
  }
}
