/// The line that decides whether a message is opened.
enum SubjectCheck: Check {
  /// Phones show about 40 characters, desktops 60 to 80.
  static let longest = 90
  static let shortest = 12

  static func look(at page: LintedPage, _ list: inout FindingList) {
    guard let subject = page.subject.edition?.subject else { return }
    let text = Words.folded(subject)
    guard !text.isEmpty else {
      list.add(
        Finding(
          .subjectEmpty, "the subject is empty", at: Place(.subject),
          remedy: "write subject.mustache"))
      return
    }
    lookAtLength(text.count, &list)
    lookAtManners(text, &list)
  }

  private static func lookAtLength(_ count: Int, _ list: inout FindingList) {
    if count > longest {
      list.add(
        Finding(
          .subjectLong, "the subject has \(count) characters", at: Place(.subject),
          affected: ["phones, which show about 40", "desktops, which show 60 to 80"],
          remedy: "say the main thing in the first 40 characters, and all of it in 60"))
    } else if count < shortest {
      list.add(
        Finding(
          .subjectShort, "the subject has only \(count) characters", at: Place(.subject),
          remedy: "say what is in it: 30 to 60 characters read best"))
    }
  }

  private static let replies = ["re:", "fw:", "fwd:", "aw:", "wg:", "rv:", "tr:"]

  private static func lookAtManners(_ text: String, _ list: inout FindingList) {
    let place = Place(.subject)
    let letters = text.filter(\.isLetter)
    if letters.count >= 10, letters == letters.uppercased(), letters != letters.lowercased() {
      list.add(
        Finding(
          .subjectCapitals, "the subject is all in capitals", at: place, affected: ["filters"],
          remedy: "write it as a sentence"))
    }
    if let reply = replies.first(where: { text.lowercased().hasPrefix($0) }) {
      list.add(
        Finding(
          .subjectReply,
          "the subject begins with '\(text.prefix(reply.count))', but answers nobody",
          at: place, affected: ["filters"], remedy: "leave it out"))
    }
    let emoji = text.unicodeScalars.count { $0.properties.isEmojiPresentation }
    if emoji > 1 {
      list.add(
        Finding(
          .subjectEmoji, "the subject has \(emoji) emoji", at: place,
          affected: ["screen readers, which read each aloud"], remedy: "keep one at most"))
    }
    if ["!!", "??", "$$", "!?!"].contains(where: text.contains)
      || text.count(where: { $0 == "!" }) > 2
    {
      list.add(
        Finding(
          .subjectShouts, "the subject has a row of marks", at: place, affected: ["filters"],
          remedy: "one exclamation mark is enough"))
    }
  }
}

/// What an inbox shows after the subject.
enum PreheaderCheck: Check {
  static let shortest = 20
  static let longest = 220

  static func look(at page: LintedPage, _ list: inout FindingList) {
    guard let edition = page.subject.edition else { return }
    let text = Words.folded(edition.preheader)
    let place = Place(.preheader)
    if text.isEmpty {
      list.add(
        Finding(
          .preheaderMissing, "there is no preheader", at: place,
          remedy: "inboxes then show the page's first words, which help nobody: write one"))
    } else if Words.essence(text) == Words.essence(edition.subject) {
      list.add(
        Finding(
          .preheaderRepeats, "the preheader says the subject once more", at: place,
          remedy: "say what else is in it"))
    } else if text.count < shortest {
      list.add(
        Finding(
          .preheaderShort, "the preheader has only \(text.count) characters", at: place,
          remedy: "40 to 100 read best; what follows in the page fills the rest"))
    } else if text.count > longest {
      list.add(
        Finding(
          .preheaderLong, "the preheader has \(text.count) characters", at: place,
          remedy: "inboxes show 40 to 140: shorten it"))
    }
  }
}
