import Foundation
import Lists
import Mail
import Newsletter
import Testing

@Suite("A file from another program")
struct ImportTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var name = "export.csv"
    var text: String
    var format: ImportFormat?
    /// `line: address|name|language|field=value…, standing[, since when]` of each row.
    var people: [String]
  }

  static let mailchimp =
    "\"Email Address\",\"First Name\",\"Last Name\",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,"
    + "CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES"

  static let cases = [
    Case(
      testDescription: "Mailchimp, subscribed", name: "subscribed_members_export_1.csv",
      text: "\(mailchimp),TAGS\na@example.org,Ana,Silva,2,\"2015-03-01 10:00:00\",192.0.2.1,"
        + "\"2015-03-16 14:40:47\",192.0.2.1,47.6,-122.2,-8,-7,America/Los_Angeles,US,WA,"
        + "\"2016-01-01 00:00:00\",44877845,c2cb0681af,,\"\"\"VIP\"\"\"\n"
        + "b@example.org,,,2,\"2014-01-02 03:04:05\",,,,,,,,,,,,1,2,,\n",
      format: .mailchimp,
      people: [
        "2: a@example.org|Ana Silva|-|country=US|region=WA|tags=\"VIP\""
          + "|time zone=America/Los_Angeles, subscribed, 2015-03-16T14:40:47Z",
        "3: b@example.org|-|-, subscribed, 2014-01-02T03:04:05Z",
      ]),
    Case(
      testDescription: "Mailchimp, unsubscribed", name: "unsubscribed_members_export_1.csv",
      text: "Email Address,First Name,UNSUB_TIME,UNSUB_CAMPAIGN_ID,UNSUB_REASON,LEID,EUID\n"
        + "a@example.org,Ana,2019-05-06 07:08:09,1,OTHER,1,2\nb@example.org,Ben,,,,1,2\n",
      format: .mailchimp,
      people: ["2: a@example.org|Ana|-, unsubscribed", "3: b@example.org|Ben|-, unsubscribed"]),
    Case(
      testDescription: "Mailchimp, cleaned", name: "cleaned_members_export_1.csv",
      text: "Email Address,CLEAN_TIME,CLEAN_CAMPAIGN_ID,LEID,EUID\na@example.org,,1,1,2\n",
      format: .mailchimp, people: ["2: a@example.org|-|-, bounced"]),
    Case(
      testDescription: "Mailchimp, neither", name: "nonsubscribed_members_export_1.csv",
      text: "Email Address,LEID,EUID\na@example.org,1,2\n", format: .mailchimp,
      people: ["2: a@example.org|-|-, unconfirmed"]),
    Case(
      testDescription: "Action Network",
      text: "first_name,last_name,email,zip_code,can2_user_city,can2_user_tags,"
        + "can2_subscription_status,can2_subscription_date,uuid\n"
        + "Ana,Silva,a@example.org,06100,Mill,\"a, b\",subscribed,2021-05-06 07:08:09 UTC,x\n"
        + "Ben,,b@example.org,,,,unsubscribed,,x\nC,,c@example.org,,,,bouncing,,x\n"
        + "D,,d@example.org,,,,spam complaint,,x\nE,,e@example.org,,,,previous bounce,,x\n"
        + "F,,f@example.org,,,,something new,,x\n",
      format: .actionNetwork,
      people: [
        "2: a@example.org|Ana Silva|-|city=Mill|tags=a, b|zip=06100, subscribed, "
          + "2021-05-06T07:08:09Z",
        "3: b@example.org|Ben|-, unsubscribed", "4: c@example.org|C|-, bounced",
        "5: d@example.org|D|-, blocked", "6: e@example.org|E|-, bounced",
        "7: f@example.org|F|-, unknown",
      ]),
    Case(
      testDescription: "Google Contacts",
      text: "First Name,Middle Name,Last Name,Organization Name,Birthday,Notes,Labels,"
        + "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value\n"
        + "Ana,M,Silva,Mill 3,--03-07,private,* myContacts,* Work,"
        + "a@example.org ::: b@example.org,c@example.org,Mobile,+1 415 555\n",
      format: .googleContacts,
      people: [
        "2: a@example.org|Ana Silva|-|labels=* myContacts|organization=Mill 3, subscribed"
      ]),
    Case(
      testDescription: "Google Contacts as it used to be",
      text: "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value\n"
        + "Ana Silva,Ana,Silva,* friends,* Home,a@example.org\n",
      format: .googleContacts,
      people: ["2: a@example.org|Ana Silva|-|labels=* friends, subscribed"]),
    Case(
      testDescription: "listmonk",
      text: "uuid,email,name,attributes,status,created_at,updated_at\n"
        + "x,a@example.org,Ana,\"{\"\"City\"\":\"\"Mill\"\",\"\"n\"\":3,\"\"deep\"\":{}}\",enabled,"
        + "2020-01-02T03:04:05.678+02:00,\n"
        + "x,b@example.org,Ben,{},blocklisted,,\nx,c@example.org,C,not JSON,disabled,,\n",
      format: .listmonk,
      people: [
        "2: a@example.org|Ana|-|city=Mill|n=3, subscribed, 2020-01-02T01:04:05Z",
        "3: b@example.org|Ben|-, blocked", "4: c@example.org|C|-, disabled",
      ]),
    Case(
      testDescription: "phpList",
      text: "email,Is the email of this user confirmed,Is this user blacklisted,Entered,"
        + "Unique ID for User,Send this user HTML emails,Is this account disabled?,Name\n"
        + "a@example.org,1,0,2018-02-03 04:05:06,abc,1,0,Ana\nb@example.org,1,1,,abc,1,0,Ben\n"
        + "c@example.org,0,0,,abc,1,0,C\nd@example.org,1,0,,abc,1,1,D\n",
      format: .phpList,
      people: [
        "2: a@example.org|Ana|-, subscribed, 2018-02-03T04:05:06Z",
        "3: b@example.org|Ben|-, blocked", "4: c@example.org|C|-, unconfirmed",
        "5: d@example.org|D|-, disabled",
      ]),
    Case(
      testDescription: "phpList as it is now",
      text: "Email,Is this subscriber confirmed,Is this subscriber blacklisted,Entered,Unique ID\n"
        + "a@example.org,1,0,2018-02-03 04:05:06,abc\nb@example.org,1,1,,abc\n",
      format: .phpList,
      people: [
        "2: a@example.org|-|-, subscribed, 2018-02-03T04:05:06Z", "3: b@example.org|-|-, blocked",
      ]),
    Case(
      testDescription: "an export of our own, with consent",
      text: "email,name,consent from,consent at,consent how\n"
        + "a@example.org,Ana,web form,2025-11-20T12:00:00Z,web\n",
      format: nil, people: ["2: a@example.org|Ana|-, subscribed, 2025-11-20T12:00:00Z, web form"]),
    Case(
      testDescription: "an export of our own with all people",
      text: "email,name,status\na@example.org,Ana,confirmed\nb@example.org,,unsubscribed\n"
        + "c@example.org,,removed\nd@example.org,,suppressed\ne@example.org,,unconfirmed\n",
      format: nil,
      people: [
        "2: a@example.org|Ana|-, subscribed", "3: b@example.org|-|-, unsubscribed",
        "4: c@example.org|-|-, disabled", "5: d@example.org|-|-, blocked",
        "6: e@example.org|-|-, unconfirmed",
      ]),
    Case(
      testDescription: "anything else, where a status may be one of the subscription",
      text: "Mail,Subscription Status\na@example.org,Unsubscribed\nb@example.org,Bounced\n",
      format: nil,
      people: ["2: a@example.org|-|-, unsubscribed", "3: b@example.org|-|-, bounced"]),
    Case(
      testDescription: "anything else, where a status may be one of the person",
      text: "Mail,Status\na@example.org,Retired\nb@example.org,Full-time\n", format: nil,
      people: [
        "2: a@example.org|-|-|status=Retired, subscribed",
        "3: b@example.org|-|-|status=Full-time, subscribed",
      ]),
  ]

  @Test("is known by its headings, and says who is subscribed and since when", arguments: cases)
  func reads(_ example: Case) throws {
    let (file, people) = try read(example.text, named: example.name)
    #expect(file.format == example.format)
    #expect(people == example.people)
  }

  @Test("means what it is told to mean, in any case")
  func mapping() throws {
    var mapping = ColumnMapping()
    mapping.map("correo DEL miembro", to: "email")
    mapping.map("Vorname", to: "First name")
    mapping.map("secret", to: "")
    mapping.map("State", to: "status")
    mapping.map("Since", to: "consent at")
    mapping.map("Area", to: "Work Site")
    let text =
      "Correo del miembro,Vorname,Secret,STATE,since,area\n"
      + "a@example.org,Ana,x,active,2020-02-03,9\nb@example.org,Ben,x,opted-out,5/6/2021,\n"
    let (_, people) = try read(text, mapping: mapping)
    #expect(
      people == [
        "2: a@example.org|Ana|-|work site=9, subscribed, 2020-02-03T00:00:00Z",
        "3: b@example.org|Ben|-, unsubscribed",
      ])
  }

  @Test("gives a person twice who stands there twice: the second row may say that they left")
  func repeats() throws {
    let text =
      "uuid,email,attributes,status\nx,a@example.org,,enabled\ny,A@example.org,,blocklisted\n"
    let (_, people) = try read(text)
    #expect(people == ["2: a@example.org|-|-, subscribed", "3: A@example.org|-|-, blocked"])
  }

  @Test(
    "tells times in the ways of its kind, and none that could be read in two ways",
    arguments: [
      ("2015-03-16 14:40:47", "2015-03-16T14:40:47Z"), ("2015-03-16 14:40", "2015-03-16T14:40:00Z"),
      ("2015-03-16", "2015-03-16T00:00:00Z"), ("2015-03-16T14:40:47Z", "2015-03-16T14:40:47Z"),
      ("2015-03-16T14:40:47.123456+05:30", "2015-03-16T09:10:47Z"),
      ("2015-03-16 14:40:47-08", "2015-03-16T22:40:47Z"),
      ("2015-03-16 14:40:47 GMT", "2015-03-16T14:40:47Z"), ("3/16/2015", nil), ("2015-13-16", nil),
      ("2015-02-30", nil), ("2015-03-16 25:00:00", nil), ("yesterday", nil),
      ("2015-03-16 14:40:47 somewhere", nil), ("0000-00-00 00:00:00", nil),
    ] as [(String, String?)])
  func moments(_ written: String, _ moment: String?) throws {
    let text = "email,consent at\na@example.org,\(written)\n"
    let (_, people) = try read(text)
    #expect(people == ["2: a@example.org|-|-, subscribed" + (moment.map { ", \($0)" } ?? "")])
  }

  private func read(
    _ text: String, named name: String = "export.csv", mapping: ColumnMapping = ColumnMapping()
  ) throws -> (ImportFile, [String]) {
    let folder = try ScratchFolder()
    let url = folder.url.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    let file = try ImportFile(url, for: Sample.affiliate, mapping: mapping)
    var people: [String] = []
    let reading = try file.read { row in
      let since = row.consentAt.map { ", \($0.ISO8601Format())" } ?? ""
      let from = row.consentFrom.map { ", \($0)" } ?? ""
      people.append(
        Sample.words(ListRow(line: row.line, recipient: row.recipient))
          + ", \(row.standing.rawValue)\(since)\(from)")
    }
    #expect(reading.problems == [])
    return (file, people)
  }
}
