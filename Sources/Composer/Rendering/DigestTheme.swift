import Newsletter

/// The theme that templates see: every configured key, and colours and fonts worked out from them.
///
/// Whatever is configured, text can be read: contrast is WCAG's AA on light and on dark.
public struct DigestTheme {
  let values: [String: String]
  /// The accent as links on white have it.
  let linkColor: String

  /// The settings that a configuration can have and the shipped templates use.
  public static let settings = [
    "accentColor", "backgroundColor", "textColor", "font", "headingFont", "width", "logo",
    "logoWidth", "logoHeight",
  ]
  /// Of those, the ones that are colours.
  public static let colors = ["accentColor", "backgroundColor", "textColor"]
  /// Pixels that the sheet may be wide.
  public static let widths = 480...720

  /// Pixels that a logo may be wide on a sheet of some width: with its frame it must not reach
  /// over the sheet's text, or phones would scroll sideways.
  public static func logoWidths(onSheetOf width: Int) -> ClosedRange<Int> {
    16...(width - 2 * (margin + logoFrame))
  }

  /// What each template may name although no configuration sets it.
  static let names = Set(settings).union([
    "accentTextColor", "linkColor", "linkColorOnDark", "headingColor", "quietColor", "tintColor",
    "footColor",
    "textColorOnDark", "innerWidth",
  ])

  /// Whether a text is a colour, such as `#1f4e79`.
  public static func isColor(_ text: String) -> Bool { AccentColor(text) != nil }

  /// - Parameter rendering: nil for an edition whose templates know colours of the accent alone.
  init(_ settings: [String: String], _ rendering: RenderingVersion? = .current) {
    let accent = settings["accentColor"].flatMap { AccentColor($0) } ?? .standard
    var values = settings
    values["accentColor"] = accent.text
    values["accentTextColor"] = accent.textColor.text
    linkColor = accent.readable(on: .white).text
    values["linkColor"] = linkColor
    values["linkColorOnDark"] = accent.readable(on: .night).text
    values["logo"] = settings["logo"].flatMap { LinkAddress($0) }.flatMap {
      $0.isWeb ? $0.text : nil
    }
    values["logoWidth"] = Self.pixels(settings["logoWidth"]) ?? "160"
    if rendering != nil { Self.complete(&values, accent) }
    self.values = values
  }

  /// What came with ``RenderingVersion/inlined``.
  private static func complete(_ values: inout [String: String], _ accent: AccentColor) {
    let page = values["backgroundColor"].flatMap { AccentColor($0) } ?? .page
    let own = values["textColor"].flatMap { AccentColor($0) }
    let text = (own ?? .ink).readable(on: .white)
    values["linkColorOnDark"] = accent.readable(on: .night, contrast: 6).text
    values["backgroundColor"] = page.text
    // Behind headings that stand on the sheet; a strong page colour would drown them.
    let tint = page.contrast(with: .quiet) >= 4.5 ? page : .page
    values["tintColor"] = tint.text
    values["accentTextColor"] = accent.clearTextColor.text
    values["textColor"] = text.text
    values["headingColor"] = (own ?? .night).readable(on: tint).text
    values["quietColor"] = AccentColor.quiet.text
    values["footColor"] = AccentColor.quiet.readable(on: page).text
    values["textColorOnDark"] = (own ?? .ink).readable(on: .night, contrast: 11).text
    values["font"] = FontStack.stack(values["font"] ?? "system")
    values["headingFont"] = values["headingFont"].flatMap(FontStack.stack)
    let width = values["width"].flatMap { Int($0) }.map { min(max($0, 480), 720) } ?? 600
    values["width"] = String(width)
    values["innerWidth"] = String(width - 2 * Self.margin)
    values["logoHeight"] = pixels(values["logoHeight"])
  }

  /// Between the sheet's edge and its text, in pixels.
  private static let margin = 28
  /// Around a logo, so that it can be seen on any colour.
  private static let logoFrame = 8

  private static func pixels(_ text: String?) -> String? {
    text.flatMap { Int($0) }.map(String.init)
  }
}
