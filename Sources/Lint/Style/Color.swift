import Foundation

/// A colour in sRGB, each part from 0 to 1.
struct Color: Sendable, Hashable {
  var red: Double
  var green: Double
  var blue: Double
  var alpha = 1.0

  static let white = Color(red: 1, green: 1, blue: 1)
  static let black = Color(red: 0, green: 0, blue: 0)
  static let clear = Color(red: 0, green: 0, blue: 0, alpha: 0)

  init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// - Parameter number: as `0x1f4e79`.
  init(_ number: Int) {
    self.init(
      red: Double(number >> 16 & 0xFF) / 255, green: Double(number >> 8 & 0xFF) / 255,
      blue: Double(number & 0xFF) / 255)
  }

  /// 3, 4, 6 or 8 hexadecimal digits.
  init?(hex: String) {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == hex.utf8.count else { return nil }
    let parts: [Double]
    switch digits.count {
    case 3, 4: parts = digits.map { Double($0) / 15 }
    case 6, 8:
      parts = stride(from: 0, to: digits.count, by: 2).map {
        Double(digits[$0] * 16 + digits[$0 + 1]) / 255
      }
    default: return nil
    }
    self.init(
      red: parts[0], green: parts[1], blue: parts[2], alpha: parts.count == 4 ? parts[3] : 1)
  }

  /// An attribute's value: a name, or digits with or without `#`.
  init?(attribute: String) {
    let text = attribute.trimmingPrefix("#").lowercased()
    if let color = Color(named: text) ?? Color(hex: text) { self = color } else { return nil }
  }

  init?(named name: String) {
    if name == "transparent" {
      self = .clear
    } else if let number = NamedColors.numbers[name] {
      self.init(number)
    } else {
      return nil
    }
  }

  /// This colour on top of another, which is opaque.
  func over(_ ground: Color) -> Color {
    guard alpha < 1 else { return self }
    let mix = { (top: Double, bottom: Double) in top * alpha + bottom * (1 - alpha) }
    return Color(
      red: mix(red, ground.red), green: mix(green, ground.green), blue: mix(blue, ground.blue))
  }

  /// From 0 to 1 (WCAG 2.2, relative luminance).
  var luminance: Double {
    let linear = { (part: Double) -> Double in
      part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// From 1 to 21 (WCAG 2.2, contrast ratio).
  func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// As `#1f4e79`.
  var text: String {
    let digits = [red, green, blue].map { part -> String in
      let number = Int((max(0, min(1, part)) * 255).rounded())
      return (number < 16 ? "0" : "") + String(number, radix: 16)
    }
    return "#" + digits.joined()
  }
}
