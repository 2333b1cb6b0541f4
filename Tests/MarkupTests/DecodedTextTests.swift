import Foundation
import Markup
import Testing

@Suite("Encodings")
struct DecodedTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var contentType: String?
    var text: String
    var encoding: String
    var refuted: String?
  }

  private static func xml(_ encoding: String) -> String {
    "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
  }
  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap {
      bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
    }
  }

  @Test(
    "Text is read in the encoding that fits",
    arguments: [
      Case(
        testDescription: "nothing said, UTF-8", bytes: Array("é—".utf8), text: "é—",
        encoding: "utf-8"),
      Case(
        testDescription: "nothing said, Windows-1252", bytes: [0x93, 0xE9, 0x94], text: "“é”",
        encoding: "windows-1252"),
      Case(
        testDescription: "says UTF-8, is Windows-1252",
        bytes: Array(xml("utf-8").utf8) + [0xE9, 0x97], text: xml("utf-8") + "é—",
        encoding: "windows-1252", refuted: "utf-8"),
      Case(
        testDescription: "says Latin-1, is UTF-8", bytes: Array((xml("ISO-8859-1") + "é").utf8),
        text: xml("ISO-8859-1") + "é", encoding: "utf-8", refuted: "windows-1252"),
      Case(
        testDescription: "Latin-1 with Windows quotes",
        bytes: Array(xml("iso-8859-1").utf8) + [0x93, 0xE9], text: xml("iso-8859-1") + "“é",
        encoding: "windows-1252"),
      Case(
        testDescription: "HTTP wins over the declaration",
        bytes: Array(xml("utf-8").utf8) + [0xE9, 0xC0],
        contentType: "text/xml; charset=\"windows-1251\"", text: xml("utf-8") + "йА",
        encoding: "windows-1251"),
      Case(
        testDescription: "HTTP wrong, declaration right", bytes: Array(xml("koi8-r").utf8) + [0xC1],
        contentType: "text/xml; charset=utf-8", text: xml("koi8-r") + "а", encoding: "koi8-r",
        refuted: "utf-8"),
      Case(
        testDescription: "UTF-8 mark", bytes: [0xEF, 0xBB, 0xBF] + Array("é".utf8), text: "é",
        encoding: "utf-8"),
      Case(
        testDescription: "UTF-16 little-endian mark",
        bytes: [0xFF, 0xFE] + utf16("<é>", bigEndian: false), text: "<é>", encoding: "utf-16le"),
      Case(
        testDescription: "UTF-16 big-endian without mark",
        bytes: utf16("<?xml?>é", bigEndian: true), text: "<?xml?>é", encoding: "utf-16be"),
      Case(
        testDescription: "meta charset",
        bytes: Array("<meta charset='shift_jis'>".utf8) + [0x83, 0x41],
        text: "<meta charset='shift_jis'>ア", encoding: "cp932"),
      Case(
        testDescription: "meta content",
        bytes: Array("<meta content='text/html; charset=gb2312'>".utf8) + [0xD6, 0xD0],
        text: "<meta content='text/html; charset=gb2312'>中", encoding: "gb18030"),
      Case(
        testDescription: "unknown name", bytes: Array((xml("x-no-such") + "é").utf8),
        text: xml("x-no-such") + "é", encoding: "utf-8", refuted: "x-no-such"),
      Case(testDescription: "empty", bytes: [], text: "", encoding: "utf-8"),
    ])
  func decoding(_ sample: Case) {
    let decoded = DecodedText(sample.bytes, contentType: sample.contentType)
    #expect(decoded.text == sample.text)
    #expect(decoded.encoding == sample.encoding)
    #expect(decoded.refuted == sample.refuted)
  }

  @Test("A few broken bytes in UTF-8 cost only themselves")
  func mostlyUTF8() {
    let bytes = Array(String(repeating: "é", count: 50).utf8) + [0xFF] + Array("ü".utf8)
    #expect(DecodedText(bytes).text == String(repeating: "é", count: 50) + "\u{FFFD}ü")
  }
}
