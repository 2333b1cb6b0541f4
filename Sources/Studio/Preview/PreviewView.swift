/// How an edition is looked at.
enum PreviewView: String, CaseIterable, Sendable {
  case phone, desktop, text, source, headers

  var title: String {
    switch self {
    case .phone: "Phone"
    case .desktop: "Desktop"
    case .text: "Text"
    case .source: "Source"
    case .headers: "Headers"
    }
  }

  /// The width of the frame in CSS pixels; nil where there is none.
  var width: Int? {
    switch self {
    case .phone: 375
    case .desktop: 800
    case .text, .source, .headers: nil
    }
  }
}
