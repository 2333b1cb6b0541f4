import CXML2

extension MarkupElement {
  /// The elements below this one that `selector` means, in the document's order.
  public func all(_ selector: Selector) throws(SelectorError) -> [MarkupElement] {
    guard let context = xmlXPathNewContext(document.pointer) else { return [] }
    defer { xmlXPathFreeContext(context) }
    // A hostile page could make a selector with positions take the square of its elements.
    context.pointee.opLimit = 50_000_000
    xmlXPathSetErrorHandler(context)
    guard let result = xmlXPathNodeEval(node, selector.xpath, context) else {
      throw SelectorError(selector: selector.text, column: 1, reason: .tooCostly)
    }
    defer { xmlXPathFreeObject(result) }
    return elements(of: result)
  }

  /// The first element below this one that `selector` means.
  public func first(_ selector: Selector) throws(SelectorError) -> MarkupElement? {
    try all(selector).first
  }

  private func elements(of result: xmlXPathObjectPtr) -> [MarkupElement] {
    guard let set = result.pointee.nodesetval, set.pointee.nodeNr > 0 else { return [] }
    xmlXPathNodeSetSort(set)
    return (0..<Int(set.pointee.nodeNr)).compactMap { index in
      guard let found = set.pointee.nodeTab[index], found.pointee.type == XML_ELEMENT_NODE else {
        return nil
      }
      return MarkupElement(node: found, document: document)
    }
  }

  /// Keeps libxml2 from printing to stderr.
  private func xmlXPathSetErrorHandler(_ context: xmlXPathContextPtr) {
    context.pointee.error = { _, _ in }
  }
}
