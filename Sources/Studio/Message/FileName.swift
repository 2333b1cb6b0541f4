import Mail
import Web

/// Names of files that others gave: nothing in them leads out of a folder, or turns a line around.
enum FileName {
  private static let longest = 100

  /// The name of a part, else one by its type.
  static func safe(_ part: ReadPart) -> String {
    let name = part.fileName.map(safe) ?? ""
    if !name.isEmpty { return name }
    return "part-\(part.number).\(endings[part.type] ?? "bin")"
  }

  /// Without folders, and without characters that no name should have; it may be empty.
  static func safe(_ name: String) -> String {
    let last = name.split(whereSeparator: { "/\\".contains($0) }).last ?? ""
    var kept = String.UnicodeScalarView()
    for scalar in last.unicodeScalars where isHarmless(scalar) {
      guard kept.count < longest else { break }
      // A name that begins with a dot is hidden, or leads up.
      if kept.isEmpty, scalar == "." || scalar == " " { continue }
      kept.append(scalar)
    }
    return String(kept)
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: !"\"*:<>?|".unicodeScalars.contains(scalar)
    }
  }

  private static let endings = [
    "text/plain": "txt", "text/html": "html", "text/calendar": "ics", "text/csv": "csv",
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp",
    "application/pdf": "pdf", "application/zip": "zip", "message/rfc822": "eml",
  ]

  /// The value of Content-Disposition that has a browser save under a name (RFC 6266).
  static func disposition(_ name: String) -> String {
    let plain = name.unicodeScalars.map { scalar in
      scalar.isASCII && scalar != "%" ? Character(scalar) : "_"
    }
    let escaped = name.utf8.map { octet in
      isUnreserved(octet)
        ? String(UnicodeScalar(octet)) : "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
    return "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(escaped.joined())"
  }

  private static func isUnreserved(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension WebAnswer {
  /// Octets that a browser saves and never opens.
  static func download(_ octets: [UInt8], named name: String) -> WebAnswer {
    var answer = WebAnswer(octets, as: .octets)
    answer.fields = [
      ("content-disposition", FileName.disposition(name)),
      ("content-security-policy", "default-src 'none'; sandbox"),
    ]
    return answer
  }
}
