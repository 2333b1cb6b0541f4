/// Which single properties a declaration sets.
///
/// Two declarations can only be at odds when their reaches meet: `margin` and `margin-left` do,
/// `margin-left` and `margin-right` do not.
struct PropertyReach: Sendable, Equatable {
  /// What it may set, in order.
  private(set) var touched: [String]
  /// What it sets whatever the direction of the text.
  private(set) var covered: [String]
  private var isAll = false
  private var isCustom = false

  /// - Parameter property: in lower case, but for a custom one.
  init(_ property: String) {
    isCustom = property.hasPrefix("--")
    isAll = property == "all"
    let known = isCustom ? property : PropertyTable.plainName(property)
    covered = PropertyTable.longhands(known)
    touched = Set(covered.flatMap(PropertyTable.relatives)).sorted()
  }

  func meets(_ other: PropertyReach) -> Bool {
    if isAll || other.isAll { return !isCustom && !other.isCustom }
    if touched.count == 1, other.touched.count == 1 { return touched[0] == other.touched[0] }
    var (one, two) = (touched[...], other.touched[...])
    while let first = one.first, let second = two.first {
      if first == second { return true }
      if first < second { one = one.dropFirst() } else { two = two.dropFirst() }
    }
    return false
  }

  /// Whether nothing that `other` sets is left when this one is set after it.
  func covers(_ other: PropertyReach) -> Bool {
    guard !other.isAll else { return isAll }
    if isAll { return !other.isCustom && !other.touched.contains("direction") }
    return other.touched.allSatisfy(covered.contains)
  }
}
