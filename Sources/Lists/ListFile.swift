public import Foundation
public import Newsletter

/// An affiliate's list of subscribers: a CSV file that people keep in git or a spreadsheet.
///
///     let list = ListFile(affiliate: jpu, url: url, name: "Lists/jpu.csv")
///     let reading = try list.read { row in … }
public struct ListFile: Sendable {
  public let affiliate: AffiliateID
  public let url: URL
  /// The file as messages name it, such as `Lists/jpu.csv`.
  public let name: String

  static let pieceSize = 256 << 10
  /// What its columns mean beyond their names; nothing for a list file.
  let mapping: ColumnMapping

  public init(affiliate: AffiliateID, url: URL, name: String? = nil) {
    self.init(affiliate: affiliate, url: url, name: name, mapping: ColumnMapping())
  }

  init(affiliate: AffiliateID, url: URL, name: String?, mapping: ColumnMapping) {
    self.mapping = mapping
    self.affiliate = affiliate
    self.url = url
    self.name = name ?? url.path
  }

  /// Reads the file and hands over each person as they come, so that a list of any length takes
  /// the memory of a row, and 25 octets for each person to find who stands there twice.
  ///
  /// Bad rows are kept out and named in ``ListReading/problems``.
  ///
  /// - Parameters:
  ///   - tell: hears of each bad row in its place between the others; the reading names the first
  ///     10,000 in any case.
  ///   - each: what to do with a person; what it throws ends the reading.
  /// - Throws: ``ListError`` when the file as a whole cannot be trusted: unreadable, no column of
  ///   addresses, larger than 512 MB. People may have been handed over by then.
  public func read(
    tell: (ListProblem) -> Void = { _ in }, each: (ListRow) throws -> Void
  ) throws -> ListReading {
    let file = try open()
    defer { try? file.close() }  // Nothing was written, so nothing can be lost.
    return try reading(next: { try piece(of: file) }, tell, each)
  }

  /// Reads the whole file and keeps its people.
  public func read() throws(ListError) -> ListReading {
    try gathered { each in try read(each: each) }
  }

  /// Reads octets as if they were the file.
  public func read(octets: [UInt8]) throws(ListError) -> ListReading {
    var rest = Data(octets)
    return try gathered { each in
      try reading(
        next: {
          defer { rest = Data() }
          return rest
        }, { _ in }, each)
    }
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

  func error(_ reason: ListError.Reason) -> ListError {
    ListError(file: name, affiliate: affiliate, reason: reason)
  }

  private func gathered(
    _ read: (_ each: (ListRow) throws -> Void) throws -> ListReading
  ) throws(ListError) -> ListReading {
    var rows: [ListRow] = []
    do {
      var reading = try read { rows.append($0) }
      reading.rows = rows
      return reading
    } catch let error as ListError {
      throw error
    } catch {
      throw self.error(.unreadable(SystemWords.why(error)))
    }
  }

  private func reading(
    next: () throws -> Data, _ tell: (ListProblem) -> Void,
    _ each: (ListRow) throws -> Void
  ) throws -> ListReading {
    var pass = ListPass(file: name, affiliate: affiliate, mapping: mapping)
    do {
      while case let piece = try next(), !piece.isEmpty {
        try pass.take(piece, tell: tell, each: each)
      }
      return try pass.finish(tell: tell, each: each)
    } catch let error as CSVError {
      throw self.error(.csv(error))
    } catch let flaw as ListHeader.Flaw {
      throw error(ListError.Reason(flaw))
    }
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
}
