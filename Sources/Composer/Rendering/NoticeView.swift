import Foundation
import Newsletter

/// One notice as templates see it.
struct NoticeView {
  /// `Friday, December 4`; nil for one without a day.
  let date: String?
  /// The leaf of a calendar: `4` and `Dec`.
  let day: String?
  let month: String?
  let title: String?
  /// Safe markup, maybe empty.
  let html: String
  let text: String

  init(
    date: String?, day: String?, month: String?, title: String?, html: String, text: String
  ) {
    self.date = date
    self.day = day
    self.month = month
    self.title = title
    self.html = html
    self.text = text
  }

  /// - Parameters:
  ///   - language: nil when dates cannot be written in words.
  ///   - column: nil for an edition from before ``RenderingVersion/accessible``.
  init(
    _ notice: Notice, linkColor: String, isMirrored: Bool, zone: TimeZone,
    language: PrintedLanguage?, column: Int?
  ) {
    let title = notice.title.flatMap { OneLine($0).nonEmpty }
    let printed = notice.date.flatMap { PrintedDate($0, in: zone) }
    let document = MarkdownDocument(notice.text)
    self.init(
      date: printed.map { day in language.map(day.withoutYear) ?? day.numeric },
      day: printed.map { String($0.day.day) },
      month: printed.map { day in language.map(day.shortMonth) ?? "\(day.day.month)" },
      title: title,
      html: MarkdownHTML(
        document, linkColor: linkColor, isMirrored: isMirrored,
        // Below the heading of all notices, and the notice's own.
        in: column.map { .init(column: $0, firstHeading: title == nil ? 3 : 4) }
      ).text,
      text: MarkdownText(document).text)
  }
}
