import Foundation
import Lint

/// Faults of a finer kind: what a first look passes over.
enum FinerFaults {
  static let all =
    marks.map { mark in
      Fault.piece("the mark \(mark)", "<p>Dear \(mark) and all</p>", .placeholder)
    } + fillers + notices + spam + parts + required + links + pictures + looks + markup

  /// As they are written in HTML.
  private static let marks = [
    "[First Name]", "[insert date here]", "{first_name}", "{name},", "&lt;&lt;Name&gt;&gt;",
    "%FIRSTNAME%", "%recipient.name%", "##name##", "__NAME__",
    "{{contact.FIRSTNAME, \"friend\"}}", "%%=v(@FirstName)=%%",
    "{!Contact.Name}", "@@name@@", "XX/XX/2026", "12.XX.2026", "DD/MM/YYYY",
  ]

  private static let fillers: [Fault] = [
    .piece("tbd in small letters", "<p>The place is tbd.</p>", .fillerText),
    .piece("a headline to write", "<p>Your headline here</p>", .fillerText),
    .piece(
      "an example's mailbox", #"<p><a href="mailto:you@example.com">Write to us</a></p>"#,
      .exampleAddress),
    .piece("a mark in a style", #"<p style="color:{{accent}}">Soon.</p>"#, .placeholder),
    .html(
      "a mark in a style sheet", ".link { color: #1f4e79; }", ".link { color: {{accent}}; }",
      .placeholder, .error, mark: ""),
    .html(
      "a mark in the title", "<title>Nurses win", "<title>{{name}}: nurses win", .placeholder,
      .error),
  ]

  private static let notices: [Fault] = [
    Fault(
      name: "a mark in a notice", finding: .placeholder, severity: .error, mark: "{{hall}}"
    ) { subject in
      subject.edition?.notices = [.init(title: "Assembly", text: "We meet in {{hall}}.")]
      subject.html = subject.html.replacingOccurrences(
        of: "<p>You get this", with: "<p>We meet in {{hall}}.</p><p>You get this")
    }
  ]

  private static let spam: [Fault] = [
    .frame("a subject that sells", .spamWords, .subject) {
      $0.subject = "You have won a free gift, click now"
    },
    .piece(
      "a body that sells",
      "<p>ACT NOW!!! 100% FREE MONEY!!! Reply and YOU ARE A WINNER, $1,000,000!!!</p>", .spamWords),
  ]

  private static let parts: [Fault] = [
    .piece(
      "a sentence of the HTML alone",
      "<p>The hall stays closed on Friday, since its roof is being mended.</p>", .partsDiffer),
    .frame(
      "a sentence of the text alone", .partsDiffer, .text, mark: "The hall stays closed"
    ) {
      $0.text = $0.text.replacingOccurrences(
        of: "River Valley Nurses\n\n",
        with:
          "River Valley Nurses\n\nThe hall stays closed on Friday, since its\nroof is mended.\n\n")
    },
  ]

  private static func leaveLink(_ name: String, _ style: String) -> Fault {
    .html(
      name, #"unsubscribe" style="color:#5d626b""#, #"unsubscribe" style="\#(style)""#,
      .noUnsubscribe, .error)
  }

  private static let required: [Fault] = [
    leaveLink("a white way to leave", "color:#ffffff"),
    leaveLink("a way to leave without size", "color:#5d626b;font-size:0"),
    leaveLink("a way to leave that fades", "color:#5d626b;opacity:.04"),
    .html("a way to leave without words", ">Unsubscribe</a>", "></a>", .noUnsubscribe, .error),
  ]

  private static func link(
    _ name: String, _ href: String, _ words: String, _ finding: FindingID
  ) -> Fault {
    .piece(name, "<p><a href=\"\(href)\">\(words)</a></p>", finding)
  }

  private static let mayor = "https://rivervalley.union/mayor"

  private static let links: [Fault] = [
    .piece(
      "a part of a picture that leads to no page",
      #"<map name="m"><area href="/mayor" alt="The mayor" coords="0,0,9,9"></map>"#, .linkRelative),
    link("half a mailbox", "mailto:hall.harborworkers.org@", "Write to the hall", .linkBroken),
    link("a mailbox with a space", "mailto: hall@", "Write to the hall", .linkBroken),
    link("a number of this machine", "http://[::1]:8080/", "The timetable", .linkBroken),
    link("a number of this network", "http://192.168.0.10/", "The timetable", .linkBroken),
    link(
      "a name that is not where it leads", "https://evil.ru/", "harborworkers.org", .linkMisleading),
    link("a bank under one country", "https://evil.co.uk/", "www.bank.co.uk", .linkMisleading),
    .piece("a link without address", "<p><a>The timetable</a></p>", .linkBroken),
    .piece(
      "a link in a link", "<p><a href=\"\(mayor)\">The <a href=\"\(mayor)\">mayor</a></a></p>",
      .brokenMarkup),
    link("read more", mayor, "Read more", .linkVague),
    link("learn more", mayor, "Learn more »", .linkVague),
    link("details", mayor, "Details", .linkVague),
    link("leer más", mayor, "Leer más", .linkVague),
    link("an arrow", mayor, "→", .linkVague),
  ]

  private static func alt(_ name: String, _ alt: String) -> Fault {
    .html(
      name, #"alt="Nurses on the steps of the town hall""#, "alt=\"\(alt)\"", .altUseless,
      story: "Nurses win a contract")
  }

  private static let pictures: [Fault] = [
    alt("a dot for alt text", "."),
    alt("a screenshot's name", "Screenshot 2026-11-20 at 10.14.22"),
    alt("an address for alt text", "https://rivervalley.union/nurses"),
    .html(
      "alt text that is the title", #"alt="Nurses on the steps of the town hall""#,
      #"alt="Nurses win a contract""#, .altRepeats, story: "Nurses win a contract"),
    .html(
      "a picture without encryption", "https://rivervalley.union/nurses.jpg",
      "http://rivervalley.union/nurses.jpg", .linkInsecure, .advice, story: "Nurses win a contract"),
    .piece(
      "a pixel by CSS",
      #"<img src="https://rivervalley.union/p.gif" alt="" style="width:1px;height:1px">"#,
      .trackingPixel, .advice),
    .html(
      "a width that is a share", #"width="552" height="300""#, #"width="100%""#, .imageUnsized,
      story: "Nurses win a contract"),
    .piece(
      "alt text that is white on white",
      #"<img src="https://rivervalley.union/l.png" alt="River Valley" width="90" style="color:#fff;background:#fff">"#,
      .contrast),
    .piece(
      "alt text that is pale in the dark alone",
      #"<img src="https://rivervalley.union/l.png" alt="River Valley" width="90" style="background:#fff">"#,
      .contrastDark),
  ]

  private static let looks: [Fault] = [
    .piece(
      "words far outside of the page",
      #"<p style="text-indent:-9999px">Two hundred members asked for a later bus; the mayor said yes.</p>"#,
      .hiddenText),
    .piece("faded words", #"<p style="opacity:.4">Two hundred asked.</p>"#, .contrast),
    .html(
      "a rule for the first of its kind", ".link { color: #1f4e79; }",
      ".link { color: #1f4e79; } p:first-of-type { color: #aaa !important; }", .contrast,
      mark: "<p>After nine weeks"),
    .piece(
      "the smallest of the seven sizes",
      #"<p><font size="1">Two hundred members asked for a later bus, and the mayor said yes.</font></p>"#,
      .smallText),
  ]

  private static let markup: [Fault] = [
    .piece("a character that is none", "<p>Soon.&nbps;Then.</p>", .brokenMarkup),
    .piece("a number that is no character", "<p>Soon.&#x110000;</p>", .brokenMarkup),
    .html(
      "a page that goes elsewhere", #"<meta charset="utf-8">"#,
      #"<meta charset="utf-8"><meta http-equiv="refresh" content="0;url=https://evil.ru/">"#,
      .activeContent),
  ]
}
