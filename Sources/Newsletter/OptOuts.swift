/// One decision of a person: to leave one affiliate or all, or to be on again.
public struct OptOutDecision: Sendable, Equatable {
  /// Nil means all affiliates.
  public let affiliate: AffiliateID?
  /// Whether this is the later decision to be on again. Only the person can lift what they decided;
  /// no file, import, sync or restore can.
  public let isLifted: Bool

  public init(_ affiliate: AffiliateID?, isLifted: Bool = false) {
    self.affiliate = affiliate
    self.isLifted = isLifted
  }
}

/// What one person's decisions add up to.
///
/// They are out of an affiliate when their last word on it is to leave, or when their last word on
/// it or on all is. So undoing "leave all" does not undo an older "leave jpu", and signing up for
/// jpu after "leave all" gives jpu alone.
public struct OptOuts: Sendable, Equatable {
  /// Whether the last decision about all was to leave.
  public private(set) var leftAll = false
  /// Those whose last decision was to leave.
  public private(set) var left: Set<AffiliateID> = []
  /// Those that they came back to after they had left all.
  public private(set) var returned: Set<AffiliateID> = []

  public init() {}

  /// - Parameter decisions: in the order they were made.
  public init(_ decisions: some Sequence<OptOutDecision>) {
    for decision in decisions { take(decision) }
  }

  /// Whether nothing may be sent to them from an affiliate.
  public func hasLeft(_ affiliate: AffiliateID) -> Bool {
    left.contains(affiliate) || (leftAll && !returned.contains(affiliate))
  }

  /// What stood before somebody left all the last time; nil when they have not, or came back.
  ///
  /// Said over again, it changes nothing, so it is the first time that counts.
  ///
  /// - Parameter decisions: in the order they were made.
  public static func beforeLeavingAll(_ decisions: some Sequence<OptOutDecision>) -> OptOuts? {
    var optOuts = OptOuts()
    var before: OptOuts?
    for decision in decisions {
      let isNews = !optOuts.leftAll || !optOuts.returned.isEmpty
      if decision.affiliate == nil, !decision.isLifted, isNews { before = optOuts }
      optOuts.take(decision)
      if !optOuts.leftAll { before = nil }
    }
    return before
  }

  /// Takes in the next decision.
  public mutating func take(_ decision: OptOutDecision) {
    guard let affiliate = decision.affiliate else {
      leftAll = !decision.isLifted
      returned = []
      return
    }
    if decision.isLifted {
      left.remove(affiliate)
      if leftAll { returned.insert(affiliate) }
    } else {
      left.insert(affiliate)
      returned.remove(affiliate)
    }
  }
}
