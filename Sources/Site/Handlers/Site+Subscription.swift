import Mail
import Newsletter
import Storage
import Web

extension Site {
  /// One subscription's own page.
  func subscription(_ token: String, _ request: SiteRequest) async throws -> WebAnswer {
    let link = try await open(token)
    guard case .person(let person) = link, !person.hasLeft else {
      return WebAnswer(scene(request, about: link.affiliate).gonePage())
    }
    var scene = scene(request, about: person.affiliate, languages: [person.language])
    let change =
      request.method == "POST" ? try await change(person, request, &scene) : SubscriptionChange()
    let chosen = change.language ?? person.language.flatMap(SiteLanguage.init(tag:))
    return WebAnswer(
      scene.subscriptionPage(
        maskedAddress: person.address.masked, chosen: chosen, leaving: "/u/\(token)",
        entry: change.entry, notice: change.notice, mistake: change.mistake))
  }

  private func change(
    _ person: LinkedPerson, _ request: SiteRequest, _ scene: inout PageScene
  ) async throws -> SubscriptionChange {
    switch request.form["action"] {
    case "language":
      return try await setLanguage(person, request, &scene)
    case "address":
      return try await changeAddress(
        from: person.number, Subscriber(person.address), to: request.form["address"],
        [person.affiliate.id], scene, request)
    case "link":
      try await admitLetter(of: request.client)
      try await post(
        LetterDraft(
          to: person.address, affiliate: person.affiliate.id, language: scene.language.tag,
          request: .showSubscriptions))
      return SubscriptionChange(notice: .allListsSent(address: person.address.masked))
    case nil where request.form.isEmpty: return SubscriptionChange()
    default: throw RequestFault(.badRequest)
    }
  }

  private func setLanguage(
    _ person: LinkedPerson, _ request: SiteRequest, _ scene: inout PageScene
  ) async throws -> SubscriptionChange {
    guard let language = request.form["language"].flatMap(SiteLanguage.init(tag:)) else {
      throw RequestFault(.badRequest)
    }
    if let seconds = await limiter.take(.changes(subscriber: person.number), at: clock()) {
      throw RequestFault(.tooMany(seconds))
    }
    try await desk.write { store in
      try store.setLanguage(
        language.tag, of: person.subscriber, affiliates: [person.affiliate.id])
    }
    if request.chosenLanguage == nil {
      scene = self.scene(request, about: person.affiliate, languages: [language.tag])
    }
    return SubscriptionChange(language: language, notice: .languageSaved)
  }

  /// Queues the letter that asks, at the new address, whether it is meant.
  func changeAddress(
    from number: Int64, _ subscriber: Subscriber, to text: String?, _ lists: [AffiliateID],
    _ scene: PageScene, _ request: SiteRequest
  ) async throws -> SubscriptionChange {
    let entry = Self.addressEntry(text)
    switch address(in: entry) {
    case .failure(let mistake): return SubscriptionChange(entry: entry, mistake: mistake.words)
    case .success(let address):
      // Counted before it is compared: who guesses at the address behind a link may not try often.
      if let seconds = await limiter.take(.changes(subscriber: number), at: clock()) {
        throw RequestFault(.tooMany(seconds))
      }
      guard Subscriber(address) != subscriber else {
        return SubscriptionChange(entry: entry, mistake: .sameAddress)
      }
      try await admitLetter(of: request.client)
      try await steadily {
        try await post(
          LetterDraft(
            to: address, affiliate: lists.first, language: scene.language.tag,
            request: .changeAddress(from: number, affiliates: lists)))
      }
      return SubscriptionChange(notice: .changeSent(address: address.spelling))
    }
  }
}

/// What came of a form on a page of subscriptions.
struct SubscriptionChange: Sendable {
  var language: SiteLanguage?
  /// What stood in the field that has a mistake.
  var entry = ""
  var notice: SiteText?
  var mistake: SiteText?
}

extension SubscriptionLink {
  var affiliate: SiteAffiliate? {
    switch self {
    case .gone(let affiliate): affiliate
    case .person(let person): person.affiliate
    }
  }
}
