import CXML2

/// A parsed HTML or XML document; it owns libxml2's tree and frees it with its last element.
///
/// Parsing reads no file and no network address, expands no entity, and mends what is broken.
/// A document and its elements stay in the task that parsed them: they are not `Sendable`.
public final class MarkupDocument {
  let pointer: xmlDocPtr

  private init(owning pointer: xmlDocPtr) {
    self.pointer = pointer
  }

  deinit {
    xmlFreeDoc(pointer)
  }

  /// Parses a whole HTML page, or whatever is served as one.
  ///
  /// - Returns: nil when there is nothing in it that could be a tree.
  public static func html(_ text: String) -> MarkupDocument? {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue
    return parse(CharacterCleaning.withoutControls(Array(text.utf8))) { bytes, length in
      htmlReadMemory(bytes, length, nil, "UTF-8", Int32(options))
    }
  }

  /// Parses a piece of HTML such as a feed's description; ``fragment`` holds its nodes.
  static func htmlFragment(_ text: String) -> MarkupDocument? {
    // Text directly in the body would be given a paragraph that nobody wrote.
    html("<html><body><div>" + text)
  }

  /// Parses XML after mending it (``XMLMender``), so that tag soup gives a tree too.
  public static func xml(_ text: String) -> MarkupDocument? {
    let options =
      XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue
    return parse(XMLMender.mend(text)) { bytes, length in
      xmlReadMemory(bytes, length, nil, "UTF-8", Int32(options))
    }
  }

  /// The outermost element.
  public var root: MarkupElement? {
    xmlDocGetRootElement(pointer).map { MarkupElement(node: $0, document: self) }
  }

  /// The nodes of a piece of HTML, without the elements that parsing put around it.
  var fragment: [MarkupNode] {
    guard let body = root?.children.first(where: { $0.name == "body" }) else { return [] }
    let nodes = body.nodes
    guard case .element(let wrapper)? = nodes.first else { return nodes }
    return wrapper.nodes + nodes.dropFirst()
  }

  private static func parse(
    _ bytes: [UInt8], with read: (UnsafePointer<CChar>, Int32) -> xmlDocPtr?
  ) -> MarkupDocument? {
    guard XMLLibrary.isReady, let length = Int32(exactly: bytes.count), length > 0 else {
      return nil
    }
    let pointer = bytes.withUnsafeBytes { buffer in
      buffer.bindMemory(to: CChar.self).baseAddress.flatMap { read($0, length) }
    }
    return pointer.map { MarkupDocument(owning: $0) }
  }
}

/// libxml2's process-wide set-up, done once, before several threads may parse.
private enum XMLLibrary {
  static let isReady: Bool = {
    xmlInitParser()
    return true
  }()
}
