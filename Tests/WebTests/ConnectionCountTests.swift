import Testing

@testable import Web

@Suite("Connections")
struct ConnectionCountTests {
  @Test("connections of one address are counted, and given back")
  func connections() throws {
    let count = ConnectionCount()
    let client = try #require(ClientAddress("192.0.2.1"))
    #expect(count.open(client, most: 2))
    #expect(count.open(client, most: 2))
    #expect(!count.open(client, most: 2))
    count.close(client)
    #expect(count.open(client, most: 2))
  }
}
