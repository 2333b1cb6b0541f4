/// What a request is answered with.
struct SiteAnswer: Sendable {
  enum Kind: String, Sendable {
    case html = "text/html; charset=utf-8"
    case css = "text/css; charset=utf-8"
    case text = "text/plain; charset=utf-8"
  }

  var status = 200
  var kind: Kind
  var body: [UInt8]
  /// Beside those that every answer has.
  var fields: [(name: String, value: String)] = []
  /// How long anybody may keep it, in seconds; nil: not at all.
  var keepFor: Int?

  init(_ page: Page) {
    status = page.status
    kind = .html
    body = page.document
  }

  init(_ text: String, as kind: Kind, keepFor seconds: Int? = nil) {
    self.kind = kind
    body = Array(text.utf8)
    keepFor = seconds
  }

  /// An answer without a body.
  static func empty(_ status: Int, _ fields: [(name: String, value: String)] = []) -> SiteAnswer {
    var answer = SiteAnswer("", as: .text)
    answer.status = status
    answer.fields = fields
    return answer
  }

  /// A page about what is wrong, with the fields that tell programs.
  init(_ problem: Problem, _ scene: PageScene) {
    self.init(scene.page(problem))
    switch problem {
    case .notAllowed(let methods): fields = [("allow", methods.joined(separator: ", "))]
    case .tooMany(let seconds): fields = [("retry-after", String(seconds))]
    case .busy: fields = [("retry-after", "60")]
    default: break
    }
  }
}
