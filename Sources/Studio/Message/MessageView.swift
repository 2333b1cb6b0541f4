/// How a message is looked at; its raw value stands in addresses.
enum MessageView: String, CaseIterable, Sendable {
  case desktop, phone, text, headers, source

  var title: String {
    switch self {
    case .desktop: "Desktop"
    case .phone: "Phone"
    case .text: "Text"
    case .headers: "Headers"
    case .source: "Source"
    }
  }

  /// Whether it shows the HTML, in a frame.
  var isFramed: Bool { self == .desktop || self == .phone }
}
