import Foundation
import Lint

/// Every fault that must be found.
enum Faults {
  static let all =
    required + subjects + leftovers + markup + documents + links + pictures + colours + layout
    + decoration + active + FinerFaults.all

  private static let required: [Fault] = [
    .html(
      "no way to leave in HTML",
      #"<a class="quiet" href="mailto:leave@rivervalley.union?subject=unsubscribe" style="color:#5d626b">Unsubscribe</a>"#,
      "Thank you.", .noUnsubscribe, .error, mark: ""),
    .html(
      "a hidden way to leave", #"<a class="quiet" href="mailto:leave"#,
      #"<a hidden class="quiet" href="mailto:leave"#, .noUnsubscribe, .error, mark: ""),
    .frame("no way to leave in text", .noUnsubscribe, .text, .error) {
      $0.text = $0.text.replacingOccurrences(
        of: "To leave the list, write to leave@rivervalley.union", with: "Goodbye")
    },
    .html(
      "no postal address in HTML", "48 Wharf Street, ", "", .noPostalAddress, .error, mark: ""),
    .frame("no postal address in text", .noPostalAddress, .text, .error) {
      $0.text = $0.text.replacingOccurrences(of: "CT 06199", with: "")
    },
    .frame("no List-Unsubscribe", .noListUnsubscribe, .headers) { $0.headers = [] },
    .frame("no text part", .noTextPart, .text) { $0.text = " \n" },
    .frame("a story that the text lacks", .partsDiffer, .text, story: "The mayor answers") {
      $0.text = $0.text.replacingOccurrences(of: "The mayor answers", with: "News")
    },
    .frame("a link that the HTML lacks", .partsDiffer, .text, mark: "https://rivervalley.union/bus")
    {
      $0.text += "See https://rivervalley.union/bus\n"
    },
    .piece(
      "a link that the text lacks",
      #"<p><a href="https://rivervalley.union/buses">The timetable</a></p>"#,
      .partsDiffer),
    .html(
      "a story that the HTML lacks", ">The mayor answers<", ">News of the week<", .partsDiffer,
      mark: ""),
    Fault(
      name: "more than Gmail shows", finding: .tooLarge, severity: .error,
      story: "The mayor answers"
    ) { Self.grow(&$0, to: 101 * 1024) },
    Fault(
      name: "nearly more than Gmail shows", finding: .nearClip, severity: .warning,
      story: "The mayor answers"
    ) { Self.grow(&$0, to: 81 * 1024) },
  ]

  @Sendable private static func grow(_ subject: inout LintSubject, to size: Int) {
    let words = "The bus comes later, and more often, as the members asked. "
    let more = String(repeating: words + "\n", count: (size - subject.html.utf8.count) / 60 + 1)
    subject.html = subject.html.replacingOccurrences(
      of: "one by spring.", with: "one by spring. " + more)
  }

  private static let subjects: [Fault] = [
    .frame("an empty subject", .subjectEmpty, .subject, .error) { $0.subject = " " },
    .frame("a long subject", .subjectLong, .subject, .advice) {
      $0.subject = String(repeating: "Nurses win a contract ", count: 5)
    },
    .frame("a short subject", .subjectShort, .subject, .advice) { $0.subject = "News" },
    .frame("a subject in capitals", .subjectCapitals, .subject) {
      $0.subject = "NURSES WIN A CONTRACT"
    },
    .frame("a subject that answers nobody", .subjectReply, .subject) {
      $0.subject = "Re: Nurses win a contract"
    },
    .frame("a subject with emoji", .subjectEmoji, .subject, .advice) {
      $0.subject = "Nurses win a contract 🎉🎉"
    },
    .frame("a subject that shouts", .subjectShouts, .subject) {
      $0.subject = "Nurses win a contract!!"
    },
    .frame("no preheader", .preheaderMissing, .preheader) { $0.preheader = "\u{200B} " },
    .frame("a short preheader", .preheaderShort, .preheader, .advice) { $0.preheader = "Hello" },
    .frame("a long preheader", .preheaderLong, .preheader, .advice) {
      $0.preheader = String(repeating: "The mayor answers. ", count: 20)
    },
    .frame("a preheader that repeats", .preheaderRepeats, .preheader, .advice) {
      $0.preheader = $0.subject + "!"
    },
  ]

  private static let leftovers: [Fault] = [
    .html(
      "a mark of a template", "You get this because", "Dear {{name}}, you get this as",
      .placeholder, .error),
    .html(
      "a mark of another program", "You get this because", "Dear *|FNAME|*, you get this as",
      .placeholder, .error),
    .html(
      "a blank in brackets", "You get this because", "Dear [FIRST NAME], you get this as",
      .placeholder, .error),
    .piece("a mark in a story", "<p>Dear {{ member.name }}</p>", .placeholder, .warning),
    .frame("a mark in the subject", .placeholder, .subject, .error) {
      $0.subject = "Nurses win, %%name%%, a contract"
    },
    .frame("a mark in the text", .placeholder, .text, .error, mark: "{{greeting}}") {
      $0.text = "{{greeting}}\n" + $0.text
    },
    .html(
      "a mark in an address", #"href="https://rivervalley.union/mayor" style="color:#1f4e79">Read"#,
      #"href="https://rivervalley.union/{{slug}}" style="color:#1f4e79">Read"#, .placeholder,
      .warning, mark: "{{slug}}", story: "The mayor answers"),
    .piece("lorem ipsum", "<p>Lorem ipsum dolor sit amet</p>", .fillerText),
    .piece("a note to oneself", "<p>TODO ask Ana for the date</p>", .fillerText),
    .piece(
      "an example's address", #"<p><a href="https://www.example.com/x">The timetable</a></p>"#,
      .exampleAddress),
    .piece("a heading over nothing", "<h3>Calendar</h3><h3>Notices</h3>", .emptySection, .advice),
  ]

  private static let markup: [Fault] = [
    .html(
      "a cell that is not ended", "one by spring.</p>", "one by spring.</p><div>", .brokenMarkup,
      .error, story: "The mayor answers"),
    .piece("an end without a beginning", "</strong>", .brokenMarkup, .error),
    .piece("a crossed pair", "<b><i>now</b></i>", .brokenMarkup, .error),
    .html(
      "a quotation mark too many", #"<p>You get this because"#,
      #"<p title="x>You get this because"#,
      .brokenMarkup, .error),
    .html("a comment without end", "<p>You get", "<!-- <p>You get", .brokenMarkup, .error),
    .piece("an attribute twice", #"<p align="left" align="right">Soon.</p>"#, .brokenMarkup),
    .piece("an id twice", #"<p id="a">One.</p><p id="a">Two.</p>"#, .repeatedID),
  ]

  private static let documents: [Fault] = [
    .html("no doctype", "<!DOCTYPE html>\n", "", .noDoctype, .advice, mark: "<html"),
    .html("no language", #"<html lang="en">"#, "<html>", .noLanguage),
    .html(
      "no title", "Nurses win a contract and one more story</title>", "</title>", .noTitle,
      mark: "<!DOCTYPE"),
    .html(
      "no character set", #"<meta charset="utf-8">"#, "", .noCharset, .advice, mark: "<!DOCTYPE"),
    .html(
      "no viewport", #"name="viewport""#, #"name="view""#, .noViewport, .advice, mark: "<!DOCTYPE"),
    .html(
      "a heading too deep",
      "<h2 style=\"font-size:21px\"><a class=\"link\" href=\"https://rivervalley.union/mayor\"",
      "<h4 style=\"font-size:21px\"><a class=\"link\" href=\"https://rivervalley.union/mayor\"",
      .brokenMarkup, .error),
    .piece("a level left out", "<h4>Buses</h4><p>By spring.</p>", .headingOrder),
    .piece("a second h1", "<h1>Buses</h1><p>By spring.</p>", .headingOrder),
    .html(
      "a table for its looks", #"<table role="presentation" class"#, "<table class", .layoutTable),
    .piece(
      "small print",
      #"<p style="font-size:12px">Two hundred members asked for a later bus, and the mayor has said yes.</p>"#,
      .smallText),
    .piece("tiny print", #"<p style="font-size:6pt">Terms apply.</p>"#, .smallText),
    .piece(
      "too wide", #"<table role="presentation" width="900"><tr><td>Wide.</td></tr></table>"#,
      .tooWide),
  ]

  private static let links: [Fault] = [
    .piece("an empty link", #"<a href="https://rivervalley.union/mayor"></a>"#, .linkEmpty),
    .piece(
      "click here", #"<p><a href="https://rivervalley.union/mayor">Click here</a></p>"#, .linkVague),
    .piece(
      "a bare address",
      #"<p><a href="https://rivervalley.union/mayor">https://rivervalley.union/mayor</a></p>"#,
      .linkBare, .advice),
    .piece(
      "one text, two places",
      #"<p><a href="https://rivervalley.union/contract">Read about the buses</a></p>"#,
      .linkAmbiguous, mark: #"<p><a class="link" href="https://rivervalley.union/mayor""#),
    .piece("a relative link", #"<p><a href="/buses.html">The timetable</a></p>"#, .linkRelative),
    .piece("a link to nowhere", #"<p><a href="">The timetable</a></p>"#, .linkBroken),
    .piece(
      "a link without a host", #"<p><a href="https:///buses">The timetable</a></p>"#, .linkBroken),
    .piece(
      "a link with a space", #"<p><a href="https://rivervalley union/b">The timetable</a></p>"#,
      .linkBroken),
    .piece(
      "a script for a link", #"<p><a href="javascript:go()">The timetable</a></p>"#, .linkBroken),
    .piece(
      "a place that is not there", ##"<p><a href="#buses">The timetable</a></p>"##, .linkBroken),
    .piece(
      "a machine of one's own", #"<p><a href="http://localhost:8080/">The timetable</a></p>"#,
      .linkBroken),
    .piece("mail to nobody", #"<p><a href="mailto:mayor">Write to the mayor</a></p>"#, .linkBroken),
    .piece(
      "no encryption", #"<p><a href="http://rivervalley.union/b">The timetable</a></p>"#,
      .linkInsecure, .advice),
    .piece(
      "a shortened link", #"<p><a href="https://bit.ly/3xYz">The timetable</a></p>"#, .linkShortened
    ),
    .piece(
      "a number for a host", #"<p><a href="https://192.0.2.7/b">The timetable</a></p>"#,
      .linkNumeric),
    .piece(
      "a link that says another host",
      #"<p><a href="https://rivervalley.union/b">www.citybank.example</a></p>"#,
      .linkMisleading),
  ]

  private static let pictures: [Fault] = [
    .html(
      "no alt text", #"alt="Nurses on the steps of the town hall" "#, "", .altMissing,
      mark: "<img", story: "Nurses win a contract"),
    .html(
      "a file name for alt text", #"alt="Nurses on the steps of the town hall""#,
      #"alt="nurses.jpg""#,
      .altUseless, story: "Nurses win a contract"),
    .html(
      "a word that says nothing", #"alt="Nurses on the steps of the town hall""#, #"alt="Image""#,
      .altUseless, story: "Nurses win a contract"),
    .html(
      "a camera's name", #"alt="Nurses on the steps of the town hall""#, #"alt="IMG_2034""#,
      .altUseless, story: "Nurses win a contract"),
    .html(
      "no width", #" width="552" height="300""#, "", .imageUnsized, mark: "<img",
      story: "Nurses win a contract"),
    .html(
      "a relative picture", "https://rivervalley.union/nurses.jpg", "/nurses.jpg", .imageRelative,
      story: "Nurses win a contract"),
    .html(
      "a picture in the page", "https://rivervalley.union/nurses.jpg",
      "data:image/png;base64,iVBORw0KGgo=", .imageInline, story: "Nurses win a contract"),
    .html(
      "a picture that is attached", "https://rivervalley.union/nurses.jpg", "cid:nurses",
      .imageInline, story: "Nurses win a contract"),
    .piece(
      "a pixel", #"<img src="https://rivervalley.union/p.gif" alt="" width="1" height="1">"#,
      .trackingPixel, .advice),
    .html(
      "a kind that few show", "https://rivervalley.union/nurses.jpg",
      "https://rivervalley.union/nurses.webp?w=552", .supportContent,
      story: "Nurses win a contract",
      feature: "image-webp"),
    Fault(name: "a picture alone", finding: .imageOnly, severity: .warning) { subject in
      subject.edition = nil
      subject.html = """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News</title></head><body>
        <h1>News</h1><img src="https://rivervalley.union/all.png" alt="The whole of the news" width="600">
        <p>48 Wharf Street <a href="https://rivervalley.union/unsubscribe">Unsubscribe</a></p></body></html>
        """
    },
  ]

  private static let colours: [Fault] = [
    .piece("pale text", #"<p style="color:#aaaaaa">Two hundred asked.</p>"#, .contrast),
    .piece(
      "pale text by an attribute", ##"<p><font color="#bbbbbb">Two hundred asked.</font></p>"##,
      .contrast),
    .piece(
      "dark on dark",
      ##"<table role="presentation" bgcolor="#555555"><tr><td>Two hundred.</td></tr></table>"##,
      .contrast),
    .html(
      "pale links by a rule", ".link { color: #1f4e79; }", ".link { color: #8fb4d8 !important; }",
      .contrast, mark: #"href="https://rivervalley.union/contract" style="color:#1f4e79">Nurses"#,
      story: "Nurses win a contract"),
    .html(
      "dark text in the dark", ".link { color: #9cc3ea !important; }",
      ".link { color: #1f4e79 !important; }", .contrastDark,
      mark: #"href="https://rivervalley.union/contract" style="color:#1f4e79">Nurses"#,
      story: "Nurses win a contract"),
    .piece(
      "a box that stays white in the dark",
      #"<p style="background:#ffffff">Two hundred asked.</p>"#,
      .contrastDark),
    .piece("white on white", #"<p style="color:#fff">Two hundred asked.</p>"#, .hiddenText),
    .piece(
      "words for filters alone",
      #"<p style="font-size:1px">Two hundred members asked for a later bus; the mayor said yes to them.</p>"#,
      .hiddenText),
    .piece(
      "text on a picture",
      #"<div style="background-image:url(https://rivervalley.union/b.png)">Two hundred asked.</div>"#,
      .contrastUnknown, .advice),
  ]

  private static let layout: [Fault] = [
    .style("display:flex", .supportLayout, "css-display-flex"),
    .style("display:grid", .supportLayout, "css-display-grid"),
    .style("position:absolute", .supportLayout, "css-position"),
    .style("float:left", .supportLayout, "css-float"),
    .style("transform:rotate(3deg)", .supportLayout, "css-transform"),
    .style("column-count:2", .supportLayout, "css-column-count"),
    .style("gap:12px", .supportLayout, "css-gap"),
    .style("justify-content:center", .supportLayout, "css-justify-content"),
    .style("width:calc(100% - 20px)", .supportLayout, "css-unit-calc"),
    .style("width:clamp(1px, 2px, 3px)", .supportLayout, "css-function-clamp"),
    .style("padding:var(--gap)", .supportLayout, "css-variables"),
    .style("padding:1rem", .supportLayout, "css-unit-rem"),
    .style("height:20vh", .supportLayout, "css-unit-vh"),
    .style("margin-inline:8px", .supportLayout, "css-margin-inline-block"),
    .style("aspect-ratio:2", .supportLayout, "css-aspect-ratio"),
    .style("min-height:90px", .supportLayout, "css-min-height"),
    .style("min-width:90px", .supportLayout, "css-min-width"),
    .style("max-height:90px", .supportLayout, "css-max-height"),
    .style("overflow:hidden", .supportLayout, "css-overflow"),
    .style("white-space:pre-line", .supportLayout, "css-white-space"),
    .style("table-layout:fixed", .supportLayout, "css-table-layout"),
    .style("border-spacing:4px", .supportLayout, "css-border-spacing"),
    .piece(
      "a section", "<section><p>Two hundred asked.</p></section>", .supportLayout,
      feature: "html-semantics"),
    .piece(
      "max-width alone", #"<div style="max-width:500px">Two hundred asked.</div>"#, .supportLayout,
      feature: "css-max-width"),
    .html(
      "a hidden picture", "<div style=\"display:none\">The mayor",
      #"<div style="display:none"><img src="https://rivervalley.union/x.gif" alt="" width="9">The mayor"#,
      .supportContent, feature: "css-display-none"),
    .html(
      "a rule that shows words", ".link { color: #1f4e79; }",
      ".link { color: #1f4e79; }\n    .link::after { content: ' more'; }", .supportContent,
      mark: ".link::after", feature: "css-pseudo-element-after"),
  ]

  private static let decoration: [Fault] = [
    .style(
      "background-image:linear-gradient(#fff, #eee)", .supportDecoration, "css-linear-gradient",
      .advice),
    .style("color:rgba(0, 0, 0, 0.9)", .supportDecoration, "css-rgba", .advice),
    .style("color:oklch(0.4 0.1 200)", .supportDecoration, "css-modern-color", .advice),
    .style("filter:blur(1px)", .supportDecoration, "css-filter", .advice),
    .style("box-shadow:0 1px 2px #ccc", .supportDecoration, "css-box-shadow", .advice),
    .style("list-style-position:inside", .supportDecoration, "css-list-style-position", .advice),
    .piece(
      "pictures to choose from",
      #"<picture><img src="https://rivervalley.union/bus.png" alt="A bus" width="90"></picture>"#,
      .supportDecoration, .advice, feature: "html-picture"),
    .style("text-shadow:1px 1px #ccc", .supportDecoration, "css-text-shadow", .advice),
    .html(
      "a font from elsewhere", ".link { color: #1f4e79; }",
      ".link { color: #1f4e79; }\n@font-face { font-family: X; src: url(https://rivervalley.union/x.woff2) }",
      .supportDecoration, .advice, mark: "@font-face", feature: "css-at-font-face"),
    .html(
      "things that move", ".link { color: #1f4e79; }",
      ".link { color: #1f4e79; }\n@keyframes x { from { opacity: 0 } }", .supportDecoration,
      .advice,
      mark: "@keyframes", feature: "css-at-keyframes"),
  ]

  private static let active: [Fault] = [
    .piece("a script", "<script>alert(1)</script>", .activeContent),
    .piece("a form", #"<form action="https://rivervalley.union/f"></form>"#, .activeContent),
    .piece("a field", #"<input name="x">"#, .activeContent),
    .piece("a frame", #"<iframe src="https://rivervalley.union/f"></iframe>"#, .activeContent),
    .piece("a film", #"<video src="https://rivervalley.union/f.mp4"></video>"#, .activeContent),
    .piece("a handler", #"<p onclick="go()">Soon.</p>"#, .activeContent),
    .piece(
      "a drawing", #"<svg width="9" height="9"><path d="M0 0"/></svg>"#, .supportContent,
      feature: "html-svg"),
    .html(
      "a style sheet elsewhere", "<style>",
      "<link rel=\"stylesheet\" href=\"https://rivervalley.union/s.css\">\n  <style>",
      .outsideStyle,
      mark: "<link"),
    .html(
      "an import", ".link { color: #1f4e79; }",
      "@import url(https://rivervalley.union/s.css);\n.link { color: #1f4e79; }", .outsideStyle,
      mark: "@import"),
    .html(
      "a layer", ".link { color: #1f4e79; }", "@layer x { .link { color: #1f4e79; } }",
      .styleNotInlined, .error),
    .html(
      "a brace too many", ".link { color: #1f4e79; }", "} .link { color: #1f4e79; }",
      .styleNotInlined),
  ]
}
