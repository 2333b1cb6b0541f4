/// What a tag in the body opens and closes.
extension PageTreeBuilder {
  mutating func takeBody(_ token: HTMLToken) {
    guard open.count < Self.deepest else { return misplaced(token.name) }
    let name = token.name
    if HTMLKinds.tableParts.contains(name) {
      guard openTablePart(name) else { return }
    } else if name == "table" {
      if !tree.isQuirky { closeParagraph() }
      closeStrayTable()
    } else if HTMLKinds.closingParagraphs.contains(name) {
      closeBlocks(before: name)
    } else {
      closeInline(before: name)
    }
    push(token)
    closeAtOnce(token)
  }

  mutating func takeBodyEnd(_ token: HTMLToken) {
    let name = token.name
    switch name {
    case "p":
      // Without a paragraph to end, browsers put in an empty one.
      guard let place = place(of: ["p"], inButton: true) else { return misplaced("p") }
      close(from: place)
    case "br": misplaced("br")
    case _ where HTMLKinds.headings.contains(name):
      if let place = place(of: HTMLKinds.headings) { close(from: place) }
    case _ where name == "table" || HTMLKinds.tableParts.contains(name):
      if let place = tablePlace(of: name) { close(from: place) }
    case _ where HTMLKinds.special.contains(name):
      if let place = place(of: [name]) { close(from: place) }
    default: closeOrdinary(name)
    }
  }

  /// Ends the nearest element of that name, unless something special is in between.
  private mutating func closeOrdinary(_ name: String) {
    var place = open.count - 1
    while place >= 0, self.name(place) != name {
      if HTMLKinds.special.contains(self.name(place)) {
        if HTMLKinds.formatting.contains(name) { misplaced(name) }
        return
      }
      place -= 1
    }
    if place >= 0 { close(from: place) }
  }

  // MARK: Closing

  /// Ends the element at `place` and all in it. Formatting elements that are thereby cut off come
  /// to life again in browsers, except at the end of a cell.
  mutating func close(from place: Int) {
    let isBoundary = HTMLKinds.scopes.contains(name(place)) || isBetweenCells(name(place))
    if !isBoundary {
      for inner in open[(place + 1)...]
      where HTMLKinds.formatting.contains(tree.elements[inner].name) {
        misplaced(tree.elements[inner].name)
      }
    }
    open.removeSubrange(place...)
  }

  /// The innermost open element with one of these names, as far as an end tag reaches.
  private func place(of names: Set<String>, inButton: Bool = false, inList: Bool = false) -> Int? {
    for place in open.indices.reversed() {
      let name = name(place)
      if names.contains(name) { return place }
      if HTMLKinds.scopes.contains(name) || (inButton && name == "button") { return nil }
    }
    return nil
  }

  mutating func closeParagraph() {
    if let place = place(of: ["p"], inButton: true) { close(from: place) }
  }

  private mutating func closeBlocks(before name: String) {
    switch name {
    case "li": closeItem(["li"])
    case "dd", "dt": closeItem(["dd", "dt"])
    default: break
    }
    closeParagraph()
    if HTMLKinds.headings.contains(name), let current = currentName,
      HTMLKinds.headings.contains(current)
    {
      close(from: open.count - 1)
    }
  }

  /// An item ends the one before it, however deep in inline elements, but not through a list.
  private mutating func closeItem(_ names: Set<String>) {
    for place in open.indices.reversed() {
      let name = name(place)
      if names.contains(name) { return close(from: place) }
      if HTMLKinds.special.contains(name), !["address", "div", "p"].contains(name) { return }
    }
  }

  private mutating func closeInline(before name: String) {
    switch name {
    case "a", "nobr":
      guard let place = place(of: [name]) else { return }
      close(from: place)
    case "button": if let place = place(of: ["button"]) { close(from: place) }
    case "option", "optgroup":
      if currentName == "option" { close(from: open.count - 1) }
      if name == "optgroup", currentName == "optgroup" { close(from: open.count - 1) }
    case "rb", "rt", "rtc", "rp":
      if let current = currentName, ["rb", "rt", "rp"].contains(current) {
        close(from: open.count - 1)
      }
    default: break
    }
  }

  // MARK: Tables

  /// The innermost open element of that name within the innermost table.
  private func tablePlace(of name: String) -> Int? {
    for place in open.indices.reversed() {
      if self.name(place) == name { return place }
      if self.name(place) == "table" || HTMLKinds.foreign.contains(self.name(place)) { return nil }
    }
    return nil
  }

  /// A table directly between the cells of another ends that one.
  private mutating func closeStrayTable() {
    guard let current = currentName, isBetweenCells(current),
      let place = tablePlace(of: "table")
    else { return }
    misplaced("table")
    close(from: place)
  }

  /// Closes and opens what must be around a part of a table; false when there is no table.
  private mutating func openTablePart(_ name: String) -> Bool {
    guard let table = tablePlace(of: "table") else { return false }
    switch name {
    case "col":
      keepOpen(below: table, "colgroup")
      if currentName != "colgroup" { push(implied: "colgroup") }
    case "tr":
      keepOpen(below: table, "tbody", "thead", "tfoot")
      openSection()
    case "td", "th":
      openRow(below: table)
    default: keepOpen(below: table)
    }
    return true
  }

  private mutating func openRow(below table: Int) {
    if let row = tablePlace(of: "tr") { return closeAll(behind: row) }
    keepOpen(below: table, "tbody", "thead", "tfoot")
    openSection()
    push(implied: "tr")
  }

  private mutating func openSection() {
    guard let current = currentName, HTMLKinds.tableSections.contains(current) else {
      return push(implied: "tbody")
    }
  }

  /// Closes all in the table, but for its outermost part when that is one of `names`.
  private mutating func keepOpen(below table: Int, _ names: String...) {
    let isKept = table + 1 < open.count && names.contains(name(table + 1))
    closeAll(behind: isKept ? table + 1 : table)
  }

  private mutating func closeAll(behind place: Int) {
    if place + 1 < open.count { open.removeSubrange((place + 1)...) }
  }
}
