/// What `log settle` did.
struct SettleReport: Encodable {
  let edition: String
  let settled: Int
  let asSent: Bool
  let balance: BalanceReport

  private enum CodingKeys: CodingKey { case edition, settled, `as`, balance }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(edition, forKey: .edition)
    try container.encode(settled, forKey: .settled)
    try container.encode(asSent ? "sent" : "unsent", forKey: .as)
    try container.encode(balance.editions.first, forKey: .balance)
  }

  var text: String {
    guard settled > 0 else { return "Nothing of \(edition) is uncertain." }
    let count = settled.counted("delivery is", "deliveries are")
    let outcome =
      asSent
      ? "\(count) settled as sent." : "\(count) settled as not sent; the stories are owed again."
    return outcome + "\n" + balance.text
  }
}
