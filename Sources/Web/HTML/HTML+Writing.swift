extension HTML {
  /// The page as a document in UTF-8.
  public var document: [UInt8] {
    var bytes = Array("<!DOCTYPE html>\n".utf8)
    write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// As it stands inside of a page.
  public var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): Self.escape(text, into: &bytes)
    case .group(let children): for child in children { child.write(to: &bytes) }
    case .element(let name, let attributes, let children):
      bytes += "<\(name.rawValue)".utf8
      for attribute in attributes { Self.write(attribute, to: &bytes) }
      bytes.append(UInt8(ascii: ">"))
      if name.isVoid { return }
      if name.holdsBlocks { bytes.append(UInt8(ascii: "\n")) }
      for child in children { child.write(to: &bytes) }
      bytes += "</\(name.rawValue)>".utf8
      if name.isBlock { bytes.append(UInt8(ascii: "\n")) }
    }
  }

  private static func write(_ attribute: Attribute, to bytes: inout [UInt8]) {
    bytes += " \(attribute.name)".utf8
    guard let value = attribute.value else { return }
    bytes += "=\"".utf8
    escape(value, into: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// By bytes: a quote with a combining accent is one character, and still ends an attribute. NUL
  /// and other controls have no place in HTML.
  private static func escape(_ text: String, into bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case 0x00...0x08, 0x0B...0x1F, 0x7F: break
      default: bytes.append(byte)
      }
    }
  }
}

extension ElementName {
  /// Ends its line, so that a page can be read and compared line by line.
  fileprivate var isBlock: Bool {
    switch self {
    case .span, .strong, .code, .time, .a, .img, .br, .input, .label, .button, .option: false
    default: true
    }
  }

  /// Begins its content on a line of its own.
  fileprivate var holdsBlocks: Bool {
    switch self {
    case .html, .head, .body, .header, .main, .footer, .nav, .section, .div, .ul, .form,
      .fieldset, .select:
      true
    default: false
    }
  }
}
