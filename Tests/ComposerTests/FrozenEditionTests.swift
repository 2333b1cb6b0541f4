import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

/// Editions as they were stored in earlier times, and their messages as they were then.
@Suite("Editions frozen earlier")
struct FrozenEditionTests {
  @Test("A resumed message keeps its bytes", arguments: ["long", "spanish"])
  func bytes(_ name: String) throws {
    let folder = "Tests/ComposerTests/Snapshots/frozen/"
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    let edition = try decoder.decode(
      Edition.self, from: Data(RepositoryFile("\(folder)\(name).json").bytes()))
    #expect(edition.masthead.linkForm == nil && edition.masthead.site == nil)
    let message = try Press.print(edition).encoded()
    #expect(try message == RepositoryFile("\(folder)\(name).eml").bytes())
  }

  @Test(
    "One of an earlier version keeps its bytes too",
    arguments: [
      ("digest-five", .inlined), ("briefing-thirty", .inlined), ("plain-spanish", .inlined),
      ("digest-introduced", .online), ("plain-introduced", .online),
    ] as [(String, RenderingVersion)])
  func earlier(_ name: String, _ version: RenderingVersion) throws {
    let folder = "Tests/ComposerTests/Snapshots/frozen/"
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    let edition = try decoder.decode(
      Edition.self, from: Data(RepositoryFile("\(folder)\(name).json").bytes()))
    #expect(edition.rendering == version && edition.masthead.site != nil)
    let reader = Recipient(address: try EmailAddress("ana.silva@example.org"), name: "Ana Silva")
    let message = try Press.print(edition, to: reader, subscriber: 7).encoded()
    #expect(try message == RepositoryFile("\(folder)\(name).eml").bytes())
  }

  @Test("What is stored today says how links are made, and is read back the same")
  func stored() throws {
    let masthead = try Press.masthead()
    let text = String(decoding: try JSONEncoder().encode(masthead), as: UTF8.self)
    #expect(text.contains(#""linkForm":"keyedToken""#))
    #expect(try JSONDecoder().decode(Masthead.self, from: Data(text.utf8)) == masthead)
  }
}
