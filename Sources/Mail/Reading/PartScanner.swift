#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Takes a message apart in one pass: at the beginning of each line it looks for the boundaries of
/// all parts that are open, so no octet is read again for a part that lies deeper.
struct PartScanner {
  /// A line between two parts, or behind the last one.
  private struct Separator {
    /// Whose parts it parts: an index of `open`.
    let depth: Int
    let isLast: Bool
  }

  private let octets: ArraySlice<UInt8>
  private var place: Int
  /// The boundaries of the parts that we are in, outermost first, with their `--`.
  private var open: [[UInt8]] = []
  /// What ended the last header or body; nil at the end of all.
  private var separator: Separator?
  private var count = 0
  private(set) var isCut = false

  /// Longer ones are none; the standard allows 70.
  private static let longestBoundary = 250

  init(_ octets: ArraySlice<UInt8>) {
    self.octets = octets
    place = octets.startIndex
  }

  mutating func message() -> ReadPart { part(type: "text/plain") }

  /// - Parameter type: of a part that says none.
  private mutating func part(type preset: String) -> ReadPart {
    count += 1
    let number = count
    let (fields, hasBody) = header()
    let media = MediaField(fields["Content-Type"]?.value ?? "")
    let type = media.value.contains("/") ? media.value : preset
    guard hasBody else {
      return ReadPart(number: number, fields: fields, type: type, media: media)
    }
    if type.hasPrefix("multipart/"), let boundary = boundary(media) {
      let (parts, preamble) = parts(of: type, between: boundary)
      // Said to have parts, and has none: what is there is shown as it is.
      return ReadPart(
        number: number, fields: fields, type: parts.isEmpty ? "text/plain" : type, media: media,
        parts: parts, body: parts.isEmpty ? preamble : [])
    }
    return ReadPart(number: number, fields: fields, type: type, media: media, body: body())
  }

  private mutating func boundary(_ media: MediaField) -> [UInt8]? {
    guard let text = media["boundary"], !text.isEmpty, text.utf8.count <= Self.longestBoundary
    else { return nil }
    guard open.count < ReadMessage.deepest else {
      isCut = true
      return nil
    }
    return Array("--\(text)".utf8)
  }

  private mutating func parts(
    of type: String, between boundary: [UInt8]
  ) -> ([ReadPart], preamble: ArraySlice<UInt8>) {
    let depth = open.count
    open.append(boundary)
    defer { open.removeLast() }
    var parts: [ReadPart] = []
    // The words before the first part are for readers that know of none.
    let preamble = body()
    while let found = separator, found.depth == depth, !found.isLast {
      guard count < ReadMessage.mostParts else {
        isCut = true
        _ = body()
        continue
      }
      parts.append(
        part(type: type == "multipart/digest" ? "message/rfc822" : "text/plain"))
    }
    guard separator?.depth == depth else { return (parts, preamble) }
    // Behind the last part only the boundaries further out count.
    open[depth] = []
    _ = body()
    return (parts, preamble)
  }

  /// The fields up to an empty line; whether there is a body behind them.
  private mutating func header() -> (ReadFields, hasBody: Bool) {
    let start = place
    while place < octets.endIndex {
      let line = place
      if pass(separatorAt: line) {
        return (ReadFields(head: octets[start..<line]), false)
      }
      place = nextLine(after: line)
      if isEmpty(line) { return (ReadFields(head: octets[start..<line]), true) }
    }
    separator = nil
    return (ReadFields(head: octets[start...]), false)
  }

  /// The lines up to one that parts two parts, which is passed; its line end is not of the body.
  private mutating func body() -> ArraySlice<UInt8> {
    let start = place
    while place < octets.endIndex {
      let line = place
      if pass(separatorAt: line) { return octets[start..<max(start, bodyEnd(at: line))] }
      place = nextLine(after: line)
    }
    separator = nil
    return octets[start...]
  }

  /// The line end before a boundary belongs to it (RFC 2046 section 5.1.1).
  private func bodyEnd(at line: Int) -> Int {
    guard line > octets.startIndex, octets[line - 1] == 0x0A else { return line }
    let isPair = line - 1 > octets.startIndex && octets[line - 2] == 0x0D
    return isPair ? line - 2 : line - 1
  }

  /// Goes behind the line when it is a boundary of an open part; the innermost counts.
  private mutating func pass(separatorAt line: Int) -> Bool {
    guard !open.isEmpty, octets[line] == 0x2D, line + 1 < octets.endIndex,
      octets[line + 1] == 0x2D
    else { return false }
    for (depth, boundary) in open.enumerated().reversed() where !boundary.isEmpty {
      guard octets[line...].starts(with: boundary) else { continue }
      var rest = octets[(line + boundary.count)..<nextLine(after: line)]
      let isLast = rest.starts(with: [0x2D, 0x2D])
      if isLast { rest = rest.dropFirst(2) }
      guard rest.prefix(100).allSatisfy({ $0 <= 0x20 }) else { continue }
      separator = Separator(depth: depth, isLast: isLast)
      place = nextLine(after: line)
      return true
    }
    return false
  }

  private func isEmpty(_ line: Int) -> Bool {
    octets[line] == 0x0A
      || octets[line] == 0x0D && line + 1 < octets.endIndex && octets[line + 1] == 0x0A
  }

  private func nextLine(after start: Int) -> Int {
    octets.withUnsafeBytes { bytes in
      let offset = start - octets.startIndex
      guard let base = bytes.baseAddress,
        let found = memchr(base + offset, 0x0A, bytes.count - offset)
      else { return octets.endIndex }
      return octets.startIndex + (UnsafeRawPointer(found) - base) + 1
    }
  }
}
