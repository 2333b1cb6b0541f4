import Testing

@testable import Composer

@Suite("AccentColor")
struct AccentColorTests {
  @Test("Hexadecimal of three and six digits is read, nothing else")
  func forms() {
    #expect(AccentColor("#1f4E79")?.text == "#1f4e79")
    #expect(AccentColor("#17a")?.text == "#1177aa")
    for text in ["", "#", "red", "1f4e79", "#12", "#12345", "#ggg", "#fff;x", "rgb(0,0,0)"] {
      #expect(AccentColor(text) == nil, "\(text)")
    }
  }

  @Test("Contrast is that of WCAG")
  func contrast() {
    let black = AccentColor(red: 0, green: 0, blue: 0)
    #expect(abs(black.contrast(with: .white) - 21) < 0.001)
    #expect(abs(AccentColor(red: 118, green: 118, blue: 118).contrast(with: .white) - 4.54) < 0.01)
  }

  @Test("Every accent can be read: on itself, on white and in the dark")
  func readable() {
    for red in stride(from: 0, through: 255, by: 51) {
      for green in stride(from: 0, through: 255, by: 51) {
        for blue in stride(from: 0, through: 255, by: 51) {
          let accent = AccentColor(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
          #expect(accent.textColor.contrast(with: accent) >= 4, "\(accent.text)")
          #expect(accent.readable(on: .white).contrast(with: .white) >= 4.5, "\(accent.text)")
          #expect(accent.readable(on: .night).contrast(with: .night) >= 4.5, "\(accent.text)")
        }
      }
    }
  }
}
