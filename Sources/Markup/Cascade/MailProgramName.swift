/// Classes and ids that mail programs give to what they put around and into a message; rules for
/// them wait in a template for elements that are not on its page.
enum MailProgramName {
  static func isOne(_ name: String) -> Bool {
    let name = ASCIICase.lowercased(name)
    return whole.contains(name) || beginnings.contains(where: name.hasPrefix)
  }

  private static let whole: Set<String> = [
    "externalclass", "readmsgbody", "outlook", "im", "ii", "a6s", "abn", "edo", "protected",
    "undoreset", "dib", "i_c", "ad", "body",
  ]

  private static let beginnings = [
    "gmail", "moz-", "aol", "msg", "message", "mso", "apple-", "x_", "yiv", "ygrp", "yshortcut",
    "yahoo", "outlook", "wordsection", "rps_", "spark", "samsung", "airmail", "owa", "mail",
  ]
}
