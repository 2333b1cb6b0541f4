/// An affiliate's colours and logo as web pages have them: the same as in its messages.
public struct PageTheme: Sendable, Equatable {
  /// All as `#1f4e79`.
  public let accent: String
  /// What is written on the accent.
  public let onAccent: String
  /// Links on white, and on the dark page.
  public let link: String
  public let linkOnDark: String
  /// The address of a picture, over https alone.
  public let logo: String?

  /// - Parameter settings: the theme as it is configured.
  public init(_ settings: [String: String]) {
    let theme = DigestTheme(settings).values
    accent = theme["accentColor"] ?? AccentColor.standard.text
    onAccent = theme["accentTextColor"] ?? AccentColor.white.text
    link = theme["linkColor"] ?? accent
    linkOnDark = theme["linkColorOnDark"] ?? accent
    logo = theme["logo"].flatMap { $0.lowercased().hasPrefix("https:") ? $0 : nil }
  }
}
