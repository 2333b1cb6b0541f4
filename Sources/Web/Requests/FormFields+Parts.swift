extension FormFields {
  /// Reads a form in parts (RFC 7578); nil when it is none. Files are taken as text.
  public init?(multipart bytes: [UInt8], boundary: String) {
    let mark = Array("--\(boundary)".utf8)
    guard var rest = Self.after(mark, in: bytes[...]) else { return nil }
    while true {
      if rest.starts(with: "--".utf8) { return }
      guard let start = Self.after(Array("\r\n".utf8), in: rest.prefix(4)) else { return nil }
      let body = rest[start.startIndex...]
      guard let end = Self.range(of: Array("\r\n".utf8) + mark, in: body),
        let (name, value) = Self.part(body[..<end.lowerBound]), add(name, value)
      else { return nil }
      rest = body[end.upperBound...]
    }
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> (name: String, value: String)? {
    guard let gap = range(of: Array("\r\n\r\n".utf8), in: bytes),
      gap.lowerBound - bytes.startIndex <= 1000,
      let head = String(validating: bytes[..<gap.lowerBound], as: UTF8.self),
      let value = String(validating: bytes[gap.upperBound...], as: UTF8.self)
    else { return nil }
    let lines = head.split(separator: "\r\n").map(String.init)
    guard
      let disposition = lines.first(where: {
        $0.lowercased().hasPrefix("content-disposition:")
      }), let name = MediaTypeField(disposition).parameter("name")
    else { return nil }
    return (name, value)
  }

  private static func after(_ mark: [UInt8], in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard bytes.starts(with: mark) else { return nil }
    return bytes.dropFirst(mark.count)
  }

  private static func range(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var start = bytes.startIndex
    while let first = bytes[start...].firstIndex(of: mark[0]) {
      if bytes[first...].starts(with: mark) { return first..<(first + mark.count) }
      start = first + 1
    }
    return nil
  }
}
