/// A property and its value, as a rule or a `style` attribute gives it.
struct StyleDeclaration: Sendable, Equatable {
  /// In lower case, but for a custom property's.
  var property: String
  /// The value's tokens in its source, without white space around it and without `!important`.
  var value: Range<Int>
  var isImportant: Bool
  /// The first octet in the source.
  var offset: Int

  /// A property that pages define themselves, such as `--link`.
  var isCustom: Bool { property.hasPrefix("--") }
}
