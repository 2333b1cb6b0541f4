import Foundation

/// A text file that people write: UTF-8, of a bounded size.
struct PlainTextFile {
  let url: URL
  /// In octets.
  let largest: Int

  func read() throws(TemplateError) -> String {
    var data = Data()
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }  // Nothing was written, so nothing can be lost.
      data = try file.read(upToCount: largest + 1) ?? Data()
    } catch {
      throw TemplateError(file: url.path, reason: .unreadable(SystemWords.why(error)))
    }
    if data.count > largest {
      throw TemplateError(file: url.path, reason: .tooLarge(limit: largest))
    }
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw TemplateError(file: url.path, reason: .notUTF8)
    }
    return text
  }
}
