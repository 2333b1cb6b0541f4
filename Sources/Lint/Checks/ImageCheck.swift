import Foundation
import Markup

/// Pictures: what they say, how large they are, where they come from.
enum ImageCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    var shown = 0
    for (number, element) in page.page.elements.enumerated() where element.name == "img" {
      guard !page.light[number].isHidden else { continue }
      let place = page.place(of: number)
      if isPixel(element) {
        list.add(
          Finding(
            .trackingPixel, "a picture of one pixel can only count readers", at: place,
            affected: ["readers who value their privacy"], remedy: "leave it out"))
        continue
      }
      shown += 1
      lookAtWords(element, number, page, place, &list)
      lookAtSource(element, place, &list)
      if !isSized(element, page.styles.own[number] ?? []) {
        list.add(
          Finding(
            .imageUnsized, "the picture has no width", at: place,
            affected: ["Outlook 2016-2021, Windows", "readers who do not load pictures at once"],
            remedy: "give it the attribute width, in pixels"))
      }
    }
    lookAtBalance(shown, page, &list)
  }

  private static func isPixel(_ element: HTMLPage.Element) -> Bool {
    let sides = ["width", "height"].compactMap { element.attribute($0).flatMap { Int($0) } }
    return sides.count == 2 && sides.allSatisfy { $0 <= 1 }
  }

  // MARK: Words

  private static let useless: Set<String> = [
    "image", "img", "picture", "photo", "photograph", "graphic", "icon", "banner", "untitled",
    "pic", "imagephoto", "thumbnail", "screenshot", "imagen", "foto", "fotografía", "bild", "alt",
    "alttext", "imageof", "spacer", "logo",
  ]
  private static let suffixes = ["jpg", "jpeg", "png", "gif", "webp", "svg", "bmp", "avif", "heic"]

  private static func lookAtWords(
    _ element: HTMLPage.Element, _ number: Int, _ page: LintedPage, _ place: Place,
    _ list: inout FindingList
  ) {
    guard let alt = element.attribute("alt") else {
      if element.attribute("role") == "presentation" { return }
      list.add(
        Finding(
          .altMissing, "the picture has no alt text", at: place,
          affected: ["screen readers", "readers who do not load pictures"],
          remedy: "say what it shows, or write alt=\"\" when it only decorates"))
      return
    }
    guard isUseless(alt, source: element.attribute("src") ?? "") else { return }
    list.add(
      Finding(
        .altUseless, "the alt text '\(alt.prefix(60))' says nothing", at: place,
        affected: ["screen readers", "readers who do not load pictures"],
        remedy: "say what it shows, or write alt=\"\" when it only decorates"))
  }

  static func isUseless(_ alt: String, source: String) -> Bool {
    let text = Words.folded(alt).lowercased()
    guard !text.isEmpty else { return false }
    if useless.contains(text.filter { $0.isLetter }) { return true }
    let file = source.split(separator: "/").last.map { $0.lowercased() } ?? ""
    let name = file.prefix { $0 != "?" }
    if !text.contains(" "), suffixes.contains(where: { text.hasSuffix("." + $0) }) { return true }
    if !name.isEmpty, text == name || text == name.prefix(while: { $0 != "." }), text.count > 3,
      !text.allSatisfy(\.isLetter)
    {
      return true
    }
    return isCameraName(text)
  }

  /// `IMG_1234`, `DSC00012`.
  private static func isCameraName(_ text: String) -> Bool {
    let letters = text.prefix(while: \.isLetter)
    let rest = text.dropFirst(letters.count)
    return ["img", "dsc", "dscn", "dscf", "pict", "p", "image", "screenshot"].contains(
      String(letters))
      && rest.count >= 3 && rest.allSatisfy { $0.isNumber || $0 == "_" || $0 == "-" }
  }

  // MARK: Source and size

  private static func lookAtSource(
    _ element: HTMLPage.Element, _ place: Place, _ list: inout FindingList
  ) {
    let source = LinkTarget(LinkTarget.trimmed(element.attribute("src") ?? ""))
    switch source.scheme {
    case "data":
      list.add(
        Finding(
          .imageInline, "the picture is written into the page", at: place,
          affected: ["Gmail, web", "Gmail, Android", "Outlook 2016-2021, Windows"],
          remedy: "put it on the web and link to it; it also counts against Gmail's 100 KB"))
    case "cid":
      list.add(
        Finding(
          .imageInline, "the picture is an attachment, and this message has none", at: place,
          remedy: "put it on the web and link to it"))
    case nil:
      list.add(
        Finding(
          .imageRelative,
          source.text.isEmpty ? "the picture has no address" : "the picture's address is relative",
          at: place, remedy: "write the whole address, with https://"))
    default:
      guard let flaw = source.flaw else { return }
      list.add(
        Finding(
          .linkBroken, "the picture's address \(flaw)", at: place,
          remedy: "write the whole address, with https://"))
    }
  }

  private static func isSized(
    _ element: HTMLPage.Element, _ style: StyleDeclarations
  ) -> Bool {
    if let width = element.attribute("width"), width.first?.isNumber == true { return true }
    return style.contains { $0.property == "width" && StyleValue($0.value).pixels != nil }
  }

  /// Filters mistrust a message that is pictures alone, and many readers see nothing of it.
  private static func lookAtBalance(_ shown: Int, _ page: LintedPage, _ list: inout FindingList) {
    guard shown > 0 else { return }
    let letters = page.visibleTexts.reduce(0) { $0 + Words.folded($1.text).utf8.count }
    guard letters < shortestText else { return }
    list.add(
      Finding(
        .imageOnly, "there are pictures and hardly any text", at: Place(.html),
        affected: ["readers who do not load pictures", "filters"],
        remedy: "write as text what the pictures say"))
  }

  private static let shortestText = 200
}
