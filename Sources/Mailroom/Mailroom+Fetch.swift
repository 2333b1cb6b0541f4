import Diagnostics
import Feeds
import Foundation
public import Newsletter
public import Storage

extension Mailroom {
  /// Reads the sources of some affiliates and records what is new. One bad source stops no other.
  ///
  /// - Parameter allAsBaseline: take everything found as already seen.
  public func fetch(
    _ affiliates: Set<AffiliateID>? = nil, allAsBaseline: Bool = false
  ) async throws -> [FetchRecord] {
    let chosen = publications.filter { affiliates?.contains($0.affiliate) ?? true }
    let round = try FetchRound(chosen, store)
    let answers = await reader.read(round.requests, atOnce: Self.sourcesAtOnce)
    var records: [FetchRecord] = []
    for (index, publication) in chosen.enumerated() {
      let record = try store.record(
        round.reports(for: publication, from: answers), of: publication.affiliate,
        backlog: publication.backlog, allAsBaseline: allAsBaseline, at: clock())
      records.append(record)
      try store.keepSchedule(
        publication.schedule?.text, of: publication.affiliate, at: clock())
      progress(.fetched(publication.affiliate, done: index + 1, of: chosen.count))
    }
    return records
  }

  static let sourcesAtOnce = 6
}

/// The requests of one fetch: an address that several affiliates share is asked for once.
struct FetchRound {
  private(set) var requests: [SourceRequest] = []
  private var places: [SourceKey: Int] = [:]

  init(_ publications: [Publication], _ store: Store) throws {
    var sharing: [[String]: [(SourceKey, SourceRequest)]] = [:]
    var order: [[String]] = []
    for publication in publications {
      let states = try store.sourceStates(of: publication.affiliate)
      for source in publication.sources {
        let group = [source.key.address, source.key.rules]
        if sharing[group] == nil { order.append(group) }
        let request = Self.conditional(source, states[source.key.address])
        sharing[group, default: []].append((source.key, request))
      }
    }
    for group in order { add(sharing[group] ?? []) }
  }

  /// What was heard for each source of a publication.
  func reports(
    for publication: Publication, from answers: [Result<SourceReading, FeedError>]
  ) -> [SourceReport] {
    publication.sources.compactMap { source in
      guard let place = places[source.key] else { return nil }
      return SourceReport(source: source.key, outcome: Self.outcome(answers[place]))
    }
  }

  /// Affiliates that share an address may ask "only if it changed" when all hold the same version.
  private mutating func add(_ members: [(SourceKey, SourceRequest)]) {
    guard var request = members.first?.1 else { return }
    let isShared = members.allSatisfy {
      $0.1.etag == request.etag && $0.1.lastModified == request.lastModified
    }
    if !isShared {
      request.etag = nil
      request.lastModified = nil
    }
    for (key, _) in members { places[key] = requests.count }
    requests.append(request)
  }

  /// A source that is read by other rules than last time is read anew.
  private static func conditional(
    _ source: PublicationSource, _ state: SourceState?
  ) -> SourceRequest {
    var request = source.request
    guard let state, state.readAt != nil, state.rules == source.key.rules else { return request }
    request.etag = state.etag
    request.lastModified = state.lastModified
    return request
  }

  private static func outcome(_ answer: Result<SourceReading, FeedError>) -> SourceReport.Outcome {
    switch answer {
    case .success(.notModified): .notModified
    case .success(.read(let document, let validators)):
      .read(document, etag: validators.etag, lastModified: validators.lastModified)
    case .failure(let error): .failed(error.message)
    }
  }
}
