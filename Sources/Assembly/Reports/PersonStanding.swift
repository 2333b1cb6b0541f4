import Foundation
import Newsletter
import Storage

/// What a person decided of the lists that they are on, and what holds of each now.
struct PersonStanding {
  struct Decision: Encodable {
    /// Nil means all affiliates.
    let affiliate: String?
    /// Whether it is their later decision to be on again.
    let isLifted: Bool
    let at: Date
    let source: String
    let reason: String?
  }

  let decisions: [Decision]
  private let optOuts: OptOuts
  private let isSuppressed: Bool

  init(_ log: AddressLog) {
    decisions = log.optOuts.map {
      Decision(
        affiliate: $0.affiliate, isLifted: $0.isLifted, at: $0.at, source: $0.source,
        reason: $0.reason)
    }
    optOuts = OptOuts(
      log.optOuts.map { entry in
        OptOutDecision(entry.affiliate.flatMap { AffiliateID($0) }, isLifted: entry.isLifted)
      })
    isSuppressed = log.isSuppressed
  }

  /// What holds of a list, whatever is written beside the subscription.
  func status(of affiliate: String, written: String) -> String {
    if isSuppressed { return "suppressed" }
    let hasLeft = AffiliateID(affiliate).map { optOuts.hasLeft($0) } ?? optOuts.leftAll
    return hasLeft ? SubscriptionStatus.unsubscribed.rawValue : written
  }

  func lines(in zone: TimeZone) -> [String] {
    decisions.map { decision in
      let moment = LocalTimeText.text(decision.at, in: zone)
      let list = decision.affiliate ?? "all lists"
      let why = decision.reason.map { ": \($0)" } ?? ""
      let what = decision.isLifted ? "came back to" : "left"
      return "  \(what) \(list) at \(moment) (\(decision.source))\(why)"
    }
  }
}
