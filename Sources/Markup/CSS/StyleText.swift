/// A style sheet, or a `style` attribute, for those who only look at it: its rules in order, their
/// values in pieces, and where each stands.
public struct StyleText: Sendable {
  /// A part of a value. What follows a ``function(_:)`` up to its ``end`` are its arguments.
  public enum Piece: Sendable, Hashable {
    /// In lower case.
    case word(String)
    /// What stands behind `#`, in lower case.
    case hash(String)
    /// The unit in lower case: `px`, `%`, or empty.
    case number(Double, unit: String)
    /// Its name in lower case.
    case function(String)
    case end
    case address(String)
    case string(String)
    case comma
    /// A lone sign such as `/`.
    case sign(UInt8)
  }

  public struct Declaration: Sendable, Hashable {
    /// In lower case, but for a custom property's.
    public let property: String
    public let value: [Piece]
    public let isImportant: Bool
    /// Octets from the beginning.
    public let offset: Int
  }

  /// A style rule; one in a group stands there with the group's conditions.
  public struct Rule: Sendable, Hashable {
    public let selectors: String
    public let declarations: [Declaration]
    /// Such as `@media (min-width: 600px)`, the outermost first.
    public let conditions: [String]
    public let offset: Int
  }

  /// An at-rule, whatever it holds.
  public struct AtRule: Sendable, Hashable {
    /// In lower case, without the sign: `media`, `font-face`.
    public let name: String
    /// From the at-sign to before its block, white space folded.
    public let prelude: String
    public let offset: Int
  }

  public private(set) var rules: [Rule] = []
  public private(set) var atRules: [AtRule] = []

  /// Reads a style sheet.
  public init(sheet text: String) {
    let sheet = StyleSheetParser.sheet(Array(text.utf8))
    collect(sheet.rules, of: sheet.source, conditions: [])
    for oddity in sheet.oddities where oddity.kind == .importedSheet {
      atRules.append(AtRule(name: "import", prelude: "@import", offset: oddity.offset))
    }
  }

  /// The declarations of a `style` attribute.
  public static func declarations(_ text: String) -> [Declaration] {
    let source = CSSSource(Array(text.utf8))
    return StyleSheetParser.declarations(source).map { Declaration($0, of: source) }
  }

  private mutating func collect(
    _ rules: [StyleSheet.Rule], of source: CSSSource, conditions: [String]
  ) {
    for rule in rules {
      switch rule {
      case .style(let style):
        self.rules.append(
          Rule(
            selectors: source.text(style.prelude),
            declarations: style.declarations.map { Declaration($0, of: source) },
            conditions: conditions, offset: style.offset))
      case .group(let group):
        let prelude = source.text(group.prelude)
        append(group.prelude, prelude, of: source)
        collect(group.rules, of: source, conditions: conditions + [prelude])
      case .other(let range): append(range, of: source)
      }
    }
  }

  private mutating func append(_ range: Range<Int>, of source: CSSSource) {
    let brace = range.first { source.tokens[$0].kind == .openCurly } ?? range.upperBound
    let prelude = range.lowerBound..<brace
    append(prelude, source.text(prelude), of: source)
  }

  private mutating func append(_ range: Range<Int>, _ prelude: String, of source: CSSSource) {
    guard let first = range.first, source.tokens[first].kind == .atKeyword else { return }
    let token = source.tokens[first]
    atRules.append(
      AtRule(
        name: source.name(token).lowercased(), prelude: prelude, offset: token.range.lowerBound))
  }
}

extension StyleText.Declaration {
  init(_ declaration: StyleDeclaration, of source: CSSSource) {
    property = declaration.property
    value = source.tokens[declaration.value].compactMap { StyleText.Piece($0, of: source) }
    isImportant = declaration.isImportant
    offset = declaration.offset
  }
}

extension StyleText.Piece {
  /// Nil for white space.
  init?(_ token: CSSToken, of source: CSSSource) {
    switch token.kind {
    case .whitespace: return nil
    case .ident: self = .word(source.name(token).lowercased())
    case .atKeyword, .colon, .semicolon, .commentOpen, .commentClose, .openSquare, .closeSquare,
      .openCurly, .closeCurly:
      self = .sign(source.bytes[token.range.lowerBound])
    case .function: self = .function(source.name(token).lowercased())
    case .openRound: self = .function("")
    case .closeRound: self = .end
    case .hash: self = .hash(source.name(token).lowercased())
    case .string, .badString: self = .string(Self.inner(token, of: source, from: 1))
    case .url, .badURL: self = .address(Self.inner(token, of: source, from: 4))
    case .number, .percentage, .dimension: self = Self.number(source.bytes[token.range])
    case .comma: self = .comma
    case .delimiter(let sign): self = .sign(sign)
    }
  }

  private static func inner(_ token: CSSToken, of source: CSSSource, from count: Int) -> String {
    let written = source.bytes[token.range].dropFirst(count).dropLast(token.isUnterminated ? 0 : 1)
    return CSSName.text(written.drop(while: CSSByte.isWhitespace))
  }

  private static func number(_ written: ArraySlice<UInt8>) -> Self {
    let digits = written.prefix {
      CSSByte.isDigit($0) || $0 == 0x2E || $0 == 0x2B || $0 == CSSByte.hyphen
    }
    let unit = String(decoding: written.dropFirst(digits.count), as: UTF8.self).lowercased()
    return .number(Double(String(decoding: digits, as: UTF8.self)) ?? 0, unit: unit)
  }
}
