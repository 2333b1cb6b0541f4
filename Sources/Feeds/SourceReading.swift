public import Newsletter

/// What came of reading a source.
public enum SourceReading: Sendable, Equatable {
  /// It is as it was when the validators were given.
  case notModified
  case read(SourceDocument, SourceValidators)
}
