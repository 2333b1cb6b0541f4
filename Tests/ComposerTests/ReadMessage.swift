import Foundation
import Mail

/// A message read back by the letter of RFC 5322, 2045, 2046 and 2047, with nothing of the code
/// that wrote it.
struct ReadMessage {
  /// Unfolded, `Name: value`.
  let fields: [String]
  let text: Part
  let html: Part

  struct Part: Equatable {
    let encoding: String
    let content: [UInt8]
  }

  struct Unreadable: Error {
    let why: String
  }

  init(_ bytes: [UInt8]) throws {
    let (fields, body) = try Self.split(bytes)
    self.fields = fields
    let type = try Self.value("Content-Type", in: fields)
    guard let mark = type.range(of: "boundary=\"") else { throw Unreadable(why: "no boundary") }
    let boundary = "--" + type[mark.upperBound...].prefix { $0 != "\"" }
    var parts: [[UInt8]] = []
    var lines: [ArraySlice<UInt8>] = []
    for line in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard line.starts(with: boundary.utf8) else {
        lines.append(line)
        continue
      }
      // The CRLF before a boundary belongs to it (RFC 2046 section 5.1.1).
      parts.append(Array(Array(lines.joined(separator: [0x0A])).dropLast()))
      lines = []
    }
    guard parts.count == 3 else { throw Unreadable(why: "\(parts.count) parts") }
    text = try Self.part(parts[1])
    html = try Self.part(parts[2])
  }

  func value(_ name: String) throws -> String { try Self.value(name, in: fields) }

  /// An unstructured field in words.
  func decoded(_ name: String) throws -> String {
    var result = ""
    var wasEncoded = false
    for word in try value(name).split(separator: " ", omittingEmptySubsequences: false) {
      let pieces = word.split(separator: "?", omittingEmptySubsequences: false)
      let isEncoded = pieces.count == 5 && pieces[0] == "=" && pieces[4] == "="
      if !result.isEmpty, !(isEncoded && wasEncoded) { result += " " }
      result += isEncoded ? try Self.word(pieces[2], pieces[3]) : String(word)
      wasEncoded = isEncoded
    }
    return result
  }

  private static func word(_ kind: Substring, _ payload: Substring) throws -> String {
    let bytes =
      kind == "B"
      ? try base64(Array(payload.utf8))
      : quotedPrintable(Array(payload.replacing("_", with: " ").utf8))
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Unreadable(why: "half a character in \(payload)")
    }
    return text
  }

  private static func part(_ bytes: [UInt8]) throws -> Part {
    let (fields, body) = try split(bytes)
    let encoding = try value("Content-Transfer-Encoding", in: fields)
    switch encoding {
    case "7bit": return Part(encoding: encoding, content: body)
    case "quoted-printable": return Part(encoding: encoding, content: quotedPrintable(body))
    default: return Part(encoding: encoding, content: try base64(body))
    }
  }

  private static func split(_ bytes: [UInt8]) throws -> (fields: [String], body: [UInt8]) {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard let cut = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
      throw Unreadable(why: "no empty line")
    }
    let head = String(decoding: bytes[..<cut], as: UTF8.self)
      .replacingOccurrences(of: "\r\n ", with: " ")
    return (head.components(separatedBy: "\r\n"), Array(bytes[(cut + 4)...]))
  }

  private static func value(_ name: String, in fields: [String]) throws -> String {
    guard let field = fields.first(where: { $0.hasPrefix(name + ":") }) else {
      throw Unreadable(why: "no \(name)")
    }
    return String(field.dropFirst(name.utf8.count + 2))
  }

  private static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "="), index + 2 < bytes.count else {
        output.append(bytes[index])
        index += 1
        continue
      }
      let pair = bytes[(index + 1)...(index + 2)]
      if pair != [0x0D, 0x0A] {
        output.append(UInt8(String(decoding: pair, as: UTF8.self), radix: 16) ?? 0)
      }
      index += 3
    }
    return output
  }

  private static func base64(_ bytes: [UInt8]) throws -> [UInt8] {
    guard let data = Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters) else {
      throw Unreadable(why: "broken base64")
    }
    return Array(data)
  }
}
