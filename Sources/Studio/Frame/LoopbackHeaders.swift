import HTTPTypes
import Web

/// What every answer says, so that a browser does no more than show it.
enum LoopbackHeaders {
  /// Our own pages: our style sheet, our script, messages in frames.
  static let pagePolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    + "img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    + "frame-ancestors 'none'"

  /// A message in a frame, which anybody may have written: it runs nothing, sends nothing, and is a
  /// stranger to our pages. Its links open beside.
  static let messagePolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; "
    + "font-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    + "sandbox allow-popups allow-popups-to-escape-sandbox"

  /// What a message's link opened cannot lead the page elsewhere that it was opened from.
  private static let everywhere = [
    ("referrer-policy", "no-referrer"), ("cross-origin-opener-policy", "same-origin"),
  ]

  static func fields(for answer: WebAnswer) -> HTTPFields {
    var fields = HTTPFields()
    fields[.contentType] = answer.kind.rawValue
    fields[.contentLength] = String(answer.body.count)
    fields[.contentSecurityPolicy] = pagePolicy
    fields[.xContentTypeOptions] = "nosniff"
    fields[.cacheControl] = "no-store"
    for field in answer.fields + everywhere {
      if let name = HTTPField.Name(field.name) { fields[name] = field.value }
    }
    return fields
  }
}

extension WebAnswer {
  /// A message's HTML, for a frame. Its links open beside: browsers take the first `<base>` of a
  /// page, wherever it stands.
  static func message(_ html: [UInt8]) -> WebAnswer {
    var answer = WebAnswer(html + "<base target=\"_blank\">".utf8, as: .html)
    answer.fields = [("content-security-policy", LoopbackHeaders.messagePolicy)]
    return answer
  }
}
