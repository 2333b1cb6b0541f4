import Foundation
import Markup

/// Outlook on Windows does not know `max-width`: what is held by it alone becomes as wide as the
/// window there, unless it has a width too or stands in a table written for Outlook.
enum MaxWidthSupport: Check {
  private static let feature = "css-max-width"
  private static let kinds: Set<String> = ["table", "td", "th", "div"]

  static func look(at page: LintedPage, _ list: inout FindingList) {
    let affected = page.clients.filter { ClientSupport.level(feature, in: $0) == .no }
    guard !affected.isEmpty else { return }
    let frames = OutlookFrames(page.page)
    for (number, element) in page.page.elements.enumerated() where kinds.contains(element.name) {
      guard let style = page.styles.own[number], !page.light[number].isHidden,
        style.contains(where: isLimit), !hasWidth(element, style),
        !frames.hold(element.start)
      else { continue }
      list.add(
        Finding(
          .supportLayout, "max-width alone holds this <\(element.name)>",
          at: page.place(of: number),
          affected: affected.map(\.name),
          remedy: "put a table with a width around it in a comment for Outlook (<!--[if mso]>)",
          feature: feature))
    }
  }

  private static func isLimit(_ declaration: StyleDeclarations.Element) -> Bool {
    declaration.property == "max-width" && (StyleValue(declaration.value).pixels ?? 0) > 1
  }

  private static func hasWidth(_ element: HTMLPage.Element, _ style: StyleDeclarations) -> Bool {
    if let width = element.attribute("width"), !width.hasSuffix("%"), Int(width) != nil {
      return true
    }
    return style.contains { $0.property == "width" && StyleValue($0.value).pixels != nil }
  }
}

/// The stretches of a page that stand in a table of fixed width for Outlook, written in
/// conditional comments.
struct OutlookFrames {
  private var frames: [Range<Int>] = []

  private static let deepest = 16

  init(_ page: HTMLPage) {
    var open: [Int] = []
    for comment in page.comments {
      let text = comment.text.lowercased()
      guard text.hasPrefix("[if"), text.contains("mso"), !text.hasPrefix("[if !mso") else {
        continue
      }
      let begins = text.components(separatedBy: "<table").count - 1
      let ends = text.components(separatedBy: "</table").count - 1
      for _ in 0..<min(ends, open.count) {
        if let start = open.popLast() { frames.append(start..<comment.start) }
      }
      if begins > ends, text.contains("width"), open.count < Self.deepest {
        open += Array(repeating: comment.start, count: min(begins - ends, Self.deepest))
      }
    }
    for start in open { frames.append(start..<page.size) }
    merge()
  }

  /// Puts them in order and makes one of those that overlap, so that a place is found by halving.
  private mutating func merge() {
    var merged: [Range<Int>] = []
    for frame in frames.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, frame.lowerBound <= last.upperBound {
        let end = max(last.upperBound, frame.upperBound)
        merged[merged.count - 1] = last.lowerBound..<end
      } else {
        merged.append(frame)
      }
    }
    frames = merged
  }

  func hold(_ offset: Int) -> Bool {
    var low = 0
    var high = frames.count
    while low < high {
      let middle = (low + high) / 2
      if frames[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < frames.count && frames[low].contains(offset)
  }
}

/// Outlook on Windows shows a hidden picture, and tables within what is hidden.
enum HiddenSupport: Check {
  private static let feature = "css-display-none"

  static func look(at page: LintedPage, _ list: inout FindingList) {
    let affected = page.clients.filter {
      [.no, .partly].contains(ClientSupport.level(feature, in: $0)) && $0.family == "outlook"
    }
    guard !affected.isEmpty else { return }
    for (number, element) in page.page.elements.enumerated() {
      guard ["img", "table"].contains(element.name), page.light[number].isHidden,
        isHiddenByDisplay(number, page),
        !isHiddenFromOutlook(number, page)
      else { continue }
      list.add(
        Finding(
          .supportContent, "a hidden <\(element.name)> is shown all the same",
          at: page.place(of: number), affected: affected.map(\.name),
          remedy: "write mso-hide:all beside display:none, on each table within", feature: feature))
    }
  }

  /// Itself a picture, or a table within what is hidden.
  private static func isHiddenByDisplay(_ element: Int, _ page: LintedPage) -> Bool {
    page.page.elements[element].name == "img"
      || page.page.elements[element].parent.map { page.light[$0].isHidden } == true
  }

  private static func isHiddenFromOutlook(_ element: Int, _ page: LintedPage) -> Bool {
    page.styles.own[element]?.contains { $0.property == "mso-hide" } == true
  }
}
