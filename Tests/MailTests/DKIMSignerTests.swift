import Foundation
import Testing

@testable import Mail

@Suite("A DKIM signature")
struct DKIMSignerTests {
  private static let date = Date(timeIntervalSince1970: 1_528_637_909.9)

  private static func key(
    _ pem: String = DKIMSample.ed25519, _ domain: String = "football.example.com",
    _ selector: String = "brisbane", omit: [String] = []
  ) throws -> DKIMKey {
    try DKIMKey(pem: pem, domain: domain, selector: selector, omit: omit)
  }

  private static func signature(
    _ keys: [DKIMKey], _ headers: [[UInt8]], _ body: String = "Hi.\r\n"
  ) throws -> String {
    let signer = DKIMSigner(keys: keys, from: "football.example.com", at: date)
    let fields = try signer.fields(for: headers, body: DKIMSample.hash(Array(body.utf8)))
    return String(decoding: fields, as: UTF8.self)
  }

  /// The names that a field says are signed.
  private static func names(_ field: String) -> String? {
    let unfolded = field.replacingOccurrences(of: "\r\n", with: "")
    let tag = unfolded.components(separatedBy: ";").first {
      $0.trimmingCharacters(in: .whitespaces).hasPrefix("h=")
    }
    return tag?.replacingOccurrences(of: " ", with: "").replacingOccurrences(of: "h=", with: "")
  }

  @Test("of each kind is that of the example of RFC 8463")
  func example() throws {
    let named = ["from", "to", "subject", "date", "message-id"]
    let headers = DKIMSample.headers(of: DKIMSample.message).map(DKIMHeader.init)
    let signed = named.compactMap { name in headers.first { $0.hasName(Array(name.utf8)[...]) } }
    for (pem, algorithm, selector, wanted) in [
      (
        DKIMSample.ed25519, "ed25519", "brisbane",
        "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus"
          + "Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw=="
      ),
      (
        DKIMSample.rsa, "rsa", "test",
        "F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3"
          + "DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz"
          + "dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8="
      ),
    ] {
      let own =
        "dkim-signature:v=1; a=\(algorithm)-sha256; c=relaxed/relaxed; d=football.example.com; "
        + "i=@football.example.com; q=dns/txt; s=\(selector); t=1528637909; "
        + "h=from : to : subject : date : message-id : from : subject : date; "
        + "bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b="
      let octets = signed.flatMap(\.canonical) + Array(own.utf8)
      let key = try Self.key(pem)
      #expect(DKIMSample.base64(try key.signature(ofOctets: octets)) == wanted)
    }
  }

  @Test("is this field")
  func snapshot() throws {
    let field = try Self.signature(
      [Self.key()], DKIMSample.headers(of: DKIMSample.message),
      String(decoding: DKIMSample.body(of: DKIMSample.message), as: UTF8.self))
    let wanted = """
      DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
       d=football.example.com; s=brisbane; t=1528637909; h=from:to:subject:date:
       message-id:from; bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b=siV2YjyOF
       KfESkY7pHimQfN7HWLee4c0DQVFOE/BhI8TSkzxsijg7lAwLn9v9GylHNs2qOd/DBr0WintIeIXCg
       ==

      """
    #expect(field == wanted.replacingOccurrences(of: "\n", with: "\r\n"))
  }

  @Test("is made by each key at the From domain, and is the same again")
  func severalKeys() throws {
    let keys = [try Self.key(), try Self.key(DKIMSample.longRSA, "football.example.com", "press")]
    let headers = DKIMSample.headers(of: DKIMSample.message)
    let both = try Self.signature(keys, headers)
    #expect(
      both == (try Self.signature([keys[0]], headers)) + (try Self.signature([keys[1]], headers)))
    #expect(both.components(separatedBy: "DKIM-Signature: ").count == 3)
    #expect(both == (try Self.signature(keys, headers)))
  }

  @Test("stands on lines of at most 78 octets that end in CRLF")
  func folding() throws {
    let long = String(repeating: "label-of-a-domain.", count: 6) + "example.com"
    let signer = DKIMSigner(
      keys: [try Self.key(DKIMSample.longRSA, "example.com", "a.rather.long.selector.2026")],
      from: long, at: Self.date)
    let headers = (0..<40).map { Array("List-Number-\($0): x\r\n".utf8) }
    let fields = try signer.fields(for: headers, body: DKIMBodyHash())
    let lines = String(decoding: fields, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.last == "")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
    #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasPrefix(" ") && $0.count > 1 })
  }

  @Test(
    "is made with the key of the From domain, else of its longest parent",
    arguments: [
      ("news.example.org", ["news"]), ("NEWS.Example.ORG", ["news"]), ("example.org", ["top"]),
      ("press.example.org", ["top"]), ("deep.news.example.org", ["news"]),
      ("badexample.org", []), ("org", []), ("", []), ("example.org.evil.test", []),
      ("bücher.example", []), ("xn--bcher-kva.example", ["books"]),
    ])
  func choice(domain: String, selectors: [String]) throws {
    let keys = [
      try Self.key(DKIMSample.ed25519, "example.org", "top"),
      try Self.key(DKIMSample.ed25519, "News.example.org", "news"),
      try Self.key(DKIMSample.ed25519, "bücher.example", "books"),
    ]
    let signer = DKIMSigner(keys: keys, from: domain, at: Self.date)
    #expect(signer.keys.map(\.selector) == selectors)
    #expect(signer.isSigning == !selectors.isEmpty)
    let fields = try signer.fields(for: [Array("From: a@b\r\n".utf8)], body: DKIMBodyHash())
    #expect(fields.isEmpty == selectors.isEmpty)
  }

  @Test(
    "names what it signs, and From once more",
    arguments: [
      ([], "from:to:subject:date:message-id:list-id:content-type:from"),
      (["Date", "message-ID"], "from:to:subject:list-id:content-type:from"),
      (["From", "X-Unknown"], "from:to:subject:date:message-id:list-id:content-type:from"),
    ])
  func names(omit: [String], wanted: String) throws {
    let headers =
      DKIMSample.headers(of: DKIMSample.message)
      + [
        "Auto-Submitted: auto-generated\r\n", "List-Id: <a.b>\r\n", "Content-Type: text/plain\r\n",
      ]
      .map { Array($0.utf8) }
    #expect(Self.names(try Self.signature([Self.key(omit: omit)], headers)) == wanted)
  }

  @Test("holds whatever is not signed, and nothing else")
  func whatCounts() throws {
    let keys = [try Self.key(omit: ["Date"])]
    func signed(_ headers: [String], _ body: String = "Hi.\r\n") throws -> String {
      try Self.signature(keys, headers.map { Array($0.utf8) }, body)
    }
    let plain = try signed(["From: a@b\r\n", "Subject: Three stories\r\n", "Date: x\r\n"])
    #expect(
      plain == (try signed(["from:  a@b\r\n", "SUBJECT: Three\r\n stories \r\n", "X: y\r\n"])))
    #expect(plain != (try signed(["From: c@b\r\n", "Subject: Three stories\r\n"])))
    #expect(plain != (try signed(["From: a@b\r\n", "Subject: Four stories\r\n"])))
    #expect(plain != (try signed(["From: a@b\r\n", "Subject: Three stories\r\n"], "Ho.\r\n")))
  }

  @Test("takes fields of one name from the last up")
  func duplicates() throws {
    let headers = ["List-X: 1\r\n", "From: a@b\r\n", "List-X: 2\r\n", "List-X: 3\r\n"]
      .map { DKIMHeader(Array($0.utf8)) }
    let form = SignatureForm(headers, omit: [], beginning: SignatureField())
    let order = form.order.map { String(decoding: headers[$0].canonical, as: UTF8.self) }
    #expect(order == ["list-x:3\r\n", "from:a@b\r\n", "list-x:2\r\n", "list-x:1\r\n"])
  }

  @Test("fits each message, also where the last one had other fields")
  func otherFields() throws {
    let keys = [try Self.key(), try Self.key(DKIMSample.longRSA, omit: ["date"])]
    let signer = DKIMSigner(keys: keys, from: "football.example.com", at: Self.date)
    let body = DKIMSample.hash(Array("Hi.\r\n".utf8))
    let messages = [
      ["From: a@b\r\n", "To: c@d\r\n"], ["From: a@b\r\n", "To: e@f\r\n"],
      ["From: a@b\r\n", "Date: x\r\n", "To: e@f\r\n"],
      ["From: a@b\r\n", "X: y\r\n", "To: g@h\r\n"],
      ["From: a@b\r\n", "To: i@j\r\n", "To: k@l\r\n"], ["From: a@b\r\n", "To: c@d\r\n"],
    ]
    for message in messages {
      let headers = message.map { Array($0.utf8) }
      let fields = try signer.fields(for: headers, body: body)
      #expect(String(decoding: fields, as: UTF8.self) == (try Self.signature(keys, headers)))
    }
  }

  @Test("is the same from many threads at once")
  func threads() async throws {
    let keys = [try Self.key(), try Self.key(DKIMSample.longRSA)]
    let signer = DKIMSigner(keys: keys, from: "football.example.com", at: Self.date)
    let headers = DKIMSample.headers(of: DKIMSample.message).map(DKIMHeader.init)
    let body = DKIMSample.hash(DKIMSample.body(of: DKIMSample.message))
    let results = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<100 { group.addTask { try signer.fields(for: headers, body: body) } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(results.count == 1)
  }
}
