import Assembly
import Diagnostics
import Foundation
import Testing

@Suite("A secret")
struct SecretTests {
  @Test("comes from a file, without its line ending")
  func file() throws {
    let folder = try ScratchFolder()
    let url = try folder.write(" hunter2 \r\n", "secret", mode: 0o600)
    #expect(try SecretSource.file(url).read() == " hunter2 ")
  }

  @Test("comes from an environment variable")
  func environment() throws {
    let source = SecretSource.environment("SMTP_PASSWORD")
    #expect(try source.read(environment: ["SMTP_PASSWORD": "hunter2"]) == "hunter2")
    let error = #expect(throws: SecretError.self) { try source.read(environment: [:]) }
    #expect(error?.message == "the environment variable SMTP_PASSWORD is not set")
    #expect(error?.hint == "set it where Broadsheet is started: SMTP_PASSWORD=…")
    #expect(error?.exitCode == .badConfiguration)
  }

  @Test("comes from a command")
  func command() throws {
    #expect(try SecretSource.command(["printf", "hunter2\n"]).read() == "hunter2")
    #expect(try SecretSource.command(["/bin/sh", "-c", "printf hunter2"]).read() == "hunter2")
  }

  static let failures: [(SecretSource, String)] = [
    (
      .command(["/bin/sh", "-c", "echo hunter2; exit 3"]),
      "the password's command failed with status 3"
    ),
    (.command(["sleep", "60"]), "the password's command sleep took too long"),
    (
      .command(["/bin/sh", "-c", "exec 1>&-; exec sleep 60"]),
      "the password's command took too long"
    ),
    (.command(["true", "hunter2"]), "the password's command true gives nothing"),
    (
      .command(["printf", "hunter2\nhunter3"]),
      "the password's command printf gives more than one line"
    ),
    (
      .command(["no-such-program-here"]),
      "the password's command no-such-program-here failed with status 127"
    ),
    (
      .file(URL(fileURLWithPath: "/nonexistent/secret")),
      "the password's file /nonexistent/secret cannot be read: No such file or directory"
    ),
  ]

  @Test("that cannot be had is named, and never shown", arguments: failures)
  func fails(source: SecretSource, message: String) {
    let error = #expect(throws: SecretError.self) { try source.read(limit: .milliseconds(1500)) }
    #expect(error?.message == message)
    #expect(!message.contains("hunter2"))
  }
}

@Suite("The file of signing keys")
struct SigningKeysTests {
  @Test("is made once, for its owner alone, and reads as it was made")
  func roundTrip() throws {
    let folder = try ScratchFolder()
    let file = folder.url.appendingPathComponent("broadsheet.keys")
    let keys = SigningKeys.made()
    try keys.write(file)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(try SigningKeys.read(file) == keys)
    #expect(keys.current.secret.count == 32)
    #expect(SigningKeys.made() != keys)
    let error = #expect(throws: KeysError.self) { try SigningKeys.made().write(file) }
    #expect(error?.message == "broadsheet.keys exists already")
    #expect(try SigningKeys.read(file) == keys)
  }

  @Test("shows no secret when it is printed")
  func description() {
    let keys = SigningKeys(first: .init(id: "k2", secret: Array("hunter2hunter2".utf8)))
    #expect("\(keys)" == "key k2")
    #expect("\(keys.current)" == "key k2")
    #expect(String(reflecting: keys).contains("hunter") == false)
  }

  static let secret = Data(repeating: 7, count: 32).base64EncodedString()

  static let refusals: [(text: String, mode: Int, message: String)] = [
    (
      "{\"keys\":[{\"id\":\"k1\",\"secret\":\"\(secret)\"}]}", 0o640,
      "broadsheet.keys can be read by other users"
    ),
    ("{\"keys\":[]}", 0o600, "broadsheet.keys is not a file of keys"),
    ("[", 0o600, "broadsheet.keys is not a file of keys"),
    (
      "{\"keys\":[{\"id\":\"k 1\",\"secret\":\"\(secret)\"}]}", 0o600,
      "broadsheet.keys has a key whose id is not 1 to 16 letters and digits"
    ),
    (
      "{\"keys\":[{\"id\":\"k1\",\"secret\":\"aHVudGVyMg==\"}]}", 0o600,
      "broadsheet.keys has a key 'k1' that is not 32 octets or more in base64"
    ),
  ]

  @Test("is refused when it cannot be trusted", arguments: refusals)
  func refuses(_ example: (text: String, mode: Int, message: String)) throws {
    let folder = try ScratchFolder()
    let file = try folder.write(example.text, "broadsheet.keys", mode: example.mode)
    let error = #expect(throws: KeysError.self) { try SigningKeys.read(file) }
    #expect(error?.message == example.message)
  }

  @Test("signs with the first key and still knows the others")
  func rotation() throws {
    let folder = try ScratchFolder()
    let text = """
      {"keys":[{"id":"k2","secret":"\(Self.secret)"},{"id":"k1","secret":"\(Self.secret)"}]}
      """
    let keys = try SigningKeys.read(try folder.write(text, "broadsheet.keys", mode: 0o600))
    #expect(keys.current.id == "k2")
    #expect(keys.key("k1")?.id == "k1")
    #expect(keys.key("k3") == nil)
  }
}
