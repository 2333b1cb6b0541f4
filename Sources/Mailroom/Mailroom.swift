public import Composer
public import Feeds
public import Foundation
public import Lint
public import Mail
public import Newsletter
public import Storage
public import Transport

/// Does the work of one run: reads sources, syncs lists, plans, freezes, sends and records.
///
/// It is a value that holds its parts; each piece of work is an extension in a file of its own.
public struct Mailroom: Sendable {
  /// In the configuration's order, which decides who carries a story that several have.
  public var publications: [Publication]
  public var store: Store
  public var reader: SourceReader
  public var keys: MessageKeys
  /// Those that fit a message's From domain sign it.
  public var dkimKeys: [DKIMKey] = []
  public var pace: SendingPace
  /// Looks at each edition before it is frozen; nil: nothing does.
  public var lint: Lint?
  /// Whether editions are frozen that the lint would keep back.
  public var sendsDespiteLint = false
  /// The organization's time zone.
  public var timeZone: TimeZone
  /// Now, in whole seconds.
  public var clock: @Sendable () -> Date
  /// Opens a session with the relay, or with a folder.
  public var openSession: @Sendable () async throws -> any DeliverySession
  /// Hears how the work goes on.
  public var progress: @Sendable (MailroomProgress) -> Void

  public init(
    publications: [Publication], store: Store, reader: SourceReader, keys: MessageKeys,
    pace: SendingPace, timeZone: TimeZone, clock: @escaping @Sendable () -> Date,
    openSession: @escaping @Sendable () async throws -> any DeliverySession,
    progress: @escaping @Sendable (MailroomProgress) -> Void = { _ in }
  ) {
    self.publications = publications
    self.store = store
    self.reader = reader
    self.keys = keys
    self.pace = pace
    self.timeZone = timeZone
    self.clock = clock
    self.openSession = openSession
    self.progress = progress
  }
}

/// A step of the work, told when it is done and before the next begins.
public enum MailroomProgress: Sendable, Equatable {
  /// One affiliate's sources were read and what is new was recorded.
  case fetched(AffiliateID, done: Int, of: Int)
  /// The run has its number; what earlier runs left open is uncertain now.
  case begun
  case frozen(EditionID)
  /// The server answered 354; nothing of it is recorded yet.
  case ready(delivery: Int64)
  /// That is recorded, durably; nothing of the message is written yet.
  case handedOver(delivery: Int64)
  /// What became of one delivery is known, not yet recorded.
  case delivered(Int64)
  /// How far one edition is; told some times a second, and when all of it has had its turn.
  case sending(SendingTally)
  /// The run stays for deliveries that were put off, and does nothing until then.
  case waiting(deferred: Int, until: Date)
  /// All is recorded; the server has not been told goodbye.
  case recorded
}
