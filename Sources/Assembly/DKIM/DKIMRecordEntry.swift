import Mail

/// A record that the DNS should have, for receivers to check signatures with.
struct DKIMRecordEntry: Encodable, Equatable {
  let name: String
  let type = "TXT"
  let value: String
  let zoneLine: String
  /// What the zone line is for: one string of the record is too short for the value.
  private let isLong: Bool

  private enum CodingKeys: String, CodingKey { case name, type, value, zoneLine }

  init(_ key: DKIMKey) {
    name = key.dnsName
    value = key.dnsRecord
    zoneLine = key.zoneLine
    isLong = key.dnsStrings.count > 1
  }

  var text: String {
    """
    DKIM: the DNS should have this TXT record
      name:  \(name)
      value: \(value)
    """ + (isLong ? "\n  in a zone file:\n  \(zoneLine)" : "")
  }
}
