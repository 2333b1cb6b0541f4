import Composer
public import Diagnostics
import Foundation
import Mailroom

extension Federation {
  /// Reads the mail that came to the unsubscribe address, and does what it asks for.
  ///
  /// - Parameter place: a message or an mbox, a Maildir, or `-` for stdin.
  public func readInbox(_ text: String) throws -> ExitCode {
    let place = try InboxPlace(text)
    let desk = LeaveDesk(
      store: try store(), seal: TokenSeal(keys: try keys()),
      affiliates: configuration.affiliates.map(\.id))
    var report = InboxReport()
    try place.read { item in
      guard let mail = item.mail else {
        report.countUnreadable(item)
        return false
      }
      let outcome = try desk.act(
        on: mail, arrivedAt: item.arrivedAt, at: Self.clock())
      report.take(outcome, item, mail)
      if case .done = outcome { return true }
      return false
    }
    if report.messages == 0, report.unreadable > 0, !place.isMaildir {
      throw InboxError(place: text, reason: .noMessage)
    }
    try console.show(report.text, json: report)
    return .done
  }
}
