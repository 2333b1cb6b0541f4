import Foundation
import Newsletter

/// A day in words, in the language of the page and not of the process.
struct PrintedDate {
  let day: LocalDate
  /// 0 is Sunday.
  let weekday: Int

  init?(_ day: LocalDate, in zone: TimeZone) {
    let parts = DateComponents(year: day.year, month: day.month, day: day.day, hour: 12)
    guard let noon = Calendar.gregorian(in: zone).date(from: parts) else { return nil }
    self.init(noon, in: zone)
  }

  init(_ instant: Date, in zone: TimeZone) {
    let parts = Calendar.gregorian(in: zone)
      .dateComponents([.year, .month, .day, .weekday], from: instant)
    // A Gregorian calendar always has these four.
    day = LocalDate(year: parts.year ?? 0, month: parts.month ?? 1, day: parts.day ?? 1)
    weekday = (parts.weekday ?? 1) - 1
  }

  /// `Friday, November 20, 2026`, `Viernes, 20 de noviembre de 2026`.
  func long(_ language: PrintedLanguage) -> String {
    switch language {
    case .english: "\(Self.englishDays[weekday]), \(plain(language))"
    case .spanish: "\(Self.spanishDays[weekday]), \(plain(language))"
    }
  }

  /// `November 20, 2026`, `20 de noviembre de 2026`.
  func plain(_ language: PrintedLanguage) -> String {
    switch language {
    case .english: "\(Self.englishMonths[day.month - 1]) \(day.day), \(day.year)"
    case .spanish: "\(day.day) de \(Self.spanishMonths[day.month - 1]) de \(day.year)"
    }
  }

  /// `20/11/2026`, for a language that has no words here.
  var numeric: String { "\(day.day)/\(day.month)/\(day.year)" }

  /// `Friday, December 4`, `Viernes, 4 de diciembre`.
  func withoutYear(_ language: PrintedLanguage) -> String {
    switch language {
    case .english:
      "\(Self.englishDays[weekday]), \(Self.englishMonths[day.month - 1]) \(day.day)"
    case .spanish:
      "\(Self.spanishDays[weekday]), \(day.day) de \(Self.spanishMonths[day.month - 1])"
    }
  }

  /// `Dec`, `dic`.
  func shortMonth(_ language: PrintedLanguage) -> String {
    let month =
      switch language {
      case .english: Self.englishMonths[day.month - 1]
      case .spanish: Self.spanishMonths[day.month - 1]
      }
    return String(month.prefix(3))
  }

  private static let englishDays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let spanishDays = [
    "Domingo", "Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let spanishMonths = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
  ]
}
