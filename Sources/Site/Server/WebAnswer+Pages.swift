import Web

extension WebAnswer {
  init(_ page: Page) { self.init(page.html, status: page.status) }

  /// A page about what is wrong, with the fields that tell programs.
  init(_ problem: Problem, _ scene: PageScene) {
    self.init(scene.page(problem))
    switch problem {
    case .notAllowed(let methods): fields = [("allow", methods.joined(separator: ", "))]
    case .tooMany(let seconds): fields = [("retry-after", String(seconds))]
    case .busy: fields = [("retry-after", "60")]
    default: break
    }
  }
}
