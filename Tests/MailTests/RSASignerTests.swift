import Testing

@testable import Mail

@Suite("An RSA key")
struct RSASignerTests {
  private static let hash = [UInt8](0..<32)

  private static func octets() throws -> [UInt8] {
    guard case .rsa(let octets) = try PrivateKeyFile(DKIMSample.longRSA).content else {
      Issue.record("the sample is no RSA key")
      return []
    }
    return octets
  }

  private static func signature(_ key: RSASigner) throws -> [UInt8] {
    try hash.withUnsafeBytes { try key.signature(of: $0) }
  }

  @Test("signs the same from many threads at once")
  func threads() async throws {
    let key = try #require(RSASigner(pkcs1: Self.octets()))
    let first = try Self.signature(key)
    #expect(first.count == 256)
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<64 { group.addTask { try Self.signature(key) } }
      for try await signature in group { #expect(signature == first) }
    }
  }

  @Test("with octets behind it is none")
  func trailing() throws {
    #expect(try RSASigner(pkcs1: Self.octets() + [0]) == nil)
  }

  @Test("with a changed octet is none, or signs as before")
  func damage() throws {
    let octets = try Self.octets()
    let whole = try Self.signature(try #require(RSASigner(pkcs1: octets)))
    for index in stride(from: 0, to: octets.count, by: 11) {
      var damaged = octets
      damaged[index] ^= 0x10
      guard let key = RSASigner(pkcs1: damaged) else { continue }
      #expect(try Self.signature(key) == whole, "octet \(index)")
    }
  }

  @Test("that does not sign what it is given says so")
  func refusal() throws {
    let key = try #require(RSASigner(pkcs1: Self.octets()))
    let error = #expect(throws: DKIMKeyError.self) {
      try [UInt8](0..<31).withUnsafeBytes { try key.signature(of: $0) }
    }
    #expect(error?.message.hasPrefix("the DKIM key cannot sign: error:") == true)
    #expect(try Self.signature(key).count == 256)
  }
}
