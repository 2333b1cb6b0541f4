import Testing
import Web

@Suite("Clients")
struct ClientAddressTests {
  @Test(
    "a client is an IPv4 address, or the /64 of an IPv6 one",
    arguments: [
      ("192.0.2.1", "192.0.2.1:443", true), ("192.0.2.1", "::ffff:192.0.2.1", true),
      ("192.0.2.1", "192.0.2.2", false), ("2001:db8::1", "[2001:db8::2]:80", true),
      ("2001:db8::1", "2001:db8:0:1::1", false),
    ])
  func clients(_ one: String, _ other: String, _ isSame: Bool) throws {
    let one = try #require(ClientAddress(one))
    #expect((one == ClientAddress(other)) == isSame)
  }

  @Test("what is no address is none", arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "::g"])
  func noClients(_ text: String) {
    #expect(ClientAddress(text) == nil)
  }

  @Test(
    "proxies are counted from the right",
    arguments: [
      (0, ["1.1.1.1"], "9.9.9.9"), (1, [], "9.9.9.9"), (1, ["1.1.1.1, 2.2.2.2"], "2.2.2.2"),
      (2, ["1.1.1.1", "2.2.2.2, 3.3.3.3"], "2.2.2.2"), (5, ["1.1.1.1, 2.2.2.2"], "1.1.1.1"),
      (1, ["1.1.1.1, nonsense"], "9.9.9.9"),
    ] as [(Int, [String], String)])
  func proxies(_ hops: Int, _ fields: [String], _ client: String) {
    #expect(
      ClientAddress.client(
        peer: ClientAddress("9.9.9.9"), forwarded: fields, trustedHops: hops)
        == ClientAddress(client))
  }
}
