import Composer
import Foundation
import Mail
import Newsletter
import Storage
import Web

extension Site {
  /// What a letter's link is for: a sign-up or an address to confirm, or all lists of a person.
  func letter(_ token: String, _ request: SiteRequest) async throws -> WebAnswer {
    guard case .letter(let number, let address)? = seal.open(token) else {
      throw RequestFault(.notFound)
    }
    // In a store that was made anew or restored, the number may be another person's letter.
    guard let letter = try await desk.read({ try $0.letter(number) }),
      address.matches(letter.recipient.canonical), !letter.isExpired(at: clock())
    else { return WebAnswer(scene(request).expiredPage()) }
    let opened = OpenedLetter(
      letter: letter, request: request,
      scene: scene(
        request, about: letter.affiliate.flatMap { id in affiliates.first { $0.id == id } },
        languages: [letter.language]))
    switch letter.request {
    case .subscribe(let lists, _, _), .changeAddress(_, let lists), .moveBack(_, _, let lists):
      return WebAnswer(try await confirmation(opened, lists))
    case .showSubscriptions:
      return WebAnswer(try await choice(opened))
    }
  }

  private struct OpenedLetter: Sendable {
    let letter: Letter
    let request: SiteRequest
    var scene: PageScene

    var address: String { letter.recipient.spelling }
    var subscriber: Subscriber { Subscriber(letter.recipient) }
    var action: String? { request.form["action"] }
  }

  // MARK: - Confirming

  private func confirmation(
    _ opened: OpenedLetter, _ lists: [AffiliateID]
  ) async throws -> Page {
    let known = lists.compactMap(opened.scene.affiliate)
    guard !known.isEmpty else { return opened.scene.expiredPage() }
    guard opened.request.method == "POST", opened.action != nil else {
      return ask(opened, known)
    }
    guard opened.action == "confirm" else { throw RequestFault(.badRequest) }
    switch try await confirm(opened.letter) {
    case .done: return thank(opened, known)
    case .alreadyDone:
      // They may have left since, and are not on the list again by following an old link.
      let chosen = try await choices(of: opened.subscriber).chosen
      let still = known.filter { chosen.contains($0.id) }
      return still.isEmpty ? opened.scene.gonePage() : thank(opened, still)
    case .expired, .unknown: return opened.scene.expiredPage()
    }
  }

  private func confirm(_ letter: Letter) async throws -> ConfirmationOutcome {
    let now = clock()
    return try await desk.write { try $0.confirm(letter, at: now) }
  }

  private func ask(_ opened: OpenedLetter, _ lists: [SiteAffiliate]) -> Page {
    switch opened.letter.request {
    case .changeAddress: opened.scene.movePage(lists: lists, address: opened.address)
    case .moveBack(_, let present, _):
      opened.scene.moveBackPage(lists: lists, address: opened.address, present: present)
    case .subscribe, .showSubscriptions:
      opened.scene.confirmPage(lists: lists, address: opened.address)
    }
  }

  private func thank(_ opened: OpenedLetter, _ lists: [SiteAffiliate]) -> Page {
    switch opened.letter.kind {
    case .addressChange, .addressMoved: opened.scene.movedPage(address: opened.address)
    case .confirmation, .subscriptions:
      opened.scene.confirmedPage(lists: lists, address: opened.address)
    }
  }

  // MARK: - All lists

  private func choice(_ opened: OpenedLetter) async throws -> Page {
    var opened = opened
    var change = SubscriptionChange()
    if opened.request.method == "POST", opened.action != nil {
      guard try await confirm(opened.letter) == .done else { return opened.scene.expiredPage() }
      change = try await self.change(&opened)
    }
    let state = try await choices(of: opened.subscriber)
    return opened.scene.choicePage(
      address: opened.address, chosen: state.chosen,
      chosenLanguage: change.language ?? state.language, entry: change.entry,
      notice: change.notice, mistake: change.mistake)
  }

  private func change(_ opened: inout OpenedLetter) async throws -> SubscriptionChange {
    switch opened.action {
    case "save":
      return try await save(&opened)
    case "leave-all":
      let (now, subscriber) = (clock(), opened.subscriber)
      _ = try await desk.write { store in
        try store.optOut(subscriber, of: nil, source: "page", reason: nil, at: now)
      }
      return SubscriptionChange(notice: .leftAll(organization: organization.name))
    case "address":
      let subscriber = opened.subscriber
      let number = try await desk.read { try $0.numbers(of: [subscriber]) }.first ?? nil
      let chosen = try await choices(of: subscriber).chosen
      guard let number, !chosen.isEmpty else { return SubscriptionChange() }
      return try await changeAddress(
        from: number, subscriber, to: opened.request.form["address"],
        affiliates.map(\.id).filter(chosen.contains), opened.scene, opened.request)
    default: throw RequestFault(.badRequest)
    }
  }

  private func save(_ opened: inout OpenedLetter) async throws -> SubscriptionChange {
    let form = opened.request.form
    let language = form["language"].flatMap(SiteLanguage.init(tag:))
    try await admitChange(of: opened.subscriber)
    let ticked = Set(form.values("lists").compactMap { AffiliateID($0) })
    let had = Set(form.values(FormParts.wasChosen).compactMap { AffiliateID($0) })
    // The page may be an old one: what was ticked on it already, and left since, stays left.
    let chosen = ticked.subtracting(
      had.subtracting(try await choices(of: opened.subscriber).chosen))
    let (offered, now) = (affiliates.map(\.id), clock())
    let recipient = Recipient(address: opened.letter.recipient, language: language?.tag)
    try await desk.write { store in
      try store.chooseAffiliates(chosen, among: offered, of: recipient, source: "page", at: now)
      if let language {
        try store.setLanguage(language.tag, of: Subscriber(recipient.address), affiliates: nil)
      }
    }
    if let language, opened.request.chosenLanguage == nil {
      opened.scene = scene(
        opened.request, about: opened.scene.affiliate, languages: [language.tag])
    }
    return SubscriptionChange(language: language, notice: .choiceSaved)
  }

  private func admitChange(of subscriber: Subscriber) async throws {
    let number = try await desk.read { try $0.numbers(of: [subscriber]) }.first ?? nil
    guard let number else { return }
    if let seconds = await limiter.take(.changes(subscriber: number), at: clock()) {
      throw RequestFault(.tooMany(seconds))
    }
  }

  private func choices(
    of subscriber: Subscriber
  ) async throws -> (chosen: Set<AffiliateID>, language: SiteLanguage?) {
    try await desk.read { store in
      let optOuts = try store.optOuts(of: subscriber)
      let on = try store.subscriptions(of: subscriber).filter {
        $0.status == .confirmed && !optOuts.hasLeft($0.affiliate)
      }
      let language = on.lazy.compactMap { $0.recipient.language.flatMap(SiteLanguage.init(tag:)) }
      return (Set(on.map(\.affiliate)), language.first)
    }
  }
}
