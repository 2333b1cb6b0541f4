/// What a request is answered with.
public struct WebAnswer: Sendable {
  public enum Kind: String, Sendable {
    case html = "text/html; charset=utf-8"
    case octets = "application/octet-stream"
    case css = "text/css; charset=utf-8"
    case script = "text/javascript; charset=utf-8"
    case text = "text/plain; charset=utf-8"
    case message = "message/rfc822"
  }

  public var status = 200
  public var kind: Kind
  public var body: [UInt8]
  /// Beside those that every answer has.
  public var fields: [(name: String, value: String)] = []
  /// How long anybody may keep it, in seconds; nil: not at all.
  public var keepFor: Int?

  public init(_ document: HTML, status: Int = 200) {
    self.status = status
    kind = .html
    body = document.document
  }

  public init(_ bytes: [UInt8], as kind: Kind, keepFor seconds: Int? = nil) {
    self.kind = kind
    body = bytes
    keepFor = seconds
  }

  public init(_ text: String, as kind: Kind, keepFor seconds: Int? = nil) {
    self.init(Array(text.utf8), as: kind, keepFor: seconds)
  }

  /// An answer without a body.
  public static func empty(
    _ status: Int, _ fields: [(name: String, value: String)] = []
  ) -> WebAnswer {
    var answer = WebAnswer("", as: .text)
    answer.status = status
    answer.fields = fields
    return answer
  }
}
