import Foundation
import Newsletter

/// A day in words, in the language of the page and not of the process.
struct PrintedDate {
  let day: LocalDate
  /// 0 is Sunday.
  let weekday: Int

  init(_ instant: Date, in zone: TimeZone) {
    day = LocalDate(of: instant, in: zone)
    weekday = Calendar.gregorian(in: zone).component(.weekday, from: instant) - 1
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
