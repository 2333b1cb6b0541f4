/// A declaration that an element may get, from a rule or from its own `style` attribute.
struct CascadeEntry: Equatable {
  enum Origin: Equatable {
    /// By its number among the declarations of the page's rules.
    case sheet(Int)
    /// By its number in the attribute.
    case attribute(Int)
  }

  var origin: Origin
  /// Names the property in ``CascadeProperties``.
  var property: Int
  var isImportant: Bool
  /// Whether every mail program takes its value.
  var isPlain: Bool
  /// Property and value, to know the same again.
  var text: String
}
