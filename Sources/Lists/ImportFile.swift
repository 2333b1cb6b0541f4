public import Foundation
import Mail
public import Newsletter

/// A file of people that another program exported, or that a person made.
public struct ImportFile: Sendable {
  /// As messages name it.
  public let name: String
  /// The program that wrote it, as far as the headings show.
  public let format: ImportFormat?
  private let list: ListFile
  private let whole: ImportStanding
  /// A column that is called so may say whether somebody is subscribed, or something else of them.
  private let isStandingGuessed: Bool
  private static let standingNames: Set<String> = [
    "status", "subscription status", "subscriber status", "email status", "estado",
  ]

  /// Looks at the first line.
  ///
  /// - Parameters:
  ///   - affiliate: whose list the people are to come to.
  ///   - mapping: what columns mean; it goes before what is guessed.
  public init(
    _ url: URL, for affiliate: AffiliateID, mapping: ColumnMapping = ColumnMapping()
  ) throws(ListError) {
    name = url.lastPathComponent
    let headings = try ListFile(affiliate: affiliate, url: url, name: name).headings()
    format = ImportFormat(headings: headings)
    var guessed = format?.mapping ?? ColumnMapping()
    for heading in headings where format?.isUnwanted(heading) ?? false {
      if guessed.column(for: heading) == nil { guessed.map(heading, to: "") }
    }
    if format == nil {
      for heading in headings where Self.standingNames.contains(ListHeader.folded(heading)) {
        guessed.map(heading, to: .remark(.standing))
      }
    }
    guessed.keepsRepeats = true
    list = ListFile(affiliate: affiliate, url: url, name: name, mapping: guessed.merging(mapping))
    isStandingGuessed =
      format == nil && !mapping.headers.contains(where: Self.standingNames.contains)
    whole = format == .mailchimp ? Self.standing(ofFileNamed: name) : .subscribed
  }

  /// Reads the file and hands over each row with an address, whatever their standing; somebody who
  /// stands there twice comes twice, for the second row may say that they left.
  ///
  /// - Throws: ``ListError``, or what `each` throws.
  public func read(each: (ImportRow) throws -> Void) throws -> ListReading {
    try list.read { row in
      try each(ImportRow(row, whole: whole, isStandingGuessed: isStandingGuessed))
    }
  }

  /// Mailchimp puts those who left, and those whose mail came back, into files of their own.
  private static func standing(ofFileNamed name: String) -> ImportStanding {
    let lower = name.lowercased()
    if lower.hasPrefix("unsubscribed") { return .unsubscribed }
    if lower.hasPrefix("cleaned") { return .bounced }
    return lower.hasPrefix("nonsubscribed") ? .unconfirmed : .subscribed
  }
}

/// One person of an imported file.
public struct ImportRow: Sendable, Equatable {
  public let line: Int
  public let recipient: Recipient
  public let standing: ImportStanding
  /// When they said yes, if the file tells.
  public let consentAt: Date?
  /// Where that was, if the file tells.
  public let consentFrom: String?
  /// When and why they left, if the file tells.
  public let leftAt: Date?
  public let leftReason: String?

  init(_ row: ListRow, whole: ImportStanding, isStandingGuessed: Bool = false) {
    line = row.line
    var recipient = row.recipient
    var remarks = row.remarks
    // "Retired" says nothing of a subscription; it is a field like any other.
    if isStandingGuessed, let word = remarks[.standing], ImportStanding(word: word) == .unknown {
      remarks[.standing] = nil
      recipient.fields["status"] = word
    }
    if let text = row.remarks[.attributes] {
      recipient.fields.merge(Self.fields(of: text)) { own, _ in own }
    }
    self.recipient = recipient
    standing = ImportStanding(remarks, whole: whole)
    consentAt =
      [.confirmedAt, .consentAt].lazy
      .compactMap { row.remarks[$0].flatMap(ImportMoment.date) }.first
    consentFrom = row.remarks[.consentFrom]
    leftAt = row.remarks[.leftAt].flatMap(ImportMoment.date)
    leftReason = row.remarks[.leftReason]
  }

  /// The texts, numbers and truths of a JSON object; what is nested has no column to stand in.
  private static func fields(of text: String) -> [String: String] {
    // What is no object says nothing of the person, and the row counts without it.
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
      let members = object as? [String: Any]
    else { return [:] }
    var fields: [String: String] = [:]
    for (key, value) in members {
      let field = key.mended.lowercased()
      let text = ((value as? String) ?? (value as? NSNumber)?.stringValue)?.mended
      if let text, !text.isEmpty, !field.isEmpty { fields[field] = text }
    }
    return fields
  }
}

extension ListFile {
  /// The cells of the first line that is not blank; none where there is none.
  fileprivate func headings() throws(ListError) -> [String] {
    let octets = ListOctets(try firstOctets()).octets
    var reader = CSVReader(beginning: octets)
    var headings: [String] = []
    let take = { (row: borrowing CSVRow) in
      if !headings.isEmpty || row.isBlank || row.text(0).lowercased() == "sep=" { return }
      for index in 0..<row.count { headings.append(GuardedCell.plain(row.text(index)).mended) }
    }
    // What is wrong with the file is told when it is read.
    try? reader.read(octets, each: take)
    if headings.isEmpty { try? reader.finish(each: take) }
    return headings
  }

  private func firstOctets() throws(ListError) -> [UInt8] {
    guard FileManager.default.fileExists(atPath: url.path) else { throw error(.missing) }
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }  // Nothing was written, so nothing can be lost.
      return [UInt8](try file.read(upToCount: Self.pieceSize) ?? Data())
    } catch {
      throw self.error(.unreadable(SystemWords.why(error)))
    }
  }
}
