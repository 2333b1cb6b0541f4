import Foundation

/// Text in the many encodings that iconv knows.
enum CharacterConversion {
  /// The text, or nil when the encoding is unknown or the bytes do not fit it.
  static func text(of bytes: [UInt8], from encoding: String) -> String? {
    for name in names(encoding) {
      guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else {
        continue
      }
      defer { iconv_close(converter) }
      return convert(bytes, with: converter)
    }
    return nil
  }

  /// The spellings to try: feeds write `windows_1250`, iconv knows `windows-1250`.
  private static func names(_ encoding: String) -> [String] {
    let name = encoding.uppercased()
    // A slash would be read as an instruction to iconv.
    guard !name.isEmpty, name.utf8.count <= 40, !name.contains("/") else { return [] }
    let hyphenated = name.replacingOccurrences(of: "_", with: "-")
    let bare = hyphenated.replacingOccurrences(of: "WINDOWS-", with: "CP")
    var names = [name, hyphenated, bare]
    if name.hasPrefix("X-") { names.append(String(name.dropFirst(2))) }
    return names
  }

  private static func convert(_ bytes: [UInt8], with converter: iconv_t) -> String? {
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    let room = output.count
    let length: Int? = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress
        var left = input.count
        var to = output.baseAddress
        var free = room
        let result = iconv(converter, &from, &left, &to, &free)
        // A character cut off at the very end is no reason to refuse the rest.
        return result == -1 && left > 3 ? nil : room - free
      }
    }
    return length.map {
      String(decoding: output[..<$0].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
