/// A header field as a signature sees it: relaxed (RFC 6376 section 3.4.2).
///
/// Fields that many messages share are prepared once and given to each message's signature.
public struct DKIMHeader: Sendable {
  /// Name in lower case, colon, value on one line with single spaces, CRLF.
  let canonical: [UInt8]
  private let nameLength: Int
  /// Whether fields of this name are signed, unless the key omits them.
  let isSigned: Bool

  /// - Parameter encoded: the whole field as it stands in the message, folds and CRLF included.
  public init(_ encoded: [UInt8]) {
    let colon = encoded.firstIndex(of: UInt8(ascii: ":")) ?? encoded.endIndex
    var form: [UInt8] = []
    form.reserveCapacity(encoded.count + 2)
    for octet in encoded[..<colon] where !octet.isWhitespace { form.append(octet.lowercased) }
    nameLength = form.count
    form.append(UInt8(ascii: ":"))
    Self.append(value: encoded[colon...].dropFirst(), to: &form)
    form.append(0x0D)
    form.append(0x0A)
    canonical = form
    isSigned = Self.isSigned(form[..<nameLength])
  }

  /// In lower case.
  var name: ArraySlice<UInt8> { canonical[..<nameLength] }

  var isFrom: Bool { hasName(Self.from[...]) }

  func hasName(_ other: ArraySlice<UInt8>) -> Bool {
    nameLength == other.count && name.elementsEqual(other)
  }

  private static func append(value: ArraySlice<UInt8>, to form: inout [UInt8]) {
    var isAfterSpace = false
    let start = form.count
    for octet in value {
      if octet.isWhitespace {
        isAfterSpace = true
        continue
      }
      if isAfterSpace, form.count > start { form.append(UInt8(ascii: " ")) }
      isAfterSpace = false
      form.append(octet)
    }
  }

  /// What can be changed on the way without a reader's noticing is left out; all that readers and
  /// their mail programs go by is in.
  private static func isSigned(_ name: ArraySlice<UInt8>) -> Bool {
    names.contains { name.elementsEqual($0) } || families.contains { name.starts(with: $0) }
  }

  static let from = Array("from".utf8)
  private static let names = signedNames.map { Array($0.lowercased().utf8) }
  private static let families = ["content-", "list-"].map { Array($0.utf8) }
}

extension DKIMHeader {
  /// Whether fields of this name, in any case, are signed where no key omits them.
  public static func signs(_ name: String) -> Bool {
    isSigned(Array(name.lowercased().utf8)[...])
  }

  /// The names that are signed one by one; beside them all that begin with `Content-` or `List-`.
  public static let signedNames = [
    "From", "Reply-To", "To", "Subject", "MIME-Version", "Feedback-ID", "Date", "Message-ID",
  ]
}

extension UInt8 {
  /// Space, tab, and the line ends of a fold.
  fileprivate var isWhitespace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A
  }

  fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
