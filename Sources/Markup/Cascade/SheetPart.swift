/// One selector of a rule, with the rule's declarations.
struct SheetPart {
  /// nil when the selector was not understood.
  var selector: ComplexSelector?
  /// Where one of them is missing from a page, nothing can be meant.
  var names = PartNames()
  var specificity = Specificity()
  var lift: SelectorLift?
  /// As written, without comments.
  var text: String
  /// Its sheet among the page's.
  var sheet: Int
  /// The first octet of its rule in the sheet.
  var offset: Int
  /// Whether it holds under a condition only, such as `@media`.
  var isConditional: Bool
  /// Whether nothing can ever be meant by it, so that it is left out.
  var isPointless = false
  var declarations: [StyleDeclaration]
  /// The number of its first declaration among all of the page.
  var first = 0

  /// Whether its declarations may move into the elements.
  var isMovable: Bool { !isConditional && selector?.isSettled == true }
}
