import Synchronization

/// What the signatures that one key makes of messages with the same fields have in common.
struct SignatureForm: Sendable {
  /// The places in the message of the fields that are signed, in the order in which they are.
  let order: [Int]
  /// The signature's own field, up to the hash of the body.
  let beginning: SignatureField

  /// - Parameters:
  ///   - omit: names of fields that are left unsigned, in lower case.
  ///   - beginning: the signature's field up to the names of the signed ones.
  init(_ headers: [DKIMHeader], omit: [[UInt8]], beginning: SignatureField) {
    let signed = headers.indices.filter { place in
      let header = headers[place]
      return header.isSigned && (header.isFrom || !omit.contains { header.hasName($0[...]) })
    }
    order = Self.inSignedOrder(signed, headers)
    var beginning = beginning
    // One From more than there is: nobody can add a second one that readers would be shown.
    beginning.append(names: order.map { headers[$0].name } + [DKIMHeader.from[...]])
    self.beginning = beginning
  }

  /// Of several fields of one name the last in the message is signed first (RFC 6376 section
  /// 5.4.2).
  private static func inSignedOrder(_ places: [Int], _ headers: [DKIMHeader]) -> [Int] {
    places.map { place in
      let same = places.filter { headers[$0].hasName(headers[place].name) }
      let earlier = same.count { $0 < place }
      return same[same.count - 1 - earlier]
    }
  }
}

/// The forms of the messages that were signed last, which the next one nearly always has too: an
/// edition's messages differ in what their fields say, not in which fields there are.
final class RecentForms: Sendable {
  private let recent = Mutex<Forms?>(nil)

  private struct Forms {
    /// Of the message's fields, each with its colon.
    let names: [UInt8]
    /// One for each key.
    let forms: [SignatureForm]
  }

  /// The forms for these fields, which `make` makes where the last message had others.
  func forms(of headers: [DKIMHeader], _ make: () -> [SignatureForm]) -> [SignatureForm] {
    var names: [UInt8] = []
    for header in headers {
      names += header.name
      names.append(UInt8(ascii: ":"))
    }
    let known = recent.withLock { $0?.names == names ? $0?.forms : nil }
    if let known { return known }
    let forms = make()
    recent.withLock { $0 = Forms(names: names, forms: forms) }
    return forms
  }
}
