import Foundation
import Testing

@testable import Assembly

@Suite("A file for the lint")
struct LintedFileTests {
  private func reason(of octets: [UInt8]) throws -> LintedFileError.Reason? {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-\(UUID().uuidString).html")
    try Data(octets).write(to: file)
    // Left behind at worst.
    defer { try? FileManager.default.removeItem(at: file) }
    do {
      _ = try LintedFile(file.path).text()
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("is HTML in UTF-8, with or without a mark of it")
  func good() throws {
    #expect(try reason(of: Array("<p>¡Huelga!".utf8)) == nil)
    #expect(try reason(of: Array("\u{FEFF}<p>¡Huelga!".utf8)) == nil)
  }

  @Test("in another encoding is told apart, and where")
  func others() throws {
    let utf16: [UInt8] = [0xFF, 0xFE] + "<p>Hi".utf8.flatMap { [$0, 0] }
    #expect(try reason(of: utf16) == .otherEncoding("UTF-16"))
    #expect(try reason(of: Array(utf16.dropFirst(2))) == .otherEncoding("UTF-16"))
    #expect(try reason(of: Array("<p>\nHuelga ".utf8) + [0xA1, 0x0A]) == .notUTF8(line: 2))
    #expect(try reason(of: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]) == .noHTML)
  }
}
