public import Foundation
public import Newsletter

/// An affiliate's list of subscribers: a CSV file that people keep in git or a spreadsheet.
///
///     let list = ListFile(affiliate: jpu, url: url, name: "Lists/jpu.csv")
///     for row in try list.read().rows { … }
public struct ListFile: Sendable {
  public let affiliate: AffiliateID
  public let url: URL
  /// The file as messages name it, such as `Lists/jpu.csv`.
  public let name: String

  static let pieceSize = 256 << 10

  public init(affiliate: AffiliateID, url: URL, name: String? = nil) {
    self.affiliate = affiliate
    self.url = url
    self.name = name ?? url.path
  }

  /// Reads the whole file; bad rows are kept out and named in `problems`.
  ///
  /// - Throws: when the file as a whole cannot be trusted: unreadable, not UTF-8, no column of
  ///   addresses, a quote that is never closed.
  public func read() throws(ListError) -> ListReading {
    let file = try open()
    defer { try? file.close() }  // Nothing was written, so nothing can be lost.
    let first = try piece(of: file)
    return try reading(of: first) { () throws(ListError) in try piece(of: file) }
  }

  /// What stands for the file's content: while it is the same, so are the people.
  public func fingerprint() throws(ListError) -> String {
    let file = try open()
    defer { try? file.close() }  // Nothing was written, so nothing can be lost.
    var fingerprint = ListFingerprint()
    while true {
      let piece = try piece(of: file)
      if piece.isEmpty { return fingerprint.text }
      fingerprint.take(piece)
    }
  }

  /// Reads octets as if they were the file.
  public func read(octets: [UInt8]) throws(ListError) -> ListReading {
    try reading(of: Data(octets)) { () throws(ListError) in Data() }
  }

  func error(_ reason: ListError.Reason) -> ListError {
    ListError(file: name, affiliate: affiliate, reason: reason)
  }

  private func open() throws(ListError) -> FileHandle {
    guard FileManager.default.fileExists(atPath: url.path) else { throw error(.missing) }
    do {
      return try FileHandle(forReadingFrom: url)
    } catch {
      throw self.error(.unreadable(SystemWords.why(error)))
    }
  }

  private func piece(of file: FileHandle) throws(ListError) -> Data {
    do {
      return try file.read(upToCount: Self.pieceSize) ?? Data()
    } catch {
      throw self.error(.unreadable(SystemWords.why(error)))
    }
  }

  private func reading(
    of first: Data, next: () throws(ListError) -> Data
  ) throws(ListError) -> ListReading {
    var fingerprint = ListFingerprint()
    fingerprint.take(first)
    let collector = try collect(first) { () throws(ListError) in
      let piece = try next()
      fingerprint.take(piece)
      return piece
    }
    var reading = try reading(collector)
    reading.fingerprint = fingerprint.text
    return reading
  }

  private func collect(
    _ first: Data, next: () throws(ListError) -> Data
  ) throws(ListError) -> RowCollector {
    if first.isEmpty { throw error(.empty) }
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
      throw error(.utf16)
    }
    var collector = RowCollector(file: name, affiliate: affiliate)
    var reader = CSVReader(beginning: first)
    var piece = first
    do {
      while !piece.isEmpty {
        let octets = [UInt8](piece)
        try octets.withUnsafeBufferPointer { (buffer) throws(CSVError) in
          try reader.read(buffer) { row throws(CSVError) in collector.take(row) }
        }
        if collector.flaw != nil { break }
        piece = try next()
      }
      if collector.flaw == nil {
        try reader.finish { row throws(CSVError) in collector.take(row) }
      }
    } catch let error as CSVError {
      throw self.error(.csv(error))
    } catch let error as ListError {
      throw error
    } catch {
      throw self.error(.unreadable(SystemWords.why(error)))
    }
    return collector
  }

  private func reading(_ collector: RowCollector) throws(ListError) -> ListReading {
    switch collector.flaw {
    case .isAPerson(let address): throw error(.headerIsAPerson(address: address))
    case .noEmail(let names, let nearest):
      throw error(.noEmailColumn(names: names, nearest: nearest))
    case .severalEmails(let first, let second):
      throw error(.severalEmailColumns(first: first, second: second))
    case nil: break
    }
    guard let reading = collector.reading else { throw error(.empty) }
    return reading
  }
}
