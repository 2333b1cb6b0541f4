/// The theme that templates see: every configured key, and colours worked out from the accent.
struct DigestTheme {
  let values: [String: String]
  /// The accent as links on white have it.
  let linkColor: String

  /// What each template may name although no configuration sets it.
  static let names: Set<String> = [
    "accentColor", "accentTextColor", "linkColor", "linkColorOnDark", "logo", "logoWidth",
  ]

  init(_ settings: [String: String]) {
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
    values["logoWidth"] = settings["logoWidth"].flatMap { Int($0) }.map(String.init) ?? "160"
    self.values = values
  }
}
