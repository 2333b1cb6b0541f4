import Foundation

/// An affiliate's colour, and what must stand on it or be made of it to stay readable.
struct AccentColor: Equatable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  /// A quiet blue, for who names none.
  static let standard = AccentColor(red: 0x1F, green: 0x4E, blue: 0x79)
  static let white = AccentColor(red: 255, green: 255, blue: 255)
  /// The page behind the text in dark mode; `layout.mustache` has the same.
  static let night = AccentColor(red: 0x1E, green: 0x1F, blue: 0x22)
  /// The page around the sheet, text, and text that stands back, for who names none.
  static let page = AccentColor(red: 0xEE, green: 0xF0, blue: 0xF3)
  static let ink = AccentColor(red: 0x2B, green: 0x2D, blue: 0x31)
  static let quiet = AccentColor(red: 0x5D, green: 0x62, blue: 0x6B)
  /// WCAG 2.2, 1.4.3, for text of reading size.
  static let readableContrast = 4.5

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#1f4e79` or `#17a`; nil for any other form.
  init?(_ text: String) {
    guard text.hasPrefix("#") else { return nil }
    let digits = text.dropFirst().compactMap(\.hexDigitValue)
    guard digits.count == text.count - 1, digits.count == 3 || digits.count == 6 else { return nil }
    let pairs = digits.count == 6 ? digits : digits.flatMap { [$0, $0] }
    self.init(
      red: UInt8(pairs[0] * 16 + pairs[1]), green: UInt8(pairs[2] * 16 + pairs[3]),
      blue: UInt8(pairs[4] * 16 + pairs[5]))
  }

  var text: String { "#" + Hexadecimal.text([red, green, blue]) }

  /// White or near-black, whichever reads better on this colour.
  var textColor: AccentColor {
    contrast(with: .white) >= contrast(with: .night) ? .white : .night
  }

  /// The same, and black where near-black is too faint: one of the two can always be read.
  var clearTextColor: AccentColor {
    let color = textColor
    guard color.contrast(with: self) < Self.readableContrast else { return color }
    let black = AccentColor(red: 0, green: 0, blue: 0)
    return contrast(with: black) > contrast(with: .white) ? black : .white
  }

  /// This colour, moved towards black or white until text in it can be read on `page`.
  func readable(
    on page: AccentColor, contrast: Double = AccentColor.readableContrast
  ) -> AccentColor {
    let goal: Double = page.luminance > 0.4 ? 0 : 255
    for step in 0...20 {
      let color = mixed(with: goal, share: Double(step) / 20)
      if color.contrast(with: page) >= contrast { return color }
    }
    return page.clearTextColor
  }

  /// WCAG 2.2: from 1 (the same) to 21 (black on white).
  func contrast(with other: AccentColor) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private func mixed(with goal: Double, share: Double) -> AccentColor {
    let mix = { (part: UInt8) in UInt8(Double(part) + (goal - Double(part)) * share) }
    return AccentColor(red: mix(red), green: mix(green), blue: mix(blue))
  }

  private var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  private static func linear(_ part: UInt8) -> Double {
    let value = Double(part) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
