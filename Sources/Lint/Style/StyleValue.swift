import Markup

/// What a value says, as far as the checks ask.
struct StyleValue {
  let pieces: [StyleText.Piece]

  init(_ pieces: [StyleText.Piece]) { self.pieces = pieces }

  /// The first colour in it; nil when there is none or it is of a kind that is not worked out.
  var color: Color? {
    for (place, piece) in pieces.enumerated() {
      switch piece {
      case .hash(let digits): if let color = Color(hex: digits) { return color }
      case .word(let name): if let color = Color(named: name) { return color }
      case .function(let name) where name.hasPrefix("rgb") || name.hasPrefix("hsl"):
        return color(name, arguments: pieces[(place + 1)...].prefix { $0 != .end })
      // What follows belongs to the gradient or is not known.
      case .function: return nil
      default: break
      }
    }
    return nil
  }

  private func color(_ name: String, arguments: ArraySlice<StyleText.Piece>) -> Color? {
    let numbers = arguments.compactMap { piece -> (value: Double, unit: String)? in
      if case .number(let value, let unit) = piece { return (value, unit) }
      return nil
    }
    guard numbers.count >= 3 else { return nil }
    let alpha = numbers.count > 3 ? Self.share(numbers[3], of: 1) : 1
    if name.hasPrefix("hsl") {
      return Self.hsl(
        numbers[0].value, Self.share(numbers[1], of: 100), Self.share(numbers[2], of: 100), alpha)
    }
    let parts = numbers.prefix(3).map { Self.share($0, of: 255) }
    return Color(red: parts[0], green: parts[1], blue: parts[2], alpha: alpha)
  }

  private static func share(_ number: (value: Double, unit: String), of whole: Double) -> Double {
    max(0, min(1, number.value / (number.unit == "%" ? 100 : whole)))
  }

  private static func hsl(
    _ hue: Double, _ saturation: Double, _ lightness: Double, _ alpha: Double
  ) -> Color {
    let amount = saturation * min(lightness, 1 - lightness)
    let part = { (offset: Double) -> Double in
      let turn = (offset + hue / 30).truncatingRemainder(dividingBy: 12)
      let place = turn < 0 ? turn + 12 : turn
      return lightness - amount * max(-1, min(place - 3, min(9 - place, 1)))
    }
    return Color(red: part(0), green: part(8), blue: part(4), alpha: alpha)
  }

  /// Whether a picture or a gradient is in it.
  var hasPicture: Bool {
    pieces.contains { piece in
      switch piece {
      case .address: true
      case .function(let name): name == "url" || name.hasSuffix("gradient") || name == "image-set"
      default: false
      }
    }
  }

  var words: [String] {
    pieces.compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  var functions: [String] {
    pieces.compactMap { if case .function(let name) = $0 { name } else { nil } }
  }

  /// The only number, with its unit.
  var number: (value: Double, unit: String)? {
    guard pieces.count == 1, case .number(let value, let unit) = pieces[0] else { return nil }
    return (value, unit)
  }

  /// A length in pixels, where it does not depend on others.
  var pixels: Double? { number.flatMap { Self.pixels($0.value, $0.unit) } }

  static func pixels(_ value: Double, _ unit: String) -> Double? {
    switch unit {
    case "px": value
    case "": value == 0 ? 0 : nil
    case "pt": value * 4 / 3
    case "pc": value * 16
    case "in": value * 96
    case "cm": value * 96 / 2.54
    case "mm": value * 96 / 25.4
    default: nil
    }
  }
}
