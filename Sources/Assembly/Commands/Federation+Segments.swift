import Diagnostics
import Foundation
import Lists
import Newsletter

extension Federation {
  /// Segments that go by a column which their list does not have: nobody would get anything.
  func segmentFindings() -> [CheckEntry] {
    configuration.affiliates.flatMap { affiliate -> [CheckEntry] in
      guard let segment = affiliate.segment else { return [] }
      let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
      // What is wrong with the list itself is told beside this.
      guard let header = try? list.read(each: { _ in }).header else { return [] }
      let known = header.columns.compactMap(\.segmentColumn)
      return segment.conditions.map(\.column).filter { !known.contains($0) }.map {
        CheckEntry(
          .warning,
          UnknownSegmentColumn(
            affiliate: affiliate.id, column: $0, list: affiliate.listName, known: known))
      }
    }
  }
}

extension ListHeader.Column {
  /// The name by which a segment asks for it; nil when it cannot.
  fileprivate var segmentColumn: String? {
    switch self {
    case .language: Segment.languageColumn
    case .field(let name): name
    default: nil
    }
  }
}

/// A segment goes by a column that its list does not have.
struct UnknownSegmentColumn: HintedError, Equatable {
  let affiliate: AffiliateID
  let column: String
  let list: String
  let known: [String]

  var message: String {
    "'where' of \(affiliate) goes by '\(column)', and \(list) has no such column"
  }
  var hint: String? {
    if let nearest = Suggestion.nearest(to: column, among: known) {
      return "did you mean '\(nearest)'?"
    }
    return known.isEmpty
      ? "\(list) has no column to choose by" : "it has: \(known.joined(separator: ", "))"
  }
  var exitCode: ExitCode { .badConfiguration }
}
