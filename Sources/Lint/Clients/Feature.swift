/// Something that a page may use and a client may not know.
struct Feature: Sendable, Hashable {
  /// What a reader sees who is without it.
  enum Loss: String, Sendable, Hashable {
    /// Something to read is lost, or shown that should not be.
    case content
    /// It stands in the wrong place or size.
    case layout
    /// It looks plainer.
    case decoration
  }

  /// How it is recognised.
  enum Mark: Sendable, Hashable {
    case property(String)
    /// A word in a property's value.
    case value(property: String, word: String)
    /// A word in any value.
    case word(String)
    case function(String)
    case unit(String)
    case atRule(String)
    case pseudo(String)
    case element(String)
    case attribute(String)
    case picture(String)
  }

  /// Its name at caniemail.com.
  let name: String
  let mark: Mark
  let loss: Loss
  /// What is said of it.
  let title: String
  /// What to do.
  let remedy: String
  /// In short words what is missing where it is supported in part; nil: that does not matter.
  let partly: String?
}
