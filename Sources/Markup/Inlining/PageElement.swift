/// An element of a ``PageTree``.
struct PageElement {
  /// In lower case.
  var name: String
  var parent: Int?
  /// The token of its start tag; nil when none was written.
  var tag: Int?
  /// For one whose tag was left out, the token before which it begins.
  var beginsBefore: Int
  var attributes: [(name: String, value: String)] = []
  var id: String?
  var classes: [String] = []
  var children: [Int] = []
  var hasText = false

  // Known when the whole tree is.
  var previous: Int?
  /// Among its siblings, counted from 1; and their number.
  var position = 1
  var siblingCount = 1
  /// The same among siblings of its name.
  var positionOfType = 1
  var siblingCountOfType = 1

  func attribute(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }
}
