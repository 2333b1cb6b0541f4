import Composer
import Mail
import Newsletter
import Storage

/// One message that is ready to go.
struct Parcel: Sendable {
  /// What the log has of the delivery, as far as this run has written it.
  var state: DeliveryState
  /// Whether this run has handed it over: then it counts for the limits, whatever came of it.
  private(set) var isHandedOver = false
  /// Where in the outbox it comes from, and goes back to.
  var lane = 0
  private let content: Content

  /// In one place, because a parcel changes hands often, and each time all that it holds would be
  /// retained and released.
  private final class Content: Sendable {
    let edition: EditionID
    let delivery: WaitingDelivery
    let mark: LeavingMark
    let message: PrintedMessage

    init(
      _ edition: EditionID, _ delivery: WaitingDelivery, _ mark: LeavingMark,
      _ message: PrintedMessage
    ) {
      self.edition = edition
      self.delivery = delivery
      self.mark = mark
      self.message = message
    }
  }

  init(
    edition: EditionID, delivery: WaitingDelivery, mark: LeavingMark, message: PrintedMessage
  ) {
    state = delivery.state
    content = Content(edition, delivery, mark, message)
  }

  mutating func handOver() {
    state = .handedOver
    isHandedOver = true
  }

  var edition: EditionID { content.edition }
  var delivery: WaitingDelivery { content.delivery }
  /// Its number in the log.
  var number: Int64 { content.delivery.id }
  /// How far opt-outs had been read when the delivery was found free to go.
  var mark: LeavingMark { content.mark }
  var message: PrintedMessage { content.message }
  var envelope: Envelope { message.envelope }
}
