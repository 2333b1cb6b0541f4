import Dispatch
import Foundation
import Mail
import Mailroom
import Newsletter
import Synchronization

/// Makes what the pages show, one thing after the other on a thread of its own, and keeps it until
/// a file changes.
///
/// The page and the frames in it ask for the same at the same time; it is made once.
final class EditionDesk: Sendable {
  private let open: @Sendable () throws -> Newsroom
  private let watch: FileWatch
  private let queue = DispatchQueue(label: "org.broadsheet.studio")
  private let state = Mutex(State())
  /// What tells the day, once a newsroom has been opened: at midnight editions get another name.
  private let day = Mutex<@Sendable () -> String>({ "" })

  private struct State {
    var mark = ""
    var newsroom: Result<Newsroom, any Error>?
    var plans: [EditionPlan]?
    /// The one that was used last stands last.
    var sheets: [(key: SheetKey, sheet: Result<EditionSheet, any Error>)] = []
  }

  private struct SheetKey: Equatable {
    let affiliate: AffiliateID
    let reader: Subscriber?
  }

  /// Editions that are kept; one takes some hundred kilobytes.
  private static let mostSheets = 24

  /// - Parameters:
  ///   - places: what is watched before the first newsroom says more.
  ///   - open: reads the federation's files; it may block.
  init(watching places: WatchedPlaces, open: @escaping @Sendable () throws -> Newsroom) {
    self.open = open
    watch = FileWatch(places)
  }

  /// Names the state of the files; another one once there is something else to see.
  func mark() -> String { mark(of: watch.sharedMark()) }

  private func mark(of files: Int) -> String {
    String(UInt(bitPattern: files), radix: 36) + "-" + day.withLock { $0 }()
  }

  // MARK: What is asked for

  /// The federation and what would be sent, for each affiliate.
  func overview() async throws -> (newsroom: Newsroom, plans: [EditionPlan], mark: String) {
    try await run { state in
      let newsroom = try self.newsroom(&state)
      let plans = try state.plans ?? newsroom.mailroom.plan()
      state.plans = plans
      return (newsroom, plans, state.mark)
    }
  }

  /// An affiliate's next edition, as a reader gets it or as one who has had no story yet.
  ///
  /// - Parameter name: the affiliate's id, as it was asked for.
  func look(at name: String, for reader: EmailAddress?) async throws -> EditionLook {
    try await run { state in
      let newsroom = try self.newsroom(&state)
      let affiliate = try newsroom.affiliate(name)
      return EditionLook(
        newsroom: newsroom, affiliate: affiliate, readers: newsroom.firstReaders(affiliate.id),
        sheet: Self.sheet(&state, of: affiliate.id, for: reader, newsroom), mark: state.mark)
    }
  }

  private static func sheet(
    _ state: inout State, of affiliate: AffiliateID, for reader: EmailAddress?,
    _ newsroom: Newsroom
  ) -> Result<EditionSheet, any Error> {
    let key = SheetKey(affiliate: affiliate, reader: reader.map { Subscriber($0) })
    let known = state.sheets.firstIndex { $0.key == key }
    let sheet =
      known.map { state.sheets.remove(at: $0).sheet }
      ?? Result {
        let proof = try newsroom.mailroom.proof(of: affiliate, for: reader)
        return EditionSheet(proof, lint: newsroom.lint)
      }
    state.sheets.append((key, sheet))
    if state.sheets.count > mostSheets { state.sheets.removeFirst() }
    return sheet
  }

  /// How many editions are kept.
  var sheetCount: Int { state.withLock { $0.sheets.count } }

  // MARK: How it is made

  /// Only what runs on the queue holds the lock for long, and nothing else waits for it.
  private func run<Value: Sendable>(
    _ work: @escaping @Sendable (inout State) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(with: Result { try self.state.withLock { try work(&$0) } })
      }
    }
  }

  private func newsroom(_ state: inout State) throws -> Newsroom {
    if let newsroom = state.newsroom, mark(of: watch.mark()) == state.mark {
      return try newsroom.get()
    }
    let newsroom = opened()
    if case .success(let newsroom) = newsroom {
      day.withLock { $0 = { newsroom.today.description } }
      watch.look(at: newsroom.places)
    }
    state = State()
    state.newsroom = newsroom
    state.mark = mark(of: watch.mark())
    return try newsroom.get()
  }

  /// Reads the files, once more if one changed meanwhile.
  private func opened() -> Result<Newsroom, any Error> {
    var result: Result<Newsroom, any Error>
    var attempts = 3
    repeat {
      attempts -= 1
      let before = watch.mark()
      result = Result { try open() }
      if watch.mark() == before { break }
    } while attempts > 0
    return result
  }
}

/// What a page of an edition is made from.
struct EditionLook: Sendable {
  let newsroom: Newsroom
  let affiliate: Newsroom.Affiliate
  /// People on the list, to choose from.
  let readers: [EmailAddress]
  /// Or why there is none.
  let sheet: Result<EditionSheet, any Error>
  let mark: String
}
