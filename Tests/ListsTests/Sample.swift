import Foundation
import Lists
import Mail
import Newsletter

/// What the tests of this target share.
enum Sample {
  static let affiliate = id("jpu")
  static let list = ListFile(
    affiliate: affiliate, url: URL(fileURLWithPath: "/nonexistent/jpu.csv"), name: "Lists/jpu.csv")

  static func id(_ text: String) -> AffiliateID {
    guard let id = AffiliateID(text) else { preconditionFailure("\(text) is no affiliate id") }
    return id
  }

  static func person(_ address: String, _ name: String? = nil) throws -> Recipient {
    Recipient(address: try EmailAddress(address), name: name)
  }

  static func words(_ row: ListRow) -> String {
    let person = row.recipient
    let fields = person.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let parts = [person.address.spelling, person.name ?? "-", person.language ?? "-"] + fields
    return "\(row.line): " + parts.joined(separator: "|")
  }

  /// Every record of a file that comes in pieces, as `line range: [field|field] flaw`.
  static func rows(
    _ octets: [UInt8], piece: Int, limits: CSVLimits = CSVLimits(),
    each: (String) -> Void
  ) throws {
    var reader = CSVReader(beginning: octets, limits: limits)
    func take(_ row: borrowing CSVRow) {
      var fields: [String] = []
      for index in 0..<row.count { fields.append(row.text(index)) }
      let flaw = row.flaw.map { " \($0)" } ?? ""
      each("\(row.line) \(row.range): \(fields)\(flaw)")
    }
    var start = 0
    while start < octets.count {
      let end = min(start + piece, octets.count)
      try reader.read(Array(octets[start..<end])) { row in take(row) }
      start = end
    }
    try reader.finish { row in take(row) }
  }
}

/// A folder that is gone when the test is.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    // What is left behind lies in the system's temporary folder.
    try? FileManager.default.removeItem(at: url)
  }
}
