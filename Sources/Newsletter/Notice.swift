/// Something that the organization or an affiliate has to say beside the stories: a date to keep,
/// or a few words.
public struct Notice: Sendable, Hashable, Codable {
  /// The day it is about; one with a day stands in the calendar.
  public var date: LocalDate?
  public var title: String?
  /// Markdown, maybe empty.
  public var text: String
  /// The last day on which it is shown.
  public var until: LocalDate?

  /// - Parameter until: the last day on which it is shown; nil: its own day, if it has one.
  public init(
    date: LocalDate? = nil, title: String? = nil, text: String = "", until: LocalDate? = nil
  ) {
    self.date = date
    self.title = title
    self.text = text
    self.until = until ?? date
  }

  /// Those that are not past on a day: dated ones first, in the order of their days.
  public static func current(_ notices: [Notice], on day: LocalDate) -> [Notice] {
    let shown = notices.filter { $0.until.map { $0 >= day } ?? true }
    let dated = shown.filter { $0.date != nil }.enumerated().sorted {
      guard let a = $0.element.date, let b = $1.element.date, a != b else {
        return $0.offset < $1.offset
      }
      return a < b
    }
    return dated.map(\.element) + shown.filter { $0.date == nil }
  }
}
