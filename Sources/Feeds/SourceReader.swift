import Curl
public import Foundation
import Newsletter

/// Fetches and decodes sources, several at once; none of them can stop another.
public struct SourceReader: Sendable {
  /// How Broadsheet names itself to web servers.
  public var userAgent: String
  /// The largest document that is read, in octets after decompression.
  public var sizeLimit: Int
  public var timeout: Duration
  /// What the documents are for.
  public var use: FeedDecoder.Use

  /// - Parameters:
  ///   - website: the organization's, so that a server's administrator knows whom to ask.
  ///   - version: Broadsheet's own.
  public init(
    website: URL? = nil, version: String = "1", sizeLimit: Int = 10_000_000,
    timeout: Duration = .seconds(30), use: FeedDecoder.Use = .mailing
  ) {
    let contact = website.map { " (+\($0.absoluteString))" } ?? ""
    userAgent = "Broadsheet/\(version)\(contact)"
    self.sizeLimit = sizeLimit
    self.timeout = timeout
    self.use = use
  }

  /// Reads one source.
  public func read(_ request: SourceRequest) async -> Result<SourceReading, FeedError> {
    await read([request], atOnce: 1)[0]
  }

  /// Reads the sources and gives the outcomes in the same order.
  ///
  /// - Parameter limit: how many are read at the same time; of one host, two at most.
  public func read(
    _ requests: [SourceRequest], atOnce limit: Int = 4
  ) async -> [Result<SourceReading, FeedError>] {
    var waiting = FetchLane.lanes(for: requests)[...]
    var outcomes: [Int: Result<SourceReading, FeedError>] = [:]
    await withTaskGroup(of: [Int: Result<SourceReading, FeedError>].self) { group in
      for lane in waiting.prefix(max(1, limit)) {
        group.addTask { await read(lane, of: requests) }
      }
      waiting = waiting.dropFirst(max(1, limit))
      for await finished in group {
        outcomes.merge(finished) { first, _ in first }
        guard let lane = waiting.popFirst() else { continue }
        group.addTask { await read(lane, of: requests) }
      }
    }
    return requests.indices.map { index in
      outcomes[index]
        ?? .failure(
          FeedError(source: requests[index].address.absoluteString, reason: .transfer("not read")))
    }
  }

  private func read(
    _ lane: FetchLane, of requests: [SourceRequest]
  ) async -> [Int: Result<SourceReading, FeedError>] {
    let fetcher = SourceFetcher(lane: lane, reader: self)
    var outcomes: [Int: Result<SourceReading, FeedError>] = [:]
    for index in lane.indices {
      do {
        outcomes[index] = .success(try await fetcher.read(requests[index]))
      } catch {
        outcomes[index] = .failure(error)
      }
    }
    return outcomes
  }
}
