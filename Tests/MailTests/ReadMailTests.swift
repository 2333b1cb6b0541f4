import Foundation
import SeededRandom
import Testing

@testable import Mail

@Suite("Mail that arrived")
struct ReadMailTests {
  private func read(_ head: String) throws -> ReadMail {
    try #require(ReadMail(head: Array(head.utf8)))
  }

  @Test("What a server noted comes before what the writer wrote, each address once")
  func recipients() throws {
    let mail = try read(
      """
      Return-Path: <ana@example.org>
      To: "Leave, please" <leave+k1.a@example.org>, b@example.org
      Cc: Group: c@example.org, (d@example.org) ;
      Resent-To: e@example.org
      Envelope-To: f@example.org
      X-Original-To: leave+k1.B@example.org
      Delivered-To: leave+k1.a@example.org
      """)
    #expect(
      mail.recipients == [
        "leave+k1.a@example.org", "leave+k1.B@example.org", "f@example.org", "b@example.org",
        "c@example.org", "d@example.org", "e@example.org",
      ])
  }

  @Test("Folded, broken and strange lines do no harm")
  func broken() throws {
    let mail = try read(
      "this is no field\r\nTO :\r\n\tleave+k1.a\r\n @example.org,\r\n \u{0}<leave@example.org>\r\n"
        + "also none\r\n folded behind nothing\r\nSubject: one\rtwo\u{0}three\r\n  four\r\n: no name\r\n"
    )
    // A fold is a space, and no address goes on behind one.
    #expect(mail.recipients == ["leave@example.org"])
    #expect(mail.subject == "one two three four")
  }

  @Test(
    "Encoded-words in a subject are decoded",
    arguments: [
      ("=?utf-8?Q?Ad=C3=ADos?=", "Adíos"), ("=?UTF-8?b?QWTDrW9z?= now", "Adíos now"),
      ("=?utf-8?Q?one_?= =?utf-8?Q?two?=", "one two"), ("=?iso-8859-1?q?Ad=EDos?=", "Adíos"),
      ("=?utf-8*es?Q?s=C3=AD?=", "sí"), ("=?koi8-r?B?0Q==?=", "я"),
      ("=?x-none?B?0Q==?=", "=?x-none?B?0Q==?="), ("<=?utf-8?Q?a?=>, b", "<a>, b"),
      ("=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"), ("=?utf-8?Q?a?= =?koi8-r?B?0Q==?= b", "aя b"),
      ("=?utf-8?Q?a b?=", "=?utf-8?Q?a b?="), ("=?utf-8?Q?", "=?utf-8?Q?"), ("=?=?==?", "=?=?==?"),
      ("=?utf-8?X?a?= x", "=?utf-8?X?a?= x"),
      ("=?utf-8?Q?=0?= x", "=?utf-8?Q?=0?= x"), ("=?utf-8?B?****?=", "=?utf-8?B?****?="),
      ("=?utf-8?Q?a=0D=0AB?=", "a B"), ("unsubscribe k1.abc", "unsubscribe k1.abc"),
      ("=?utf-8?Q?=FF=FE?=", "\u{FFFD}\u{FFFD}"),
    ])
  func subjects(_ written: String, _ wanted: String) throws {
    #expect(try read("Subject: \(written)").subject == wanted)
  }

  @Test(
    "Reports, and automatic answers from nobody, are no person's",
    arguments: [
      ("Content-Type: multipart/report; report-type=delivery-status", ReadMail.Automatic.report),
      ("Content-Type: Multipart/Report;\n report-type=disposition-notification", .report),
      ("Return-Path: <>\nAuto-Submitted: auto-replied", .autoReply),
      ("Return-Path: <>\nAuto-Submitted: Auto-Generated (rejected)", .autoReply),
      // Mail programs that leave a list for their owner.
      ("Return-Path: <a@example.org>\nAuto-Submitted: auto-generated", nil),
      ("Return-Path: <>\nAuto-Submitted: no", nil), ("Return-Path: <>", nil),
      ("Content-Type: text/plain", nil),
    ])
  func automatic(_ head: String, _ wanted: ReadMail.Automatic?) throws {
    #expect(try read(head).automatic == wanted)
  }

  @Test("The sender, the Message-ID and the moment of arrival are read")
  func facts() throws {
    let mail = try read(
      """
      Received: from a.example by b.example; Fri, 20 Nov 2026 09:00:05 -0500
      Received: from c.example by a.example; Fri, 20 Nov 2026 08:00:00 -0500
      From: "Silva, Ana" <Ana@Example.ORG>
      Message-ID: <x.y@example.org>
      Date: Mon, 1 Jan 2001 00:00:00 +0000
      """)
    #expect(mail.sender?.canonical == "ana@example.org")
    #expect(mail.messageID == "x.y@example.org")
    #expect(mail.receivedAt == Date(timeIntervalSince1970: 1_795_183_205))
    let bare = try read("Date: Mon, 1 Jan 2001 00:00:00 +0000\nFrom: nobody")
    #expect(bare.receivedAt == Date(timeIntervalSince1970: 978_307_200))
    #expect(bare.sender == nil && bare.messageID == nil)
  }

  @Test("What has no field is no mail", arguments: ["", "\n\n", "hello", " folded: at once", ":x"])
  func noMail(_ text: String) {
    #expect(ReadMail(head: Array(text.utf8)) == nil)
  }

  @Test("Thousands of recipients and endless values are cut")
  func limits() throws {
    let many = (0..<5000).map { "a\($0)@example.org" }.joined(separator: ", ")
    let mail = try read("To: \(many)\nSubject: \(String(repeating: "x", count: 100_000))")
    #expect(mail.recipients.count == ReadMail.mostRecipients)
    #expect(mail.subject.utf8.count == 4096)
    let at = String(repeating: "@", count: 60_000)
    #expect(try read("To: \(at)").recipients == [])
  }

  @Test("Random octets are read without harm", arguments: 1...4)
  func garbage(_ seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let pieces = [
      "To:", "Subject: ", "=?utf-8?Q?", "?=", "=", "@", "<", ">", "\n", "\r", "\r\n", " ", "\t",
      "\u{0}",
      "Received: x; ", "From: ", "é", "\"", "(", "\\", ":", ";", ",", "-0500", "Fri, 20 Nov ",
    ]
    for _ in 0..<300 {
      let head = (0..<40).flatMap { _ -> [UInt8] in
        Bool.random(using: &dice)
          ? Array(pieces[Int.random(in: pieces.indices, using: &dice)].utf8)
          : [UInt8.random(in: 0...255, using: &dice)]
      }
      guard let mail = ReadMail(head: head) else { continue }
      #expect(!mail.subject.utf8.contains { $0 < 0x20 }, "seed \(seed)")
    }
  }
}

@Suite("Dates of received mail")
struct ReadMailDateTests {
  @Test("What is written is read back", arguments: 1...3)
  func roundTrip(_ seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      // From 1900 to 9999.
      let seconds = Int.random(in: -2_208_988_800...253_402_000_000, using: &dice)
      let offset = Int.random(in: -12...14, using: &dice) * 3600
      let date = Date(timeIntervalSince1970: Double(seconds))
      let zone = try #require(TimeZone(secondsFromGMT: offset))
      #expect(MailDate.moment(MailDate(date, in: zone).text[...]) == date, "seed \(seed)")
    }
  }

  @Test(
    "Obsolete forms are read too",
    arguments: [
      ("20 Nov 2026 14:00 GMT", 1_795_183_200), ("Fri, 20 Nov 26 09:00:00 EST", 1_795_183_200),
      ("Friday, 20 November 2026 14:00:00 +0000 (UTC)", 1_795_183_200),
      ("1 Jan 99 00:00:00 Z", 915_148_800), ("1 Jan 100 00:00:00 Z", 946_684_800),
    ])
  func obsolete(_ text: String, _ seconds: Double) {
    #expect(MailDate.moment(text[...]) == Date(timeIntervalSince1970: seconds))
  }

  @Test(
    "What is no date is none",
    arguments: [
      "", "Fri", "Fri, 20 Nov", "32 Nov 2026 00:00", "20 Foo 2026 00:00", "20 Nov 2026 24:00",
      "20 Nov 2026 1:2:3:4", "20 Nov 99999 00:00", "20 Nov -1 00:00", "(", "x y z w v",
      "20 Nov 2026 99999999999999999999:00",
    ])
  func none(_ text: String) {
    #expect(MailDate.moment(text[...]) == nil)
  }
}
