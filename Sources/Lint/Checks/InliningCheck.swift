import Markup

/// Styles of a page that do not get to the elements they mean.
///
/// An edition's page is looked at after its styles were moved, so what was noted on the way comes
/// with it; the style sheets of a page alone are read here.
enum InliningCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    if let notes = page.subject.styleNotes {
      for note in notes where isNews(note, page) {
        list.add(finding(note, "\(note.message)\(words(note.place))", Place(.html), page))
      }
    } else {
      for note in StyleInliner.inline(page.subject.html).notes where isNews(note, page) {
        // What the page itself has of these is found where it stands.
        if case .importedSheet = note.reason { continue }
        list.add(finding(note, note.message, Place(.html, line: note.line), page))
      }
    }
  }

  /// Whether broken markup is not all there is to it, which has its own findings.
  private static func isNews(_ note: InliningNote, _ page: LintedPage) -> Bool {
    if case .misplacedTag = note.reason { return page.page.flaws.isEmpty }
    return true
  }

  private static func finding(
    _ note: InliningNote, _ what: String, _ place: Place, _ page: LintedPage
  ) -> Finding {
    var id = FindingID.styleNotInlined
    if case .importedSheet = note.reason { id = .outsideStyle }
    return Finding(
      id, what, at: place, affected: note.leavesAll ? withoutSheets(page.clients) : [],
      remedy: remedy(note.reason), severity: note.leavesAll ? .error : .warning)
  }

  /// The clients that drop some style sheets or all.
  private static func withoutSheets(_ clients: [MailClient]) -> [String] {
    clients.filter { ![.yes, .unknown].contains(ClientSupport.level("html-style", in: $0)) }
      .map(\.name)
  }

  /// Of the template: the page that is sent has other lines.
  private static func words(_ place: InliningNote.SheetPlace?) -> String {
    guard let place else { return "" }
    let sheet = place.sheet == 1 ? "<style>" : "<style> number \(place.sheet)"
    return ": line \(place.line) of the template's \(sheet)"
  }

  private static func remedy(_ reason: InliningNote.Reason) -> String {
    switch reason {
    case .importedSheet: "write its rules into the template's <style>"
    case .otherCascade(let what) where what.hasPrefix("@"):
      "write its rules outside of \(what), or without it"
    case .otherCascade: "write each rule out by itself, and look for a '}' that is missing"
    case .readsStyles: "give the elements that it means a class, and name that"
    case .showsHead: "name elements of <body> only"
    case .tooLarge: "take out the rules and the elements that nobody needs"
    case .unknownSelector(let selector) where selector.hasPrefix("}"):
      "take out the '}' before it, which ends nothing"
    case .unknownSelector:
      "look for a slip in it, or write it so that older programs know it too"
    case .misplacedTag: "end the elements in the order in which they began"
    }
  }
}
