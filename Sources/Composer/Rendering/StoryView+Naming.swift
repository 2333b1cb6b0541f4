extension StoryView {
  /// The story by name, as ``DigestView/named`` has it.
  var named: NamedValues {
    var values: [String: any Sendable] = [
      "number": number, "marker": TemplateText(marker), "title": TemplateText(title),
      "underline": TemplateText(underline), "teaser": teaser.map(TemplateText.init),
      "links": links.map(\.named), "hasLinks": hasLinks, "isFirst": isFirst, "isLast": isLast,
      "isFederationWide": isFederationWide,
    ]
    values["url"] = url.map(TemplateText.init)
    values["brief"] = brief.map(TemplateText.init)
    values["date"] = date.map(TemplateText.init)
    values["author"] = author.map(TemplateText.init)
    values["image"] = image?.named
    return NamedValues(self, values)
  }
}

extension StoryView.Image {
  fileprivate var named: NamedValues {
    var values: [String: any Sendable] = [
      "url": TemplateText(url), "alt": TemplateText(alt), "width": TemplateText(String(width)),
    ]
    values["height"] = height.map { TemplateText(String($0)) }
    return NamedValues(self, values)
  }
}

extension StoryView.Link {
  fileprivate var named: NamedValues {
    NamedValues(
      self, ["number": number, "text": TemplateText(text), "url": TemplateText(url)])
  }
}

extension NoticeView {
  /// The notice by name, as ``DigestView/named`` has it.
  var named: NamedValues {
    var values: [String: any Sendable] = [
      "html": TemplateText(html), "text": TemplateText(text),
    ]
    values["date"] = date.map(TemplateText.init)
    values["day"] = day.map(TemplateText.init)
    values["month"] = month.map(TemplateText.init)
    values["title"] = title.map(TemplateText.init)
    return NamedValues(self, values)
  }
}
