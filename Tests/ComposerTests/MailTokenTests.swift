import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

@Suite("Tokens in received mail")
struct MailTokenTests {
  private func seal() throws -> TokenSeal { TokenSeal(keys: try Press.keys()) }

  private func tokens(_ head: String) throws -> [LinkToken] {
    try seal().tokens(in: #require(ReadMail(head: Array(head.utf8))))
  }

  private func subscription(_ number: Int64, _ affiliate: String = "jpu") throws -> LinkToken {
    .subscription(
      subscriber: number, affiliate: AffiliateTag(try #require(AffiliateID(affiliate))),
      address: AddressTag("ana.silva@example.org", key: TokenKey(try Press.keys().current)))
  }

  private func text(_ number: Int64) throws -> String {
    try seal().token(
      subscriber: number, address: try EmailAddress("ana.silva@example.org"),
      affiliate: try #require(AffiliateID("jpu")))
  }

  @Test(
    "A token is found wherever mail says whom it is for",
    arguments: ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "Resent-To"])
  func fields(_ name: String) throws {
    let head = "\(name): \"x\" <leave+\(try text(5))@example.org>\nSubject: unsubscribe"
    #expect(try tokens(head) == [subscription(5)])
  }

  @Test("Each token counts once, and one in the subject when there is none in an address")
  func several() throws {
    let (one, two) = (try text(1), try text(2))
    #expect(
      try tokens(
        "Delivered-To: leave+\(one)@a.example\nTo: leave+\(one)@a.example, x+\(two)@b.example")
        == [subscription(1), subscription(2)])
    #expect(
      try tokens("To: leave+\(one)@a.example\nSubject: unsubscribe \(two)") == [subscription(1)])
    #expect(
      try tokens("To: leave@a.example\nSubject: Re: unsubscribe \(two).") == [subscription(2)])
    #expect(
      try tokens(
        "To: leave+x@a.example\nSubject: =?utf-8?Q?unsubscribe_\(two.replacing("_", with: "=5F"))?="
      )
        == [subscription(2)])
  }

  @Test("What the message's own address holds comes back")
  func roundTrip() throws {
    for address in ["leave@example.org", "news+leave@example.org"] {
      let url = LeaveMail(try EmailAddress(address)).url(try text(7))
      let parts = url.dropFirst("mailto:".count).split(separator: "?subject=")
      let subject = parts[1].removingPercentEncoding ?? ""
      #expect(try tokens("To: \(parts[0])\nSubject: \(subject)") == [subscription(7)])
    }
  }

  @Test("A changed token, one of another key and one without its plus are none")
  func none() throws {
    let token = try text(5)
    for recipient in [
      "leave+\(token.dropLast())@example.org", "leave+\(token.lowercased())@example.org",
      "\(token)@example.org", "leave+k2.\(token.dropFirst(3))@example.org", "leave+@example.org",
    ] { #expect(try tokens("To: \(recipient)") == [], "\(recipient)") }
  }
}
