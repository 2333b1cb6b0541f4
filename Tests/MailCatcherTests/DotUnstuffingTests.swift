import SeededRandom
import Testing

@testable import MailCatcher

@Suite("The octets of a message")
struct DotUnstuffingTests {
  @Test("are found whatever they are and however they are cut", arguments: 0..<300 as Range<UInt64>)
  func property(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [0x0D, 0x0A, 0x2E, 0x61]
    let wire = (0..<200).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    let wanted = Self.reference(wire)
    var unstuffing = DotUnstuffing(limit: 1000)
    var (start, isComplete) = (0, false)
    while start < wire.count, !isComplete {
      let end = min(start + Int.random(in: 1...20, using: &random), wire.count)
      let (count, ended) = unstuffing.take(wire[start..<end])
      start += count
      isComplete = ended
    }
    #expect(isComplete == (wanted.end != nil))
    if let end = wanted.end {
      #expect(start == end)
      #expect(unstuffing.message == wanted.message)
    }
  }

  @Test("are kept up to the limit, and counted no further", arguments: [9, 10, 11])
  func limit(_ limit: Int) {
    var unstuffing = DotUnstuffing(limit: limit)
    let (count, isComplete) = unstuffing.take(Array("01234567\r\n.\r\n".utf8)[...])
    #expect(count == 13)
    #expect(isComplete)
    #expect(unstuffing.isTooLong == (limit < 10))
    #expect(unstuffing.message.count == min(limit, 10))
  }

  /// The message and where the wire goes on, by the letter of RFC 5321 section 4.5.2.
  private static func reference(_ wire: [UInt8]) -> (message: [UInt8], end: Int?) {
    var message: [UInt8] = []
    var isLineStart = true
    var index = 0
    while index < wire.count {
      if isLineStart, wire[index] == 0x2E {
        if Array(wire[index...].prefix(3)) == [0x2E, 0x0D, 0x0A] { return (message, index + 3) }
        index += 1
        isLineStart = false
        continue
      }
      message.append(wire[index])
      isLineStart = message.suffix(2) == [0x0D, 0x0A] && wire[index - 1...index] == [0x0D, 0x0A]
      index += 1
    }
    return (message, nil)
  }
}
