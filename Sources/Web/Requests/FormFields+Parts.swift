extension FormFields {
  /// Reads a form in parts (RFC 7578); nil when it is none. Files are taken as text.
  ///
  /// Read as RFC 2046, section 5.1.1 lets it be written, and more: something may stand before the
  /// first boundary, blanks behind each, lines may end in LF alone, and the last boundary may be
  /// missing. What mail providers send is not always as strict as what browsers do.
  public init?(multipart bytes: [UInt8], boundary: String) {
    let mark = Array("--\(boundary)".utf8)
    var start: Int?
    var rest = bytes[...]
    while let line = Self.nextLine(&rest) {
      guard let isLast = Self.boundary(line, mark) else { continue }
      if let start {
        guard let (name, value) = Self.part(Self.withoutEnd(bytes[start..<line.startIndex])),
          add(name, value)
        else { return nil }
      }
      if isLast { return }
      start = rest.startIndex
    }
    guard let start else { return nil }
    if start == bytes.endIndex, !isEmpty { return }
    guard let (name, value) = Self.part(bytes[start...]), add(name, value) else { return nil }
  }

  /// Takes off a line with its end.
  private static func nextLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: lineFeed).map { $0 + 1 } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  /// Whether a line is the last boundary; nil when it is none.
  private static func boundary(_ line: ArraySlice<UInt8>, _ mark: [UInt8]) -> Bool? {
    guard line.starts(with: mark) else { return nil }
    let behind = line.dropFirst(mark.count)
    let isLast = behind.starts(with: "--".utf8)
    let padding = isLast ? behind.dropFirst(2) : behind
    return padding.allSatisfy({ " \t\r\n".utf8.contains($0) }) ? isLast : nil
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> (name: String, value: String)? {
    var rest = bytes
    var name: String?
    while let line = nextLine(&rest) {
      let content = withoutEnd(line)
      if content.isEmpty {
        guard let name, let value = String(validating: rest, as: UTF8.self) else { return nil }
        return (name, value)
      }
      guard rest.startIndex - bytes.startIndex <= longestHead,
        let field = String(validating: content, as: UTF8.self)
      else { return nil }
      if name == nil, field.lowercased().hasPrefix("content-disposition:") {
        name = MediaTypeField(field).parameter("name")
      }
    }
    return nil
  }

  private static func withoutEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard line.last == lineFeed else { return line }
    let line = line.dropLast()
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }

  private static let lineFeed = UInt8(ascii: "\n")
  /// In octets; a field of a form has a name and hardly more.
  private static let longestHead = 1000
}
