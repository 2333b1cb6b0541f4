/// The one place where selectors become XPath.
extension Selector {
  /// The XPath that finds the same elements below the context node.
  var xpath: String {
    alternatives.map(\.xpath).joined(separator: " | ")
  }
}

extension ComplexSelector {
  fileprivate var xpath: String {
    steps.map { step in
      let test = step.compound.type ?? "*"
      let conditions = step.compound.conditions.map { "[\($0.xpath(type: step.compound.type))]" }
      return step.combinator.axis(test) + conditions.joined()
    }.joined(separator: "/")
  }
}

extension ComplexSelector.Combinator {
  fileprivate func axis(_ test: String) -> String {
    switch self {
    case .descendant: "descendant::\(test)"
    case .child: "child::\(test)"
    case .nextSibling: "following-sibling::*[1][self::\(test)]"
    case .laterSibling: "following-sibling::\(test)"
    }
  }
}

extension ComplexSelector {
  /// That the context node is what is meant, as a boolean expression: read from the right.
  fileprivate var xpathCondition: String {
    var condition = ""
    for (place, step) in steps.enumerated() {
      let before = place == 0 ? "" : " and " + step.combinator.xpathBefore(condition)
      condition = step.compound.xpathCondition + before
    }
    return condition
  }
}

extension ComplexSelector.Combinator {
  /// That an element in this relation to the context node meets `condition`.
  fileprivate func xpathBefore(_ condition: String) -> String {
    switch self {
    case .descendant: "ancestor::*[\(condition)]"
    case .child: "parent::*[\(condition)]"
    case .nextSibling: "preceding-sibling::*[1][\(condition)]"
    case .laterSibling: "preceding-sibling::*[\(condition)]"
    }
  }
}

extension CompoundSelector {
  /// The conditions as one boolean expression.
  fileprivate var xpathCondition: String {
    let typeTest = type.map { ["self::\($0)"] } ?? []
    let tests = typeTest + conditions.map { $0.xpath(type: type) }
    return tests.isEmpty ? "true()" : tests.map { "(\($0))" }.joined(separator: " and ")
  }
}

extension CompoundSelector.Condition {
  fileprivate func xpath(type: String?) -> String {
    switch self {
    case .id(let name): CompoundSelector.Match.equal.xpath("@id", name)
    case .className(let name): CompoundSelector.Match.word.xpath("@class", name)
    case .hasAttribute(let name): "@\(name)"
    case .attribute(let test): test.match.xpath("@\(test.name)", test.value)
    case .position(let position): position.xpath(type: type)
    case .isOnly(let isOfType): Self.only(isOfType ? type ?? "*" : "*")
    case .isEmpty: "not(node()[self::* or self::text()])"
    case .isRoot: "not(parent::*)"
    case .not(let list): "not(\(Self.either(list)))"
    case .matches(let list), .weightless(let list): Self.either(list)
    // The parser lets none of these through to pages.
    case .state: "false()"
    }
  }

  private static func only(_ test: String) -> String {
    "not(preceding-sibling::\(test)) and not(following-sibling::\(test))"
  }

  private static func either(_ list: [ComplexSelector]) -> String {
    list.isEmpty ? "false()" : list.map { "(\($0.xpathCondition))" }.joined(separator: " or ")
  }
}

extension CompoundSelector.Match {
  fileprivate func xpath(_ attribute: String, _ value: String) -> String {
    let literal = Self.literal(value)
    let never = value.isEmpty && self != .equal && self != .language
    if never { return "false()" }
    return switch self {
    case .equal: "\(attribute) = \(literal)"
    case .prefix: "starts-with(\(attribute), \(literal))"
    case .part: "contains(\(attribute), \(literal))"
    case .suffix:
      "substring(\(attribute), string-length(\(attribute)) - \(value.unicodeScalars.count - 1))"
        + " = \(literal)"
    case .word:
      value.contains(where: \.isWhitespace)
        ? "false()"
        : "contains(concat(' ', normalize-space(\(attribute)), ' '), \(Self.literal(" \(value) ")))"
    case .language:
      "\(attribute) = \(literal) or starts-with(\(attribute), \(Self.literal(value + "-")))"
    }
  }

  /// XPath 1.0 has no escapes, so a text with both quotes is put together from pieces.
  private static func literal(_ text: String) -> String {
    if !text.contains("'") { return "'\(text)'" }
    if !text.contains("\"") { return "\"\(text)\"" }
    let pieces = text.split(separator: "'", omittingEmptySubsequences: false).map { "'\($0)'" }
    return "concat(\(pieces.joined(separator: ", \"'\", ")))"
  }
}

extension CompoundSelector.Position {
  fileprivate func xpath(type: String?) -> String {
    let axis = isFromEnd ? "following-sibling" : "preceding-sibling"
    let test = isOfType ? type ?? "*" : "*"
    if step == 0, offset == 1 { return "not(\(axis)::\(test))" }
    let number = "(count(\(axis)::\(test)) + 1)"
    if step == 0 { return "\(number) = \(offset)" }
    let isReached = step > 0 ? "\(number) >= \(offset)" : "\(number) <= \(offset)"
    return "\(isReached) and (\(number) - \(offset)) mod \(abs(step)) = 0"
  }
}
