import Foundation
import Mail

/// A message's HTML as it stands in a frame: its links open beside, and its own pictures are in it.
///
/// What it may do is up to the frame; only what no frame forbids is taken away.
struct FramedHTML {
  private(set) var octets: [UInt8] = []

  /// Octets of pictures, encoded; a message may show one picture a thousand times.
  static let mostOfPictures = 40 * 1024 * 1024
  private static let beside = Array("<base target=\"_blank\">".utf8)
  /// What a browser shows as a picture and as nothing else.
  private static let pictures: Set = [
    "image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/bmp",
  ]

  init(_ part: ReadPart, of message: ReadMessage) {
    let html = Self.withoutLinkElements(Array(part.text.utf8))
    let start = Self.endOfDoctype(html)
    octets = html[..<start] + Self.beside
    appendWithPictures(html[start...], Self.parts(of: message))
  }

  /// A page may fetch ahead whatever it may show, so `<link rel=prefetch>` goes anywhere. No other
  /// use of that element does anything here. `<meta>` may stand wherever it may.
  private static func withoutLinkElements(_ html: [UInt8]) -> [UInt8] {
    var html = html
    var index = 0
    while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      guard index + 4 < html.count, !isNameCharacter(html[index + 4]),
        String(decoding: html[index..<(index + 4)], as: UTF8.self).lowercased() == "link"
      else { continue }
      html.replaceSubrange(index..<(index + 4), with: "meta".utf8)
    }
    return html
  }

  private static func isNameCharacter(_ octet: UInt8) -> Bool {
    octet > 0x20 && octet != UInt8(ascii: "/") && octet != UInt8(ascii: ">")
  }

  private static func parts(of message: ReadMessage) -> [String: ReadPart] {
    let named = message.leaves.compactMap { part in
      pictures.contains(part.type) ? part.contentID.map { ($0, part) } : nil
    }
    return Dictionary(named) { first, _ in first }
  }

  /// What comes before a doctype makes a page an old one, so ours comes behind it.
  private static func endOfDoctype(_ html: [UInt8]) -> Int {
    var rest = html[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while true {
      rest = rest.drop { $0 <= 0x20 }
      if rest.starts(with: "<!--".utf8) {
        guard let end = end(of: "-->", in: rest) else { return html.startIndex }
        rest = rest[end...]
      } else if rest.starts(with: "<?".utf8) {
        guard let end = end(of: ">", in: rest) else { return html.startIndex }
        rest = rest[end...]
      } else {
        let word = String(decoding: rest.prefix(9), as: UTF8.self).lowercased()
        return word == "<!doctype" ? end(of: ">", in: rest) ?? html.startIndex : html.startIndex
      }
    }
  }

  private static func end(of mark: String, in octets: ArraySlice<UInt8>) -> Int? {
    let mark = Array(mark.utf8)
    return octets.indices.first { index in
      octets[index] == mark[0] && octets[index...].starts(with: mark)
    }.map { $0 + mark.count }
  }

  // MARK: - cid:

  /// Writes the HTML with the data of its own pictures where they are named (RFC 2392).
  private mutating func appendWithPictures(
    _ html: ArraySlice<UInt8>, _ parts: [String: ReadPart]
  ) {
    guard !parts.isEmpty else {
      octets += html
      return
    }
    var room = Self.mostOfPictures
    var encoded: [Int: [UInt8]] = [:]
    var written = html.startIndex
    var index = html.startIndex
    while let start = html[index...].firstIndex(of: UInt8(ascii: ":")) {
      index = start + 1
      guard let id = Self.id(in: html, at: start), let part = parts[Self.unescaped(id)] else {
        continue
      }
      let data = encoded[part.number] ?? Self.data(part)
      encoded[part.number] = data
      guard data.count <= room else { continue }
      room -= data.count
      octets += html[written..<(start - 3)]
      octets += data
      written = id.endIndex
      index = written
    }
    octets += html[written...]
  }

  private static func data(_ part: ReadPart) -> [UInt8] {
    let text = Data(part.content).base64EncodedString()
    return Array("data:\(part.type);base64,\(text)".utf8)
  }

  /// What stands behind `cid:`, when that is where an address begins.
  private static func id(in html: ArraySlice<UInt8>, at colon: Int) -> ArraySlice<UInt8>? {
    guard colon - html.startIndex >= 4,
      String(decoding: html[(colon - 3)..<colon], as: UTF8.self).lowercased() == "cid",
      isEdge(html[colon - 4])
    else { return nil }
    let id = html[(colon + 1)...].prefix(1000).prefix { !isEdge($0) }
    return id.isEmpty ? nil : id
  }

  private static func isEdge(_ octet: UInt8) -> Bool {
    octet <= 0x20 || "\"'()=<>".utf8.contains(octet)
  }

  private static func unescaped(_ id: ArraySlice<UInt8>) -> String {
    let text = String(decoding: id, as: UTF8.self)
    return text.removingPercentEncoding ?? text
  }
}
