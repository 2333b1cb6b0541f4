import Assembly
import Foundation
import Lists
import Mail
import Newsletter
import Testing

@Suite("The sample federation")
struct SampleFederationTests {
  private let folder = ConfigurationSample.repository.appendingPathComponent("Examples")

  private var reading: ConfigurationReading {
    ConfigurationFile(url: folder.appendingPathComponent("config.json")).read()
  }

  @Test("has nothing wrong but the keys, which init makes")
  func configuration() throws {
    #expect(reading.findings == [])
    // The keys are there or not, as somebody ran init in the folder.
    #expect(reading.fileFindings().filter { $0.path != "keys.file" } == [])
    let affiliates = try reading.get().affiliates
    #expect(affiliates.map(\.id.text) == ["nurses", "transit", "teachers", "latest"])
  }

  @Test("has 200 people on four lists without a problem, 35 of them on two")
  func people() throws {
    var lists: [String: Int] = [:]
    for affiliate in try reading.get().affiliates {
      let list = ListFile(affiliate: affiliate.id, url: affiliate.list, name: affiliate.listName)
      let reading = try list.read()
      #expect(reading.problems == [])
      for recipient in reading.recipients { lists[recipient.address.canonical, default: 0] += 1 }
      #expect(reading.recipients.allSatisfy { $0.name?.contains(" ") == true })
    }
    #expect(lists.count == 200)
    #expect(lists.values.count { $0 == 2 } == 35)
    // None of these domains can belong to anybody (RFC 2606).
    let domains = Set(lists.keys.map { $0.split(separator: "@").last.map(String.init) ?? "" })
    #expect(domains == ["example.com", "example.net", "example.org"])
  }

  @Test("has each source in both weeks")
  func weeks() throws {
    let names = try reading.get().affiliates.flatMap(\.sources).map {
      $0.url.path.replacingOccurrences(of: folder.path + "/", with: "")
    }
    #expect(names.count == 5)
    for name in names {
      let first = try Data(contentsOf: folder.appendingPathComponent(name))
      let second = try Data(contentsOf: folder.appendingPathComponent("week-2/\(name)"))
      #expect(first != second)
    }
  }

  @Test("the list that shows how it is done has no problem")
  func exampleList() throws {
    let url = ConfigurationSample.repository.appendingPathComponent("Lists/example.csv")
    let list = ListFile(affiliate: try #require(AffiliateID("example")), url: url)
    let reading = try list.read()
    #expect(reading.problems == [])
    #expect(reading.recipients.map(\.name) == ["Ana Silva", "Ben Ashgrove", "Grace Okonjora"])
  }
}
