/// Whether text can be told from what is behind it (WCAG 2.2, 1.4.3, level AA); alt text too, which
/// stands in place of a picture that was not loaded.
enum ContrastCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    let pieces = texts(page) + altTexts(page)
    look(at: pieces, page, page.light, &list)
    if let dark = page.dark { look(at: pieces, page, dark, &list) }
  }

  /// Words that somebody may see.
  private struct Piece {
    let words: String
    let start: Int
    /// Whose colours it has.
    let element: Int
    var isAltText = false
  }

  private static func texts(_ page: LintedPage) -> [Piece] {
    page.visibleTexts.compactMap { text in
      guard let parent = text.parent else { return nil }
      // The first line of the words, not of the space before them.
      return Piece(
        words: text.text, start: text.start + leadingSpace(text.text), element: parent)
    }
  }

  private static func altTexts(_ page: LintedPage) -> [Piece] {
    page.page.elements.indices.compactMap { number in
      let element = page.page.elements[number]
      guard element.name == "img", let alt = element.attribute("alt") else { return nil }
      return Piece(words: alt, start: element.start, element: number, isAltText: true)
    }
  }

  /// One finding for each pair of colours in each story.
  private struct Pair: Hashable {
    let color: Color
    let ground: Color
    let needed: Double
    let story: String?
  }

  private static func look(
    at pieces: [Piece], _ page: LintedPage, _ looks: Looks, _ list: inout FindingList
  ) {
    var seen: Set<Pair> = []
    var isUnknownTold = looks.isDark
    for piece in pieces {
      let look = looks[piece.element]
      guard !look.isHidden,
        piece.words.unicodeScalars.contains(where: {
          !Words.isSpace($0) && !Words.isInvisible($0)
        })
      else { continue }
      guard look.isGroundKnown else {
        if !isUnknownTold { list.add(unknown(page.place(at: piece.start))) }
        isUnknownTold = true
        continue
      }
      let pair = Pair(
        color: look.shownColor, ground: look.shownGround, needed: look.isLarge ? 3 : 4.5,
        story: page.story(at: piece.start))
      guard seen.insert(pair).inserted else { continue }
      let ratio = pair.color.contrast(with: pair.ground)
      if ratio < pair.needed { list.add(finding(pair, ratio, looks, piece, page)) }
    }
  }

  private static func finding(
    _ pair: Pair, _ ratio: Double, _ looks: Looks, _ piece: Piece, _ page: LintedPage
  ) -> Finding {
    let words = Words.folded(piece.words).prefix(40)
    let place = page.place(at: piece.start)
    if ratio < Look.leastContrast, !looks.isDark, !piece.isAltText {
      return Finding(
        .hiddenText, "'\(words)' has the colour of what is behind it", at: place,
        affected: ["everybody who reads", "filters, which take it for a trick"],
        remedy: "give it another colour, or leave it out")
    }
    let mode = looks.isDark ? "in dark mode " : ""
    let kind = piece.isAltText ? "the alt text " : ""
    return Finding(
      looks.isDark ? .contrastDark : .contrast,
      "\(mode)\(kind)'\(words)' is \(pair.color.text) on \(pair.ground.text), a contrast of "
        + "\(rounded(ratio)); \(rounded(pair.needed)) is needed",
      at: place, affected: affected(piece, looks),
      remedy: "make the text \(pair.ground.luminance > 0.18 ? "darker" : "lighter")")
  }

  private static func affected(_ piece: Piece, _ looks: Looks) -> [String] {
    if piece.isAltText { return ["readers who do not load pictures"] }
    return looks.isDark
      ? ["Apple Mail, iPhone", "Apple Mail, Mac"]
      : ["readers with weak sight", "everybody in the sun"]
  }

  private static func leadingSpace(_ text: String) -> Int {
    text.utf8.prefix { $0 <= 0x20 }.count
  }

  private static func rounded(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private static func unknown(_ place: Place) -> Finding {
    Finding(
      .contrastUnknown, "text stands on a picture or gradient, so its contrast is not known",
      at: place, affected: ["readers who do not load pictures"],
      remedy: "set a background-color too, against which the text can be read")
  }
}

/// Whether text is large enough to be read.
enum TextSizeCheck: Check {
  /// Pixels that running text should have at least.
  static let bodySize = 14.0
  /// Pixels below which nothing should be.
  static let anySize = 11.0

  static func look(at page: LintedPage, _ list: inout FindingList) {
    var told: Set<Double> = []
    for text in page.visibleTexts {
      guard let parent = text.parent else { continue }
      let look = page.light[parent]
      let size = look.size
      let words = Words.folded(text.text)
      guard size < bodySize || look.isDisguised,
        words.contains(where: { $0.isLetter || $0.isNumber })
      else { continue }
      let isRunning = words.count >= runningText
      if look.isDisguised, isRunning {
        list.add(disguised(words, page.place(at: text.start)))
      } else if isRunning || size < anySize, told.insert(size).inserted {
        list.add(small(words, size, page.place(at: text.start)))
      }
    }
  }

  private static let runningText = 60

  private static func small(_ words: String, _ size: Double, _ place: Place) -> Finding {
    Finding(
      .smallText, "'\(words.prefix(40))' is \(Int(size)) pixels high", at: place,
      affected: ["phones", "readers with weak sight"],
      remedy: "write running text in 14 pixels at least, best 16")
  }

  private static func disguised(_ words: String, _ place: Place) -> Finding {
    Finding(
      .hiddenText, "'\(words.prefix(40))' cannot be seen, by its size or its indent", at: place,
      affected: ["filters, which take it for a trick"], remedy: "show it or leave it out")
  }
}
