/// A letter's text part.
struct LetterText {
  let text: String

  init(_ view: LetterView) {
    let words = view.words
    var paragraphs = [
      ([view.affiliate, view.organization].compactMap(\.self) + [Self.rule])
        .joined(separator: "\n"),
      words.request,
    ]
    if !view.newsletters.isEmpty {
      let names = view.newsletters + [words.andMore].compactMap(\.self)
      paragraphs.append(names.map { "- \($0)" }.joined(separator: "\n"))
    }
    paragraphs.append("\(words.action):\n\(view.link)")
    paragraphs.append(([words.expiry] + [words.secrecy].compactMap(\.self)).joined(separator: " "))
    paragraphs.append(words.ifNotYou)
    let sender = [view.organization] + view.postalAddressLines + [view.website].compactMap(\.self)
    paragraphs.append("\(Self.rule)\n\(words.whySent)")
    paragraphs.append(sender.joined(separator: "\n"))
    text = WrappedText(paragraphs.joined(separator: "\n\n")).text
  }

  private static let rule = String(repeating: "-", count: WrappedText.columns)
}
