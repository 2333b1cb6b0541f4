/// A mail client that readers use, as caniemail.com tells them apart.
public struct MailClient: Sendable, Hashable {
  /// Such as `outlook/windows-2016`.
  public let id: String
  /// As editors know it: `Outlook 2016-2021, Windows`.
  public let name: String

  /// `outlook`, `gmail`…
  public var family: String { String(id.prefix { $0 != "/" }) }

  /// All that the table knows, in its order.
  public static let all: [MailClient] = ClientSupport.columns.split(separator: "\n").map {
    MailClient(id: String($0), name: name(of: String($0)))
  }

  /// The families whose readers most newsletters have.
  public static let standardFamilies = ["gmail", "outlook", "apple-mail", "yahoo"]

  /// What is looked at when nothing is configured. Outlook 2007 to 2013 is no longer supported by
  /// its maker, so it counts only where it is named.
  public static let standard = standardFamilies.flatMap { family in
    all.filter { $0.family == family && $0.id != "outlook/windows-2007" }
  }

  /// The clients of a word of the configuration: a family, or one client's id; none when it is not
  /// known.
  public static func named(_ word: String) -> [MailClient] {
    let word = word.lowercased()
    let one = all.filter { $0.id == word }
    return one.isEmpty
      ? all.filter { $0.family == word && $0.id != "outlook/windows-2007" } : one
  }

  /// All words that ``named(_:)`` knows.
  public static let words: [String] = {
    var families: [String] = []
    for client in all where !families.contains(client.family) { families.append(client.family) }
    return families + all.map(\.id)
  }()

  private static let names = [
    "apple-mail/macos": "Apple Mail, Mac", "apple-mail/ios": "Apple Mail, iPhone",
    "gmail/desktop-webmail": "Gmail, web", "gmail/ios": "Gmail, iPhone",
    "gmail/android": "Gmail, Android", "gmail/mobile-webmail": "Gmail, phone's browser",
    "outlook/windows-2007": "Outlook 2007-2013, Windows",
    "outlook/windows-2016": "Outlook 2016-2021, Windows",
    "outlook/outlook-com": "Outlook.com and new Outlook", "outlook/macos": "Outlook, Mac",
    "outlook/ios": "Outlook, iPhone", "outlook/android": "Outlook, Android",
    "yahoo/desktop-webmail": "Yahoo Mail, web", "yahoo/ios": "Yahoo Mail, iPhone",
    "yahoo/android": "Yahoo Mail, Android", "aol/desktop-webmail": "AOL Mail, web",
    "aol/ios": "AOL Mail, iPhone", "aol/android": "AOL Mail, Android",
    "thunderbird/macos": "Thunderbird", "samsung-email/android": "Samsung Email",
    "protonmail/desktop-webmail": "Proton Mail, web", "protonmail/ios": "Proton Mail, iPhone",
    "protonmail/android": "Proton Mail, Android", "fastmail/desktop-webmail": "Fastmail, web",
    "hey/desktop-webmail": "HEY, web", "gmx/desktop-webmail": "GMX, web",
    "gmx/ios": "GMX, iPhone", "gmx/android": "GMX, Android",
    "web-de/desktop-webmail": "WEB.DE, web", "web-de/ios": "WEB.DE, iPhone",
    "web-de/android": "WEB.DE, Android", "orange/desktop-webmail": "Orange, web",
    "orange/ios": "Orange, iPhone", "orange/android": "Orange, Android",
    "sfr/desktop-webmail": "SFR, web", "sfr/ios": "SFR, iPhone", "sfr/android": "SFR, Android",
    "laposte/desktop-webmail": "La Poste, web", "mail-ru/desktop-webmail": "Mail.ru, web",
  ]

  private static func name(of id: String) -> String { names[id] ?? id }
}
