import CXML2

/// A child of an element: text, or an element.
public enum MarkupNode {
  case text(String)
  case element(MarkupElement)
}

/// One element of a ``MarkupDocument``; holding it keeps the document alive.
public struct MarkupElement {
  let node: xmlNodePtr
  let document: MarkupDocument

  /// The name without its prefix: HTML's in lower case, XML's as written.
  public var name: String {
    let full = qualifiedName
    guard let colon = full.firstIndex(of: ":") else { return full }
    return String(full[full.index(after: colon)...])
  }

  /// The namespace prefix as written, also where it was never declared.
  public var prefix: String? {
    if let namespace = node.pointee.ns { return Self.string(namespace.pointee.prefix) }
    let full = qualifiedName
    return full.firstIndex(of: ":").map { String(full[..<$0]) }
  }

  /// The namespace's name, when it was declared.
  public var namespace: String? {
    node.pointee.ns.flatMap { Self.string($0.pointee.href) }
  }

  /// The value of an attribute by its name (`href`, `xml:base`), in whatever case it is written.
  public func attribute(_ name: String) -> String? {
    var next = node.pointee.properties
    while let attribute = next {
      let found = Self.name(of: attribute)
      if found == name || found.lowercased() == name.lowercased() {
        return Self.value(of: attribute)
      }
      next = attribute.pointee.next
    }
    return nil
  }

  /// All attributes, in the document's order.
  public var attributes: [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    var next = node.pointee.properties
    while let attribute = next {
      found.append((Self.name(of: attribute), Self.value(of: attribute)))
      next = attribute.pointee.next
    }
    return found
  }

  /// The element around this one.
  public var parent: MarkupElement? {
    guard let above = node.pointee.parent, above.pointee.type == XML_ELEMENT_NODE else {
      return nil
    }
    return MarkupElement(node: above, document: document)
  }

  /// The child nodes that matter: elements and text; comments and instructions are left out.
  public var nodes: [MarkupNode] {
    var found: [MarkupNode] = []
    var next = node.pointee.children
    while let child = next {
      switch child.pointee.type {
      case XML_ELEMENT_NODE:
        found.append(.element(MarkupElement(node: child, document: document)))
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
        found.append(.text(Self.string(child.pointee.content) ?? ""))
      default: break
      }
      next = child.pointee.next
    }
    return found
  }

  /// The child elements.
  public var children: [MarkupElement] {
    var found: [MarkupElement] = []
    var next = node.pointee.children
    while let child = next {
      if child.pointee.type == XML_ELEMENT_NODE {
        found.append(MarkupElement(node: child, document: document))
      }
      next = child.pointee.next
    }
    return found
  }

  /// All text within, as written, with its white space.
  public var text: String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { broadsheet_xml_free(content) }
    return Self.string(content) ?? ""
  }

  private var qualifiedName: String { Self.string(node.pointee.name) ?? "" }

  private static func name(of attribute: xmlAttrPtr) -> String {
    let local = string(attribute.pointee.name) ?? ""
    guard let namespace = attribute.pointee.ns, let prefix = string(namespace.pointee.prefix)
    else { return local }
    return prefix + ":" + local
  }

  private static func value(of attribute: xmlAttrPtr) -> String {
    guard let content = xmlNodeListGetString(attribute.pointee.doc, attribute.pointee.children, 1)
    else { return "" }
    defer { broadsheet_xml_free(content) }
    return string(content) ?? ""
  }

  static func string(_ text: UnsafePointer<xmlChar>?) -> String? {
    text.map { String(cString: $0) }
  }
}

extension MarkupElement {
  /// The same for two values that mean one element of one document.
  public var identity: Int { Int(bitPattern: node) }
}
