/// Words and marks that filters know from mail that nobody asked for. One alone is no harm: people
/// win things and get them for nothing.
enum SpamWordsCheck: Check {
  /// Signs in a subject that are too many.
  private static let mostInSubject = 2
  private static let mostInBody = 3

  static func look(at page: LintedPage, _ list: inout FindingList) {
    let subject = page.subject.edition.map { Self.signs(in: $0.subject) } ?? []
    if subject.count >= mostInSubject { list.add(finding(subject, "the subject", Place(.subject))) }
    var signs: [String] = []
    var first: Int?
    for text in page.visibleTexts {
      for sign in Self.signs(in: text.text) where !signs.contains(sign) {
        signs.append(sign)
        first = first ?? text.start
      }
    }
    guard signs.count >= mostInBody, let first else { return }
    list.add(finding(signs, "the page", page.place(at: first)))
  }

  private static func finding(_ signs: [String], _ which: String, _ place: Place) -> Finding {
    let told = signs.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
    return Finding(
      .spamWords, "\(which) sounds like spam: \(told)", at: place, affected: ["filters"],
      remedy: "say it in calm words, without rows of marks and capitals")
  }

  private static let phrases = [
    "act now", "click now", "100% free", "free money", "free gift", "free cash", "cash bonus",
    "you are a winner", "you have won", "you won", "risk free", "risk-free",
    "limited time offer", "order now", "buy now", "call now", "apply now and", "earn money",
    "make money", "extra income", "double your", "million dollars", "once in a lifetime",
    "this is not spam", "no credit check", "casino", "lottery", "viagra", "lowest price",
    "no strings attached", "urgent response", "claim your prize", "congratulations! you",
    "dinero gratis", "haga clic ya", "ha ganado", "gane dinero", "oferta limitada",
  ]

  /// By the first octet, so that one pass over a text finds them all.
  private static let byFirst: [UInt8: [[UInt8]]] = Dictionary(
    grouping: (phrases + ["!!!", "$$$"]).map { Array($0.utf8) }, by: { $0[0] })

  private static func signs(in text: String) -> [String] {
    let octets = Array(Words.folded(text).lowercased().utf8)
    var signs: [String] = []
    for place in octets.indices where place == 0 || !isWord(octets[place - 1]) {
      for phrase in byFirst[octets[place]] ?? [] where octets[place...].starts(with: phrase) {
        let end = place + phrase.count
        let sign = String(decoding: phrase, as: UTF8.self)
        guard end == octets.count || !isWord(octets[end]), !signs.contains(sign) else { continue }
        signs.append(sign)
      }
    }
    if let capitals = capitals(in: text) { signs.append(capitals) }
    return signs
  }

  /// A letter or a digit; all that is not ASCII is taken for one.
  private static func isWord(_ octet: UInt8) -> Bool {
    Letters.isLetter(octet) || (0x30...0x39).contains(octet) || octet >= 0x80
  }

  /// Three words in a row that shout: in capitals up to an exclamation mark. Unions are many
  /// capitals without one.
  private static func capitals(in text: String) -> String? {
    var run: [Substring] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      let letters = word.filter(\.isLetter)
      let isShouted =
        letters.count > 1 && letters == letters.uppercased() && letters != letters.lowercased()
      let goesOn = isShouted || letters.isEmpty || word == "A" || word == "I"
      run = goesOn ? run.suffix(20) + [word] : []
      if run.count >= 3, isShouted, word.hasSuffix("!") {
        return run.suffix(6).joined(separator: " ")
      }
    }
    return nil
  }
}
