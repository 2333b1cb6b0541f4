extension EmailAddress {
  /// Enough for its owner to know it, and too little for anybody else to write to it; it does not
  /// tell how long it is: `a••••@example.org`.
  public var masked: String { "\(localPart.prefix(1))••••@\(domain)" }
}
