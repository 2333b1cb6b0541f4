import Composer
import Foundation
import Testing

@Suite("Stamps of forms")
struct FormStampTests {
  private let now = Date(timeIntervalSince1970: 1_795_000_000)
  private let key = SigningKey(id: "k1", secret: Array(repeating: 7, count: 32))!
  private let next = SigningKey(id: "k2", secret: Array(repeating: 8, count: 32))!

  @Test("a stamp says how old it is, and what for")
  func age() {
    let stamp = FormStamp(keys: MessageKeys(current: key))
    let text = stamp.text(for: "find", at: now)
    #expect(text.hasPrefix("k1.1795000000."))
    #expect(stamp.age(of: text, for: "find", at: now + 90) == 90)
    #expect(stamp.age(of: text, for: "sign-up", at: now) == nil)
  }

  @Test("a new key knows the stamps of the old one")
  func rotation() {
    let text = FormStamp(keys: MessageKeys(current: key)).text(for: "find", at: now)
    let later = FormStamp(keys: MessageKeys(current: next, earlier: [key]))
    #expect(later.age(of: text, for: "find", at: now) == 0)
    #expect(FormStamp(keys: MessageKeys(current: next)).age(of: text, for: "find", at: now) == nil)
  }

  @Test("any change of a stamp makes it none")
  func forged() {
    let stamp = FormStamp(keys: MessageKeys(current: key))
    let text = stamp.text(for: "find", at: now)
    for index in text.indices {
      var changed = text
      changed.replaceSubrange(index...index, with: text[index] == "0" ? "1" : "0")
      #expect(stamp.age(of: changed, for: "find", at: now) == nil)
    }
    for other in ["", ".", "..", "k1.1795000000", "\(text).", "k1.+1795000000.\(text.suffix(64))"] {
      #expect(stamp.age(of: other, for: "find", at: now) == nil)
    }
    #expect(stamp.age(of: text, for: "find", at: now - 61) == nil)
  }
}
