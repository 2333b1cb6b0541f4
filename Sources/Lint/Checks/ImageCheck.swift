import Foundation
import Markup

/// Pictures: what they say, how large they are, where they come from.
enum ImageCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    var shown = 0
    for (number, element) in page.page.elements.enumerated() where element.name == "img" {
      guard !page.light[number].isHidden else { continue }
      let place = page.place(of: number)
      if isPixel(element, page.styles.own[number] ?? []) {
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

  /// CSS has the last word.
  private static func isPixel(_ element: HTMLPage.Element, _ style: StyleDeclarations) -> Bool {
    ["width", "height"].allSatisfy { side in
      let styled = style.last { $0.property == side || $0.property == "max-" + side }
        .flatMap { StyleValue($0.value).pixels }
      let written = element.attribute(side).flatMap(pixels)
      return (styled ?? written).map { $0 <= 1 } ?? false
    }
  }

  /// `552` or `552px`, and no share of what is around.
  private static func pixels(_ written: String) -> Double? {
    let text = written.lowercased().filter { !$0.isWhitespace }
    return Double(text.hasSuffix("px") ? String(text.dropLast(2)) : text)
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
    if repeatsTitle(alt, element, page) {
      list.add(
        Finding(
          .altRepeats, "the alt text repeats the story's title", at: place,
          affected: ["screen readers, which say it twice", "readers who do not load pictures"],
          remedy: "say what the picture shows, or write alt=\"\""))
      return
    }
    guard isUseless(alt, source: element.attribute("src") ?? "") else { return }
    list.add(
      Finding(
        .altUseless, "the alt text '\(alt.prefix(60))' says nothing", at: place,
        affected: ["screen readers", "readers who do not load pictures"],
        remedy: "say what it shows, or write alt=\"\" when it only decorates"))
  }

  private static func repeatsTitle(
    _ alt: String, _ element: HTMLPage.Element, _ page: LintedPage
  ) -> Bool {
    guard let title = page.story(at: element.start), case let words = Words.essence(alt) else {
      return false
    }
    return !words.isEmpty && words == Words.essence(title)
  }

  static func isUseless(_ alt: String, source: String) -> Bool {
    let text = Words.folded(alt).lowercased()
    guard !text.isEmpty else { return false }
    if useless.contains(text.filter { $0.isLetter }) { return true }
    // A dot, a dash: a picture's emoji is more.
    if text.allSatisfy({ $0.isPunctuation || $0.isMathSymbol || $0 == " " }) { return true }
    if isAddress(text) || isScreenshot(text) { return true }
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

  private static func isAddress(_ text: String) -> Bool {
    !text.contains(" ") && ["http://", "https://", "www."].contains(where: text.hasPrefix)
  }

  private static let screenshots = [
    "screenshot", "screen shot", "captura de pantalla", "captura de tela", "capture d’écran",
    "capture d'écran", "bildschirmfoto", "schermafbeelding", "scan",
  ]

  /// `Screenshot 2026-11-20 at 10.14.22`, as machines name them.
  private static func isScreenshot(_ text: String) -> Bool {
    guard let name = screenshots.first(where: text.hasPrefix) else { return false }
    let rest = text.dropFirst(name.count)
    return rest.count(where: \.isNumber) >= 4 && rest.count(where: \.isLetter) <= 6
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
      guard let flaw = source.flaw else { return lookAtScheme(source, place, &list) }
      list.add(
        Finding(
          .linkBroken, "the picture's address \(flaw)", at: place,
          remedy: "write the whole address, with https://"))
    }
  }

  private static func lookAtScheme(
    _ source: LinkTarget, _ place: Place, _ list: inout FindingList
  ) {
    guard source.scheme == "http" else { return }
    list.add(
      Finding(
        .linkInsecure,
        "the picture's address '\(LinkTargetCheck.shortened(source.text))' is not encrypted",
        at: place, affected: ["clients that show no such picture"],
        remedy: "write https:// if the site has it"))
  }

  private static func isSized(
    _ element: HTMLPage.Element, _ style: StyleDeclarations
  ) -> Bool {
    if element.attribute("width").flatMap(pixels) != nil { return true }
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
