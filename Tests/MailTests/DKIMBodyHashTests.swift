import Foundation
import SeededRandom
import Testing

@testable import Mail

@Suite("The hash of a body that DKIM signs")
struct DKIMBodyHashTests {
  @Test(
    "is of the relaxed body",
    arguments: [
      // What stands right of each is the SHA-256 of the relaxed form in the middle.
      ("", "", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
      ("\r\n\r\n \t\r\n", "", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
      (
        " C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n", "unak6JHq0wL+Q1HP7dW1tjBx9FLA6DffoZ0qrLwbbpo="
      ),
      ("no line end", "no line end\r\n", "+a7AZaZF705jqPhlbvXPt+TgHgRb+WZ43d6wHB367CM="),
      (
        "a\tb\r\n\tc\t \td \t\r\n", "a b\r\n c d\r\n",
        "YNfoFZJkhBgHvfPJUgbWp5/bg14/rl+0BcXnPaPfiU4="
      ),
      ("a\r\n\r\n\r\nb\r\n", "a\r\n\r\n\r\nb\r\n", "SFh8erZISrt6Jo0tTtk8EO/1BfDisAl/Ht6k37OJmgk="),
      ("\r\n\r\na\r\n", "\r\n\r\na\r\n", "n/HOWWurWhuuT4cr4ZdIZZxPz2sjLg763df0jRyR1AQ="),
      ("a\nb\rc\r\n", "a\r\nb\r\nc\r\n", "ohJJaB4M4iQyuge6YXkWUd/7aON3nTvTwbA0gDXyMyg="),
      (
        "a \u{1} b\u{0}\u{7F} é\r\n", "a \u{1} b\u{0}\u{7F} é\r\n",
        "mGjR3BM+WzEXXInW3pI0DGsA6/z4QRi4godX+mnmtfE="
      ),
    ])
  func relaxed(body: String, form: String, hash: String) {
    #expect(DKIMSample.base64(DKIMSample.hash(Array(body.utf8)).finished()) == hash)
    #expect(DKIMSample.base64(DKIMSample.hash(Array(form.utf8)).finished()) == hash)
  }

  @Test("is that of the example of RFC 8463")
  func example() {
    let hash = DKIMSample.hash(DKIMSample.body(of: DKIMSample.message))
    #expect(
      DKIMSample.base64(hash.finished()) == "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=")
  }

  @Test("is the same wherever the body is cut, and as the relaxed form's", arguments: 0..<400)
  func pieces(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let body = Self.body(&generator)
    let whole = DKIMSample.hash(body).finished()
    var pieces = DKIMBodyHash()
    var rest = body[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 0...20, using: &generator))
      pieces.update(piece)
      rest = rest.dropFirst(piece.count)
    }
    #expect(pieces.finished() == whole, "seed \(seed)")
    #expect(DKIMSample.hash(Self.relaxed(body)).finished() == whole, "seed \(seed)")
  }

  @Test("is the same whether a piece is worked out beforehand or not", arguments: 0..<400)
  func preparedPieces(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var prepared = DKIMBodyHash()
    var whole: [UInt8] = []
    for _ in 0..<4 {
      let shared = Self.body(&generator)
      let own = Self.body(&generator).prefix(7)
      prepared.update(DKIMBodyPiece(shared))
      prepared.update(own)
      whole += shared + own
    }
    #expect(prepared.finished() == DKIMSample.hash(whole).finished(), "seed \(seed)")
  }

  @Test("changes with each octet that relaxing keeps")
  func everyOctet() {
    let body = Array("Dear Ana, \r\n  the  news:\r\n\r\n* one\r\n".utf8)
    let whole = DKIMSample.hash(body).finished()
    for index in body.indices where body[index] > 0x20 {
      var changed = body
      changed[index] ^= 1
      #expect(DKIMSample.hash(changed).finished() != whole, "octet \(index)")
    }
  }

  @Test("of a copy goes on by itself")
  func copies() {
    var beginning = DKIMBodyHash()
    beginning.update(Array("Dear reader,\r\n\r\n".utf8))
    var ana = beginning
    ana.update(Array("Ana\r\n".utf8))
    var ben = beginning
    ben.update(Array("Ben\r\n".utf8))
    #expect(ana.finished() == DKIMSample.hash(Array("Dear reader,\r\n\r\nAna\r\n".utf8)).finished())
    #expect(ben.finished() == DKIMSample.hash(Array("Dear reader,\r\n\r\nBen\r\n".utf8)).finished())
    #expect(beginning.finished() == DKIMSample.hash(Array("Dear reader,\r\n".utf8)).finished())
  }

  @Test("takes a run of text, of spaces and of lines longer than any buffer")
  func long() {
    let text = String(repeating: "x", count: 10_000)
    let lines = String(repeating: "\r\n", count: 10_000)
    let spaces = String(repeating: " ", count: 10_000)
    let body = "\(text)\(spaces)y\(spaces)\(lines)z\(lines)"
    let form = "\(text) y\(lines)z\r\n"
    #expect(
      DKIMSample.hash(Array(body.utf8)).finished() == DKIMSample.hash(Array(form.utf8)).finished())
    #expect(
      DKIMSample.base64(DKIMSample.hash(Array(form.utf8)).finished())
        == "HDbspKI7ZrbZTIBAjQrj6+O4QaQV0ZeQMtUHLBy/nxo=")
  }

  /// Mostly what relaxing looks at, so that every rule meets every other.
  private static func body(_ generator: inout SeededGenerator) -> [UInt8] {
    let parts = ["\r\n", "\r\n", " ", "\t", "  ", "a", "word", "\r", "\n", "=20", "\u{1}"]
    return (0..<Int.random(in: 0...80, using: &generator)).flatMap { _ in
      Array((parts.randomElement(using: &generator) ?? "").utf8)
    }
  }

  /// RFC 6376 section 3.4.4 word by word, slowly.
  private static func relaxed(_ body: [UInt8]) -> [UInt8] {
    let text = String(decoding: body, as: UTF8.self)
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\r" || scalar == "\n" {
        if scalar == "\r" || previous != "\r" {
          lines.append(String(line))
          line.removeAll()
        }
      } else {
        line.append(scalar)
      }
      previous = scalar
    }
    lines.append(String(line))
    lines = lines.map { line in
      var words = line.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\t" }
      while words.last?.isEmpty == true { words.removeLast() }
      let isIndented = words.first?.isEmpty == true
      return (isIndented ? " " : "") + words.filter { !$0.isEmpty }.joined(separator: " ")
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines.map { $0 + "\r\n" }.joined().utf8)
  }
}
