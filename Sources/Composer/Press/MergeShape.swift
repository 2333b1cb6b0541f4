import Newsletter

/// What of one reader decides how their message is built: those who share it differ only in what
/// is filled in.
struct MergeShape: Hashable, Sendable {
  enum Field: Hashable, Sendable {
    /// The reader has no such value: its sections are closed.
    case absent
    /// Any value; it is filled in afterwards.
    case open
    /// This value, rendered with the template.
    case value(String)
  }

  /// In the order of ``MergeUse/fields``.
  let fields: [Field]

  /// - Parameter values: the reader's, in the order of the fields.
  init(_ values: [String?], use: MergeUse) {
    fields = zip(use.fields, values).map { field, value in
      guard let value else { return .absent }
      // Nothing to fill in is rendered as nothing, with all that Mustache makes of it.
      return value.isEmpty || use.decisive.contains(field) ? .value(value) : .open
    }
  }

  /// The reader's links as the templates see them, with a mark in each place that is filled in
  /// later.
  func links(_ use: MergeUse, marks: MergeMarks) -> ReaderLinks {
    ReaderLinks(
      leave: text(of: .leaveURL, use, marks), preferences: text(of: .preferencesURL, use, marks))
  }

  private func text(of field: MergeField, _ use: MergeUse, _ marks: MergeMarks) -> String? {
    guard let index = use.fields.firstIndex(of: field) else { return nil }
    switch fields[index] {
    case .absent: return nil
    case .open: return marks.mark(index)
    case .value(let value): return value
    }
  }

  /// The reader as the templates see them, with a mark in each place that is filled in later.
  func subscriber(_ use: MergeUse, marks: MergeMarks) -> DigestView.Subscriber {
    var named: [MergeField: String] = [:]
    for (index, field) in fields.enumerated() {
      switch field {
      case .absent: break
      case .open: named[use.fields[index]] = marks.mark(index)
      case .value(let value): named[use.fields[index]] = value
      }
    }
    let columns = named.compactMap { field, value -> (String, String)? in
      guard case .column(let key) = field else { return nil }
      return (key, value)
    }
    return DigestView.Subscriber(
      name: named[.name], address: named[.address] ?? "", language: named[.language],
      fields: Dictionary(columns) { first, _ in first })
  }
}
