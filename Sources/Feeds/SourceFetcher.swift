import Curl
import Foundation
import Newsletter

/// Fetches the sources of one lane and decodes them.
struct SourceFetcher {
  private let client: HTTPClient
  private let files: BlockingThread
  private let reader: SourceReader

  init(lane: FetchLane, reader: SourceReader) {
    client = HTTPClient(name: "fetch.\(lane.name)")
    files = BlockingThread(name: "read.\(lane.name)")
    self.reader = reader
  }

  func read(_ request: SourceRequest) async throws(FeedError) -> SourceReading {
    switch request.address.scheme?.lowercased() {
    case "http", "https": return try await fetch(request)
    case "file", nil: return try await open(request)
    default: throw error(request, .unsupportedAddress)
    }
  }

  // MARK: The web

  private func fetch(_ request: SourceRequest) async throws(FeedError) -> SourceReading {
    let response = try await answer(to: request)
    let isConditional = request.etag != nil || request.lastModified != nil
    if response.status == 304, isConditional { return .notModified }
    guard (200...299).contains(response.status) else {
      throw error(request, .status(response.status))
    }
    let base = request.base ?? URL(string: response.address) ?? request.address
    let contentType = response.field("Content-Type")
    let document = try decode(response.body, contentType, base, for: request)
    return .read(
      document,
      SourceValidators(
        etag: response.field("ETag"), lastModified: response.field("Last-Modified")))
  }

  private func answer(to request: SourceRequest) async throws(FeedError) -> HTTPResponse {
    do {
      return try await client.response(to: httpRequest(for: request))
    } catch let failure as HTTPError {
      switch failure {
      case .tooLarge(let limit): throw error(request, .tooLarge(limit: limit))
      case .transfer(let curl): throw error(request, .transfer(curl.text))
      }
    } catch {
      throw self.error(request, .transfer("\(error)"))
    }
  }

  private func httpRequest(for request: SourceRequest) -> HTTPRequest {
    var fields = [(name: "Accept", value: Self.accept(request.format))]
    if let etag = request.etag { fields.append(("If-None-Match", etag)) }
    if let date = request.lastModified { fields.append(("If-Modified-Since", date)) }
    return HTTPRequest(
      url: request.address, fields: fields, userAgent: reader.userAgent,
      sizeLimit: reader.sizeLimit, timeout: reader.timeout)
  }

  private static func accept(_ format: SourceRequest.Format) -> String {
    switch format {
    case .feed:
      "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
        + "text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
    case .page: "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
    }
  }

  // MARK: Files

  private func open(_ request: SourceRequest) async throws(FeedError) -> SourceReading {
    let path = request.address.path(percentEncoded: false)
    let limit = reader.sizeLimit
    let bytes: [UInt8]
    do {
      bytes = try await files.run { try LocalFile.bytes(at: path, limit: limit) }
    } catch let failure as LocalFile.Failure {
      switch failure {
      case .tooLarge: throw error(request, .tooLarge(limit: limit))
      case .unreadable(let words): throw error(request, .unreadableFile(words))
      }
    } catch {
      throw self.error(request, .unreadableFile("\(error)"))
    }
    // A file's address is no base: links to this machine's files help no reader.
    let document = try decode(bytes, nil, request.base, for: request)
    return .read(document, SourceValidators())
  }

  // MARK: Decoding

  private func decode(
    _ bytes: [UInt8], _ contentType: String?, _ base: URL?, for request: SourceRequest
  ) throws(FeedError) -> SourceDocument {
    do {
      switch request.format {
      case .feed:
        return try FeedDecoder(for: reader.use)
          .document(from: bytes, contentType: contentType, base: base)
      case .page(let rules):
        return try PageDecoder(rules).document(from: bytes, contentType: contentType, base: base)
      }
    } catch {
      throw self.error(request, error.reason)
    }
  }

  private func error(_ request: SourceRequest, _ reason: FeedError.Reason) -> FeedError {
    FeedError(source: request.address.absoluteString, reason: reason)
  }
}
