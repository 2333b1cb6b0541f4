import Diagnostics
import Testing

@testable import MailCatcher

@Suite("A fault")
struct CatcherFaultTests {
  @Test(
    "is read from its text, and written as it",
    arguments: [
      ("rcpt 450 4.2.0 Later x3", CatcherFault(at: .rcpt, .reply(450, "4.2.0 Later"), .first(3))),
      ("dot 451 every 5", CatcherFault(at: .dot, .reply(451, ""), .every(5))),
      (
        "rcpt 550 5.1.1 Not for you for ana@example.org",
        CatcherFault(at: .rcpt, .reply(550, "5.1.1 Not for you"), for: .address("ana@example.org"))
      ),
      ("data disconnect for ana@", CatcherFault(at: .data, .disconnect, for: .localPart("ana"))),
      ("dot silence for @b.org", CatcherFault(at: .dot, .silence, for: .domain("b.org"))),
      ("dot disconnect-after x1", CatcherFault(at: .dot, .disconnectAfter, .first(1))),
      ("quit slow 500ms", CatcherFault(at: .quit, .slow(.milliseconds(500)))),
      ("greylist 60s", CatcherFault(at: .rcpt, .greylist(.seconds(60)))),
      (
        "rcpt 450 x2 for x2@b.org",
        CatcherFault(at: .rcpt, .reply(450, ""), .first(2), for: .address("x2@b.org"))
      ),
    ])
  func text(_ text: String, _ fault: CatcherFault) throws {
    #expect(try CatcherFault(text) == fault)
    #expect(fault.description == text)
  }

  @Test(
    "is read in other spellings of the same",
    arguments: [
      ("RCPT 450", "rcpt 450"), ("slow 2", "dot slow 2s"),
      ("dot disconnect after", "dot disconnect-after"),
      ("greylist 10m", "greylist 600s"), ("  data   421  ", "data 421"),
      ("rcpt 450 Not for you", "rcpt 450 Not for you"), ("rcpt 450 X2", "rcpt 450 x2"),
    ])
  func spellings(_ text: String, _ same: String) throws {
    #expect(try CatcherFault(text).description == same)
  }

  @Test(
    "says what is wrong with its text, and what would be right",
    arguments: [
      (
        "", "it is empty",
        "begin with one of connect, ehlo, starttls, auth, mail, rcpt, data, dot, rset, quit; or with greylist"
      ),
      ("rcp 450", "'rcp' is no verb at which something can happen", "did you mean 'rcpt'?"),
      (
        "rcpt", "it does not say what happens at RCPT",
        "write a reply code, disconnect, disconnect-after, silence or slow, as in 'rcpt 450 4.2.0 Later x3'"
      ),
      (
        "rcpt later", "'later' is nothing that can happen",
        "write a reply code, disconnect, disconnect-after, silence or slow, as in 'rcpt 450 4.2.0 Later x3'"
      ),
      ("rcpt 45o", "'45o' is no reply code", "write a number from 200 to 599"),
      (
        "rcpt 99999999999999999999", "'99999999999999999999' is no reply code",
        "write a number from 200 to 599"
      ),
      ("dot slow 2h", "'2h' is no length of time up to an hour", "write it as 2s, 500ms or 10m"),
      ("greylist", "'' is no length of time up to an hour", "write it as 2s, 500ms or 10m"),
      ("greylist 61m", "'61m' is no length of time up to an hour", "write it as 2s, 500ms or 10m"),
      (
        "rcpt 450 x0", "'x0' is no count",
        "write 'x3' for the first three times, 'every 5' for every fifth"
      ),
      (
        "rcpt 450 every few", "'few' is no count",
        "write 'x3' for the first three times, 'every 5' for every fifth"
      ),
      (
        "rcpt 450 for", "'' is no recipient",
        "write 'for ana@example.org', 'for ana@' or 'for @example.org'"
      ),
      (
        "rcpt 450 for ana", "'ana' is no recipient",
        "write 'for ana@example.org', 'for ana@' or 'for @example.org'"
      ),
      (
        "dot silence for ana", "'ana' is no recipient",
        "write 'for ana@example.org', 'for ana@' or 'for @example.org'"
      ),
      (
        "rcpt 450 for @", "'@' is no recipient",
        "write 'for ana@example.org', 'for ana@' or 'for @example.org'"
      ),
      (
        "mail 450 for ana@b.org", "at MAIL the server does not know whom a message is for",
        "use rcpt, data or dot, or leave the recipient out"
      ),
      (
        "greylist 60s x3", "greylisting is over when its time is, not after a count",
        "leave the count out: 'greylist 60s'"
      ),
      ("rcpt disconnect now", "'now' has no meaning there", "leave it out"),
    ])
  func mistakes(_ text: String, _ detail: String, _ hint: String) {
    let error = #expect(throws: CatcherFaultError.self) { try CatcherFault(text) }
    #expect(error?.message == "fault '\(text)': \(detail)")
    #expect(error?.hint == hint)
    #expect(error?.exitCode == .usage)
  }

  @Test(
    "comes along in a local part",
    arguments: [
      ("rcpt-450-x2@b.org", "rcpt 450 x2"), ("RCPT-550+7@b.org", "rcpt 550"),
      ("data-451@b.org", "data 451"), ("dot-disconnect@b.org", "dot disconnect"),
      ("dot-disconnect-after@b.org", "dot disconnect-after"),
      ("dot-554-5.7.1-spam@b.org", "dot 554 5.7.1 spam"),
      ("greylist-60@b.org", "greylist 60s"), ("slow-2@b.org", "dot slow 2s"),
      ("rcpt-450-every-3@b.org", "rcpt 450 every 3"),
    ])
  func scripts(_ address: String, _ text: String) throws {
    #expect(RecipientScript(address) == .fault(try CatcherFault("\(text) for \(address)")))
  }

  @Test(
    "is not seen in the address of a person",
    arguments: [
      "ana@b.org", "data-entry@b.org", "mail-list@b.org", "rcpt@b.org", "@", "", "-@b.org",
      "anna-450@b.org",
    ])
  func people(_ address: String) {
    #expect(RecipientScript(address) == .none)
  }

  @Test(
    "in a local part is told when it cannot be",
    arguments: [
      (
        "mail-450@b.org", "fault 'mail-450': at MAIL the server does not know whom a message is for"
      ),
      ("rcpt-45o@b.org", "fault 'rcpt-45o': '45o' is no reply code"),
      ("slow-2h@b.org", "fault 'slow-2h': '2h' is no length of time up to an hour"),
    ])
  func wrongScripts(_ address: String, _ message: String) {
    guard case .mistake(let error) = RecipientScript(address) else {
      Issue.record("\(address) is taken")
      return
    }
    #expect(error.message == message)
  }
}
