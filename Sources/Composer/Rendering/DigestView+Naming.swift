extension DigestView {
  /// The view by name, made once for all templates: a test holds the names to the properties.
  var named: NamedValues {
    let all = stories.map(\.named)
    var values: [String: any Sendable] = [
      "language": TemplateText(language), "direction": TemplateText(direction),
      "storiesDirection": TemplateText(storiesDirection),
      "storiesStart": TemplateText(storiesStart),
      "start": TemplateText(start), "end": TemplateText(end),
      "organization": TemplateText(organization), "postalAddress": TemplateText(postalAddress),
      "postalAddressLines": postalAddressLines.map(TemplateText.init),
      "affiliate": affiliate.named, "edition": edition.named, "subject": TemplateText(subject),
      "preheader": TemplateText(preheader), "stories": all,
      "ownStories": Array(all.prefix(ownStories.count)), "hasMoreStories": hasMoreStories,
      "federationStories": Array(all.suffix(federationStories.count)),
      "hasFederationStories": hasFederationStories, "notices": notices.map(\.named),
      "hasNotices": hasNotices, "storyCount": storyCount, "isLong": isLong,
      "hasLeaveAtTop": hasLeaveAtTop, "hasSite": hasSite, "leave": leave.named,
      "words": words.named, "theme": NamedValues(theme),
    ]
    values["storiesLanguage"] = storiesLanguage.map(TemplateText.init)
    values["website"] = website.map(TemplateText.init)
    values["introduction"] = introduction?.named
    values["webVersion"] = webVersion?.named
    values["lead"] = lead?.named
    values["preferences"] = preferences?.named
    values["subscriber"] = subscriber?.named
    return NamedValues(self, values)
  }

  /// The same with its subject, when `unnamed` is the view by name without one.
  func named(as unnamed: NamedValues) -> NamedValues {
    unnamed.with("subject", TemplateText(subject), of: self)
  }
}

extension DigestView.Affiliate {
  fileprivate var named: NamedValues {
    NamedValues(self, ["id": TemplateText(id), "name": TemplateText(name)])
  }
}

extension DigestView.Edition {
  fileprivate var named: NamedValues {
    NamedValues(self, ["id": TemplateText(id), "date": TemplateText(date)])
  }
}

extension DigestView.Introduction {
  fileprivate var named: NamedValues {
    NamedValues(self, ["html": TemplateText(html), "text": TemplateText(text)])
  }
}

extension DigestView.Lead {
  fileprivate var named: NamedValues {
    NamedValues(self, ["title": TemplateText(title), "headline": TemplateText(headline)])
  }
}

extension DigestView.Leave {
  fileprivate var named: NamedValues {
    NamedValues(
      self,
      [
        "address": TemplateText(address), "subject": TemplateText(subject),
        "url": TemplateText(url),
      ])
  }
}

extension DigestView.WebVersion {
  fileprivate var named: NamedValues { NamedValues(self, ["url": TemplateText(url)]) }
}

extension DigestView.Preferences {
  fileprivate var named: NamedValues { NamedValues(self, ["url": TemplateText(url)]) }
}

extension DigestView.Subscriber {
  fileprivate var named: NamedValues {
    var values: [String: any Sendable] = [
      "address": TemplateText(address), "fields": NamedValues(fields),
    ]
    values["name"] = name.map(TemplateText.init)
    values["language"] = language.map(TemplateText.init)
    return NamedValues(self, values)
  }
}

extension Words {
  fileprivate var named: NamedValues {
    var values: [String: any Sendable] = [:]
    for (name, word) in Self.table { values[name] = TemplateText(self[keyPath: word]) }
    values["andMore"] = andMore.map(TemplateText.init)
    return NamedValues(self, values)
  }
}
