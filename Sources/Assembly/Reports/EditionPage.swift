import Foundation
import Newsletter
import Storage

/// What `log edition` prints, a line at a time.
struct EditionPage {
  let edition: EditionID
  let balance: BalanceReport
  let figures: FiguresReport?

  func text(of store: Store, in zone: TimeZone, _ line: (String) -> Void) throws {
    try store.eachDelivery(of: edition) { line(DeliveryEntry($0).line(in: zone)) }
    line(balance.text)
    if let figures { line(figures.line(in: zone)) }
  }

  /// One object, each delivery on a line of its own, so that it can be written and read piecewise.
  func json(of store: Store, _ line: (String) -> Void) throws {
    line("{")
    line("  \"balance\" : \(try Console.line(balance.editions.first)),")
    line("  \"deliveries\" : [")
    var waiting: String?
    try store.eachDelivery(of: edition) { delivery in
      if let waiting { line(waiting + ",") }
      waiting = "    " + (try Console.line(DeliveryEntry(delivery)))
    }
    if let waiting { line(waiting) }
    line("  ],")
    line("  \"edition\" : \(try Console.line(edition.text)),")
    line("  \"figures\" : \(try Console.line(figures))")
    line("}")
  }
}
