import Newsletter
import Web

/// The controls that forms are made of, each with its label, and its mistake where it has one.
struct FormParts: Sendable {
  let scene: PageScene

  /// A form that posts to the page it stands on, unless it names another.
  func form(to path: String? = nil, id: String? = nil, _ content: HTML...) -> HTML {
    .element(
      .form,
      [.named("method", "post"), .named("action", scene.address(path ?? scene.path))]
        + (id.map { [.id($0)] } ?? []), content)
  }

  /// A button that says what it does.
  func button(
    _ text: SiteText, action: String, isPrimary: Bool = true
  ) -> HTML {
    .element(
      .button,
      [
        .type("submit"), .name("action"), .value(action), .class(isPrimary ? "primary" : "plain"),
      ], [scene.text(text)])
  }

  func hidden(_ name: String, _ value: String) -> HTML {
    .element(.input, [.type("hidden"), .name(name), .value(value)], [])
  }

  /// An email address; it is not checked by the browser, whose words are not ours.
  ///
  /// - Parameter question: of an address that may be right.
  func address(
    _ label: SiteText, value: String = "", mistake: SiteText?, question: SiteText? = nil,
    id: String = "address"
  ) -> HTML {
    let remark =
      mistake.map { self.mistake($0, id: "\(id)-remark") }
      ?? question.map { self.question($0, id: "\(id)-remark") }
    let help = remark == nil ? "\(id)-help" : "\(id)-remark \(id)-help"
    var attributes: [Attribute] = [
      .id(id), .name("address"), .type("email"), .value(value), .flag("required"),
      .named("autocomplete", "email"), .named("autocapitalize", "none"),
      .named("spellcheck", "false"), .named("maxlength", "254"),
      .named("aria-describedby", help),
    ]
    if mistake != nil { attributes.append(.named("aria-invalid", "true")) }
    return .div(
      "field", self.label(label, for: id),
      remark ?? .nothing,
      .element(.p, [.class("help"), .id("\(id)-help")], [scene.text(.addressHelp)]),
      .element(.input, attributes, []))
  }

  func mistake(_ text: SiteText, id: String) -> HTML {
    .element(.p, [.class("mistake"), .id(id), .named("role", "alert")], [scene.text(text)])
  }

  private func question(_ text: SiteText, id: String) -> HTML {
    .element(.p, [.class("notice"), .id(id), .named("role", "alert")], [scene.text(text)])
  }

  /// A line of text that may stay empty.
  func line(_ label: SiteText, name: String, value: String, autocomplete: String) -> HTML {
    .div(
      "field", self.label(label, for: name, isOptional: true),
      .element(
        .input,
        [
          .id(name), .name(name), .type("text"), .value(value),
          .named("autocomplete", autocomplete), .named("maxlength", "100"),
        ], []))
  }

  func language(_ chosen: SiteLanguage) -> HTML {
    .div(
      "field", label(.languageLabel, for: "language"),
      .element(
        .select, [.id("language"), .name("language")],
        SiteLanguage.allCases.map { language in
          .element(
            .option,
            [.value(language.tag), .lang(language.tag)]
              + (language == chosen ? [.flag("selected")] : []), [.text(language.ownName)])
        }))
  }

  /// All lists with a box each; ``wasChosen`` goes with those that are ticked.
  func lists(_ legend: SiteText, chosen: Set<AffiliateID>, mistake: SiteText? = nil) -> HTML {
    let boxes = scene.affiliates.map { affiliate in
      HTML.element(
        .label, [.class("choice")],
        [
          .element(
            .input,
            [.type("checkbox"), .name("lists"), .value(affiliate.id.text)]
              + (chosen.contains(affiliate.id) ? [.flag("checked")] : []), []),
          .element(.span, [], [.text(affiliate.name)]),
        ])
    }
    return .element(
      .fieldset,
      mistake == nil ? [] : [.named("aria-describedby", "lists-mistake")],
      [
        .element(.legend, [], [scene.text(legend)]),
        mistake.map { self.mistake($0, id: "lists-mistake") } ?? .nothing,
      ] + chosen.sorted().map { hidden(Self.wasChosen, $0.text) } + boxes)
  }

  /// What was ticked when the page was made: it is no wish to come back to what was left meanwhile.
  static let wasChosen = "had"

  /// A field that people never see; what fills it in is a program.
  var trap: HTML {
    .element(
      .div, [.class("apart"), .named("aria-hidden", "true")],
      [
        .element(.label, [.named("for", Self.trapName)], [scene.text(.leaveEmpty)]),
        .element(
          .input,
          [
            .id(Self.trapName), .name(Self.trapName), .type("text"), .value(""),
            .named("tabindex", "-1"), .named("autocomplete", "off"),
          ], []),
      ])
  }

  static let trapName = "topic"

  private func label(_ text: SiteText, for id: String, isOptional: Bool = false) -> HTML {
    .element(
      .label, [.named("for", id)],
      [scene.text(text)]
        + (isOptional
          ? [" ", .element(.span, [.class("quiet")], [.text("(\(scene(.optional)))")])] : []))
  }
}
