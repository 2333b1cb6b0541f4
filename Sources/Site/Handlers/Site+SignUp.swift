import Composer
import Mail
import Newsletter
import Storage
import Web

extension Site {
  /// The sign-up form, for one list or for all.
  func signUp(_ affiliate: SiteAffiliate?, _ request: SiteRequest) async throws -> WebAnswer {
    let scene = scene(request, about: affiliate)
    let stamp = stamps.text(for: Self.signUpForm, at: clock())
    guard request.method == "POST" else {
      return WebAnswer(scene.signUpPage(SignUpEntry(), stamp: stamp))
    }
    var entry = SignUpEntry(request.form, in: scene)
    let address = address(in: entry.address)
    var mistakes = FormMistakes()
    mistakes.isStale = !isFresh(request.form, for: Self.signUpForm)
    if entry.chosen(in: scene).isEmpty { mistakes.lists = .listsMissing }
    switch address {
    case .failure(let mistake): mistakes.address = mistake.words
    case .success(let address): mistakes.slip = Self.question(about: address, &entry)
    }
    guard mistakes.isEmpty, case .success(let address) = address else {
      return WebAnswer(scene.signUpPage(entry, stamp: stamp, mistakes: mistakes))
    }
    try await askToConfirm(entry, address, scene, request)
    return WebAnswer(
      scene.letterSentPage(.signUpSent(address: address.spelling), again: request.path))
  }

  /// Asks once whether an address is meant that looks like a slip of the pen. It is never changed.
  private static func question(
    about address: EmailAddress, _ entry: inout SignUpEntry
  ) -> SiteText? {
    guard entry.asked != entry.address, let meant = DomainTypo.correction(of: address.domain)
    else { return nil }
    entry.asked = entry.address
    return .addressSlip(domain: address.domain, meant: "\(address.localPart)@\(meant)")
  }

  /// Queues the letter that asks whether it was meant; the same for every address.
  private func askToConfirm(
    _ entry: SignUpEntry, _ address: EmailAddress, _ scene: PageScene, _ request: SiteRequest
  ) async throws {
    try await admitLetter(of: request.client)
    let lists = entry.chosen(in: scene)
    let language = entry.language ?? scene.language
    try await steadily {
      if isTrapped(request.form) { return }
      try await post(
        LetterDraft(
          to: address, affiliate: lists[0], language: language.tag,
          request: .subscribe(
            affiliates: lists, name: entry.name.isEmpty ? nil : entry.name,
            language: language.tag)))
    }
  }

  /// The form that sends somebody a link to their lists.
  func find(_ request: SiteRequest) async throws -> WebAnswer {
    let scene = scene(request)
    let stamp = stamps.text(for: Self.findForm, at: clock())
    guard request.method == "POST" else { return WebAnswer(scene.findPage(stamp: stamp)) }
    let entry = Self.addressEntry(request.form["address"])
    let address = address(in: entry)
    var mistakes = FormMistakes()
    mistakes.isStale = !isFresh(request.form, for: Self.findForm)
    if case .failure(let mistake) = address { mistakes.address = mistake.words }
    guard mistakes.isEmpty, case .success(let address) = address else {
      return WebAnswer(scene.findPage(address: entry, stamp: stamp, mistakes: mistakes))
    }
    try await admitLetter(of: request.client)
    try await steadily {
      if !isTrapped(request.form) { try await showSubscriptions(of: address, scene.language) }
    }
    return WebAnswer(
      scene.letterSentPage(.findSent(address: address.spelling), again: request.path))
  }

  /// Queues the letter with the link, to who has ever been on a list.
  private func showSubscriptions(
    of address: EmailAddress, _ language: SiteLanguage
  ) async throws {
    let now = clock()
    _ = try await desk.write { store in
      try store.postSubscriptions(to: address, language: language.tag, at: now)
    }
  }

  // MARK: - What a form brings along

  private static let signUpForm = "sign-up"
  private static let findForm = "find"
  /// Half a day, in seconds: a page may stay open over lunch.
  private static let stampLifetime = 43200.0

  private func isFresh(_ form: FormFields, for purpose: String) -> Bool {
    guard let age = stamps.age(of: form["stamp"] ?? "", for: purpose, at: clock()) else {
      return false
    }
    return age <= Self.stampLifetime
  }

  /// Whether something filled in the field that nobody sees: it is answered as all others are.
  private func isTrapped(_ form: FormFields) -> Bool { form[FormParts.trapName]?.isEmpty == false }
}

extension SignUpEntry {
  init(_ form: FormFields, in scene: PageScene) {
    address = Site.addressEntry(form["address"])
    name = Site.line(form["name"])
    lists = Set(form.values("lists").compactMap { AffiliateID($0) })
    language = form["language"].flatMap(SiteLanguage.init(tag:))
    asked = form[Self.askedName]
  }

  /// The lists that are meant, in the configuration's order.
  func chosen(in scene: PageScene) -> [AffiliateID] {
    if let affiliate = scene.affiliate { return [affiliate.id] }
    let all = scene.affiliates.map(\.id)
    return all.count == 1 ? all : all.filter(lists.contains)
  }
}
