/// The elements of a page as a browser would arrange them, in the order of their beginnings.
struct PageTree {
  var elements: [PageElement] = []
  /// For each token of text, the element it stands in.
  var textParents: [Int: Int] = [:]
  /// Whether the page asks for the rules of the nineties, under which names ignore case.
  var isQuirky = true
  /// The classes and ids that some element has, in lower case, and the attributes. Known when the
  /// whole tree is.
  private(set) var names = PartNames()
  private(set) var attributeNames: Set<String> = []
  /// Tags out of order, which a browser mends in ways that are not followed here.
  var misplaced: [Misplacement] = []

  struct Misplacement: Equatable {
    var name: String
    /// The token.
    var token: Int
  }

  /// Whether it can be seen at all: nothing in the head can, and nothing about the page.
  func isShown(_ element: Int) -> Bool {
    var place: Int? = element
    while let index = place {
      if elements[index].name == "head" { return false }
      place = elements[index].parent
    }
    return !HTMLKinds.metadata.contains(elements[element].name)
  }

  /// Works out the places of all elements among their siblings, and what names there are.
  mutating func finish() {
    for element in elements {
      for name in element.classes { names.classes.insert(name) }
      if let id = element.id { names.ids.insert(id) }
      for attribute in element.attributes { attributeNames.insert(attribute.name) }
    }
    names = names.lowercased
    settle(elements.indices.filter { elements[$0].parent == nil })
    for index in elements.indices { settle(elements[index].children) }
  }

  private mutating func settle(_ siblings: [Int]) {
    var counts: [String: Int] = [:]
    var previous: Int?
    for (position, index) in siblings.enumerated() {
      counts[elements[index].name, default: 0] += 1
      elements[index].previous = previous
      elements[index].position = position + 1
      elements[index].siblingCount = siblings.count
      elements[index].positionOfType = counts[elements[index].name] ?? 1
      previous = index
    }
    for index in siblings {
      elements[index].siblingCountOfType = counts[elements[index].name] ?? 1
    }
  }
}
