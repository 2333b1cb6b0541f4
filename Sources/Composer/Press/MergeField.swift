import Mail
import Newsletter

/// A place in a message that is filled with something of its reader's own.
enum MergeField: Hashable, Sendable {
  case name
  case address
  case language
  /// One of the list's other columns, by its header in lower case.
  case column(String)
  /// Where the reader leaves the list.
  case leaveURL
  /// Where the reader changes what they get.
  case preferencesURL
  /// The finished subject, where it names the reader.
  case subject

  /// What a word of a template may mean within `subscriber`, `leave` or `preferences`.
  static func named(_ word: String) -> [MergeField] {
    switch word {
    case "name": [.name, .column(word)]
    case "address": [.address, .column(word)]
    case "language": [.language, .column(word)]
    case "leave": [.leaveURL, .column(word)]
    case "preferences": [.preferencesURL, .column(word)]
    case "url": [.leaveURL, .preferencesURL, .column(word)]
    default: [.column(word)]
    }
  }

  /// The reader's value as templates see it; nil when there is none.
  func value(of recipient: Recipient, _ links: ReaderLinks? = nil) -> String? {
    switch self {
    case .name: recipient.name.flatMap { OneLine($0).nonEmpty }
    case .address: recipient.address.spelling
    case .language: recipient.language.flatMap { OneLine($0).nonEmpty }
    case .column(let key): recipient.fields[key].map { OneLine($0).text }
    case .leaveURL: links?.leave
    case .preferencesURL: links?.preferences
    case .subject: nil
    }
  }
}
