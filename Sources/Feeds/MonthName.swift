import Foundation

/// Month names of a dozen languages, told by their first letters.
enum MonthName {
  /// Beginnings without accents; longer ones are looked at first.
  private static let beginnings: [(String, Int)] = [
    ("juin", 6), ("juil", 7), ("juli", 7), ("juni", 6), ("marc", 3), ("maio", 5),
    ("jan", 1), ("ene", 1), ("gen", 1), ("ian", 1), ("sty", 1), ("янв", 1), ("ιαν", 1),
    ("feb", 2), ("fev", 2), ("lut", 2), ("фев", 2), ("φεβ", 2),
    ("mar", 3), ("mrz", 3), ("maa", 3), ("mrt", 3), ("мар", 3), ("μαρ", 3),
    ("apr", 4), ("abr", 4), ("avr", 4), ("kwi", 4), ("апр", 4), ("απρ", 4), ("ápr", 4),
    ("may", 5), ("mai", 5), ("mag", 5), ("mei", 5), ("maj", 5), ("maj", 5), ("мая", 5), ("май", 5),
    ("μαι", 5), ("μαϊ", 5),
    ("jun", 6), ("giu", 6), ("cze", 6), ("июн", 6), ("ιου", 6), ("ιον", 6),
    ("jul", 7), ("lug", 7), ("lip", 7), ("июл", 7), ("ιολ", 7),
    ("aug", 8), ("ago", 8), ("aou", 8), ("sie", 8), ("авг", 8), ("αυγ", 8),
    ("sep", 9), ("set", 9), ("wrz", 9), ("сен", 9), ("σεπ", 9), ("sze", 9),
    ("oct", 10), ("okt", 10), ("ott", 10), ("out", 10), ("paz", 10), ("окт", 10), ("οκτ", 10),
    ("nov", 11), ("lis", 11), ("ноя", 11), ("νοε", 11),
    ("dec", 12), ("dic", 12), ("dez", 12), ("gru", 12), ("дек", 12), ("δεκ", 12),
  ]

  /// 1 to 12, or nil when the word is no month.
  static func number(_ word: String) -> Int? {
    let plain = word.lowercased().folding(options: .diacriticInsensitive, locale: nil)
    guard plain.count >= 3 else { return nil }
    return beginnings.first { plain.hasPrefix($0.0) }?.1
  }
}
