import Diagnostics
import Foundation
import Newsletter
import Studio

extension Federation {
  /// The studio of this federation, which reads the files anew when they change.
  func studio(on place: ListenAddress) -> Studio {
    let source = NewsroomSource(configuration.file)
    return Studio(host: place.host, port: place.port, watching: source.places) {
      try source.newsroom()
    }
  }

  /// When an affiliate's next edition is due: `Friday 2026-11-27, 09:00`.
  func dueText(_ affiliate: AffiliateConfiguration) -> String? {
    let slot = affiliate.digest.schedule?.next(for: affiliate.id, after: Self.clock(), in: timeZone)
    return slot.map { slot in
      let number = Calendar.gregorian(in: timeZone).component(.weekday, from: slot.due)
      let weekday = Weekday.allCases[(number + 6) % 7].rawValue.capitalized
      return "\(weekday) \(LocalTimeText.text(slot.due, in: timeZone))"
    }
  }
}
