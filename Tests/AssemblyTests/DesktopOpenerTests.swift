import Foundation
import Testing

@testable import Assembly

@Suite("Opening a page")
struct DesktopOpenerTests {
  private static let page = "file:///tmp/a%20page.html"

  @Test(
    "the words of $BROWSER come first, then the desktop's own",
    arguments: [
      (["BROWSER": "firefox"], [["firefox", page]]),
      (["BROWSER": "firefox -P news:w3m"], [["firefox", "-P", "news", page], ["w3m", page]]),
      (["BROWSER": "sh -c %s;rm"], [["sh", "-c", "\(page);rm"]]),
      (["BROWSER": ""], []), (["BROWSER": " : "], []), ([:], []),
    ] as [([String: String], [[String]])])
  func commands(_ environment: [String: String], _ wanted: [[String]]) {
    let commands = DesktopOpener(environment: environment).commands(for: Self.page)
    #expect(commands.filter { $0.first != "open" } == wanted)
  }

  #if !canImport(Darwin)
    @Test("a desktop is asked where there is one", arguments: ["DISPLAY", "WAYLAND_DISPLAY"])
    func desktop(_ name: String) {
      let opener = DesktopOpener(environment: [name: ":0"])
      #expect(opener.commands(for: Self.page) == [["xdg-open", Self.page]])
      #expect(DesktopOpener(environment: [name: ""]).commands(for: Self.page) == [])
    }
  #endif

  @Test("a program gets the page's address; one that fails or is not there opens nothing")
  func running() throws {
    let folder = try ScratchFolder()
    let script = "#!/bin/sh\nprintf '%s' \"$1\" > \"\(folder.url.path)/opened\"\n"
    let program = try folder.write(script, "browser", mode: 0o700)
    let page = try folder.write("<p>Hello", "a page.html")
    #expect(DesktopOpener(environment: ["BROWSER": program.path]).open(page))
    let opened = try String(
      contentsOf: folder.url.appendingPathComponent("opened"), encoding: .utf8)
    #expect(opened == page.absoluteString)
    #expect(!DesktopOpener(environment: ["BROWSER": "/nowhere/at/all:false"]).open(page))
  }
}
