import Composer
import Mail
import Newsletter
import Storage
import Web

extension Site {
  /// Leaves one affiliate or all: asked for in one click by a mail program, or on a page.
  func leave(_ token: String, _ request: SiteRequest) async throws -> WebAnswer {
    switch try await open(token) {
    case .gone(let affiliate):
      return WebAnswer(scene(request, about: affiliate).gonePage())
    case .person(let person):
      // Who has left is answered as one who is nobody, in whom we know no language.
      let languages = person.hasLeft ? [] : [person.language]
      let scene = scene(request, about: person.affiliate, languages: languages)
      let leaving = Leaving(token: token, person: person, scene: scene)
      return WebAnswer(try await page(of: leaving, request))
    }
  }

  private struct Leaving: Sendable {
    let token: String
    let person: LinkedPerson
    let scene: PageScene
  }

  private func page(of leaving: Leaving, _ request: SiteRequest) async throws -> Page {
    guard request.method == "POST" else { return question(leaving) }
    if request.isOneClick {
      // Mail programs ask again and again; a log that is in use need not be waited for each time.
      if !leaving.person.hasLeft {
        try await optOut(leaving.person, of: leaving.person.affiliate.id, source: "one-click")
      }
      return leaving.scene.gonePage()
    }
    switch request.form["action"] {
    case "leave": return try await leave(leaving, request.form, all: false)
    case "leave-all": return try await leave(leaving, request.form, all: true)
    case "return": return try await comeBack(leaving, request.form)
    case "reason": return try await giveReason(leaving, request.form)
    case nil where request.form.isEmpty: return question(leaving, status: 422)
    default: return try refusal(leaving)
    }
  }

  /// What we did not ask for. Who has left is answered as one who is nobody.
  private func refusal(_ leaving: Leaving) throws -> Page {
    guard leaving.person.hasLeft else { throw RequestFault(.badRequest) }
    return leaving.scene.gonePage()
  }

  /// The page that asks; who has left is told so.
  private func question(_ leaving: Leaving, status: Int = 200) -> Page {
    leaving.person.hasLeft
      ? leaving.scene.gonePage()
      : leaving.scene.leavePage(
        maskedAddress: leaving.person.address.masked, preferences: "/s/\(leaving.token)",
        stamp: stamps.text(for: purpose(.asked, leaving), at: clock()), status: status)
  }

  @discardableResult
  private func optOut(
    _ person: LinkedPerson, of affiliate: AffiliateID?, source: String
  ) async throws -> Set<Subscriber> {
    let now = clock()
    return try await desk.write { store in
      try store.optOut(person.subscriber, of: affiliate, source: source, reason: nil, at: now)
    }
  }

  private func leave(_ leaving: Leaving, _ form: FormFields, all: Bool) async throws -> Page {
    let person = leaving.person
    let key = key(person, all: all)
    let page = form["page"] ?? ""
    // The link alone undoes nothing: not what was left before, and not on another's page.
    if all || !person.hasLeft {
      let changed = try await optOut(person, of: key.affiliate, source: "page")
      if !changed.isEmpty { await leavers.remember(key, changed, from: page, at: clock()) }
    }
    let isOurs = stamps.age(of: page, for: purpose(.asked, leaving), at: clock()) != nil
    guard isOurs, await leavers.contains(key, from: page, at: clock()) else {
      return leaving.scene.gonePage()
    }
    return leaving.scene.leftPage(all: all, stamp: stamp(leaving))
  }

  /// Undoes it, for who has seen the page that says so.
  private func comeBack(_ leaving: Leaving, _ form: FormFields) async throws -> Page {
    let all = form["scope"] == "all"
    let person = leaving.person
    let key = key(person, all: all)
    let now = clock()
    guard isRecent(leaving, form), let addresses = await leavers.addresses(key, at: now) else {
      return question(leaving)
    }
    if let seconds = await limiter.take(.changes(subscriber: person.number), at: now) {
      throw RequestFault(.tooMany(seconds))
    }
    try await desk.write { store in
      if let affiliate = key.affiliate {
        try store.rejoin(person.subscriber, affiliate, source: "undo", at: now)
      } else {
        try store.undoLeavingAll(addresses, source: "undo", at: now)
      }
    }
    await leavers.forget(key)
    return leaving.scene.returnedPage(all: all, preferences: "/s/\(leaving.token)")
  }

  private func giveReason(_ leaving: Leaving, _ form: FormFields) async throws -> Page {
    guard let reason = form["reason"].flatMap(LeavingReason.init) else {
      return try refusal(leaving)
    }
    let all = form["scope"] == "all"
    let key = key(leaving.person, all: all)
    let now = clock()
    guard isRecent(leaving, form), await leavers.contains(key, at: now) else {
      return question(leaving)
    }
    if await leavers.takeReason(key, at: now) {
      try await desk.write { [person = leaving.person] store in
        try store.giveReason(reason.rawValue, for: person.subscriber, of: key.affiliate, at: now)
      }
    }
    return leaving.scene.thanksPage(all: all, stamp: stamp(leaving))
  }

  private func key(_ person: LinkedPerson, all: Bool) -> RecentLeavers.Key {
    RecentLeavers.Key(subscriber: person.number, affiliate: all ? nil : person.affiliate.id)
  }

  // MARK: - Stamps of the pages that are shown before and after leaving

  private enum Moment: String {
    case asked, left
  }

  private func purpose(_ moment: Moment, _ leaving: Leaving) -> String {
    "\(moment.rawValue) \(leaving.token)"
  }

  private func stamp(_ leaving: Leaving) -> String {
    stamps.text(for: purpose(.left, leaving), at: clock())
  }

  private func isRecent(_ leaving: Leaving, _ form: FormFields) -> Bool {
    let age = stamps.age(
      of: form["stamp"] ?? "", for: purpose(.left, leaving), at: clock())
    return age.map { $0 < RecentLeavers.window } ?? false
  }
}
