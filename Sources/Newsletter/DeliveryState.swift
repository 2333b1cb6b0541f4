/// Where a delivery (one edition to one subscriber) stands.
public enum DeliveryState: String, Sendable, Codable, CaseIterable {
  /// Frozen and waiting for its turn.
  case planned
  /// The server answered 354; the body may or may not have followed.
  case handedOver
  /// The server took it.
  case accepted
  /// The server refused it for good.
  case rejected
  /// The server asked to try later.
  case deferred
  /// It was handed over and no answer is known.
  case uncertain
  /// Deferred until it was given up.
  case expired
  /// Nothing is sent, for a reason of ours.
  case skipped
  /// Nothing is sent: the address is never to be mailed.
  case suppressed

  /// Whether this state may turn into another (DESIGN, "Sending, and the log that balances").
  public func mayBecome(_ next: DeliveryState) -> Bool {
    switch (self, next) {
    case (.planned, .handedOver), (.planned, .deferred), (.planned, .rejected),
      (.planned, .skipped), (.planned, .suppressed),
      (.handedOver, .accepted), (.handedOver, .rejected), (.handedOver, .deferred),
      (.handedOver, .uncertain), (.handedOver, .planned),
      (.deferred, .handedOver), (.deferred, .deferred), (.deferred, .rejected),
      (.deferred, .expired), (.deferred, .skipped), (.deferred, .suppressed),
      (.deferred, .planned),
      (.uncertain, .accepted), (.uncertain, .planned), (.uncertain, .skipped),
      (.rejected, .planned), (.expired, .planned):
      true
    default: false
    }
  }

  /// The states that this one may turn into.
  public var successors: Set<DeliveryState> { Set(Self.allCases.filter(mayBecome)) }

  /// Whether the reserved stories go back to the person when a delivery enters this state.
  public var givesStoriesBack: Bool {
    switch self {
    case .rejected, .expired, .skipped, .suppressed: true
    case .planned, .handedOver, .accepted, .deferred, .uncertain: false
    }
  }

  /// Whether nothing more happens unless somebody asks for it.
  public var isEnded: Bool {
    switch self {
    case .accepted, .rejected, .uncertain, .expired, .skipped, .suppressed: true
    case .planned, .handedOver, .deferred: false
    }
  }
}

/// Why a subscription of the audience gets no message.
public enum SkipReason: String, Sendable, Codable, CaseIterable {
  /// All stories of the edition are theirs already.
  case nothingNew
  case unconfirmed
  case removed
  case unsubscribed
  /// Not one of those whom the affiliate's segment is for.
  case outsideSegment
  /// Never to be mailed.
  case suppressed
  /// It was uncertain whether the message arrived, and somebody found that it did not.
  case unsent

  /// The reason in words, to stand after "left out:".
  public var words: String {
    switch self {
    case .nothingNew: "has had every story already"
    case .unconfirmed: "has not confirmed yet"
    case .removed: "is gone from the list file"
    case .unsubscribed: "has unsubscribed"
    case .outsideSegment: "is not in the segment that it is for"
    case .suppressed: "is suppressed"
    case .unsent: "was settled as not sent"
    }
  }

  /// The state of such a delivery.
  public var state: DeliveryState { self == .suppressed ? .suppressed : .skipped }
}
