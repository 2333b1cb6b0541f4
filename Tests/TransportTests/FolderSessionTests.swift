import Foundation
import Mail
import Testing

@testable import Transport

@Suite("A folder that takes mail")
struct FolderSessionTests {
  let folder = NSTemporaryDirectory() + "folder-\(UUID().uuidString)"
  let message = Array("Message-ID: <Kq3vT0dDk2Zb@example.org>\r\n\r\nHello\r\n".utf8)

  @Test("writes each message as a file named after its recipient and Message-ID")
  func writes() async throws {
    defer { cleanUp() }
    let session = try await FolderSession.open(folder + "/new")
    let outcome = try await deliver(message, to: "Ana@example.org", session)
    let name = "ana@example.org-Kq3vT0dDk2Zb.eml"
    #expect(
      outcome
        == .accepted(
          SMTPReply(code: 250, status: EnhancedStatus(2, 0, 0), lines: ["Ok: queued as \(name)"])))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/new")
    #expect(files == [name])
    let written = try Data(contentsOf: URL(fileURLWithPath: folder + "/new/" + name))
    #expect(Array(written) == message)
  }

  @Test("has one file when the same message comes twice")
  func writesOnce() async throws {
    defer { cleanUp() }
    let session = try await FolderSession.open(folder)
    _ = try await deliver(message, to: "ana@example.org", session)
    _ = try await deliver(message, to: "ana@example.org", session)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
  }

  @Test("writes nothing when an offer is withdrawn")
  func withdraws() async throws {
    defer { cleanUp() }
    let session = try await FolderSession.open(folder)
    let ana = try EmailAddress("ana@example.org")
    #expect(try await session.offer(Envelope(sender: nil, recipient: ana)) == .ready)
    await session.withdraw()
    #expect(await session.isUsable == false)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test("says so when its place is a file")
  func notAFolder() async throws {
    defer { cleanUp() }
    try Data().write(to: URL(fileURLWithPath: folder))
    let error = await #expect(throws: TransportError.self) {
      _ = try await FolderSession.open(folder)
    }
    #expect(error?.message.hasPrefix("\(folder): cannot write there: ") == true)
    #expect(error?.hint == "name a folder that can be written to")
  }

  @Test(
    "never leaves its folder, whatever address and Message-ID say",
    arguments: [
      ("../../x@example.org", "<a@b>", ".._.._x@example.org-a.eml"),
      ("ana@example.org", "<../../etc/passwd@b>", "ana@example.org-MARK.eml"),
      ("ana@example.org", "\r\n <folded1@b>", "ana@example.org-folded1.eml"),
      ("ana@example.org", "none", "ana@example.org-MARK.eml"),
    ])
  func names(_ local: String, _ id: String, _ wanted: String) throws {
    // "../../x" is no dot-atom; quoted it is an address.
    let text = local.hasPrefix(".") ? "\"../../x\"@example.org" : local
    let bytes = Array("Subject: x\r\nMESSAGE-ID: \(id)\r\n\r\n".utf8)
    let name = MessageFileName.name(for: bytes, to: try EmailAddress(text))
    if wanted.contains("MARK") {
      #expect(name.wholeMatch(of: /ana@example\.org-[0-9a-f]{16}\.eml/) != nil)
    } else {
      #expect(name == wanted.replacing(".._.._x", with: "_.._.._x_"))
    }
    #expect(!name.contains("/"))
  }

  private func deliver(
    _ message: [UInt8], to recipient: String, _ session: FolderSession
  ) async throws -> DeliveryOutcome {
    let envelope = Envelope(sender: nil, recipient: try EmailAddress(recipient))
    #expect(try await session.offer(envelope) == .ready)
    return await session.deliver(SMTPBody(message), announcing: nil).outcome
  }

  private func cleanUp() {
    // What a test leaves in the temporary folder harms nobody.
    try? FileManager.default.removeItem(atPath: folder)
  }
}
