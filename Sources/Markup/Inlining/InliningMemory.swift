import Synchronization

/// What was worked out for one page and holds for the next: the pages of one template share their
/// style sheets, and mostly the kinds of elements in them too.
final class InliningMemory: Sendable {
  private struct Content {
    var sheets: [WrittenSheet] = []
    var styles = PageStyles()
    var solutions: [SolutionKey: CascadeSolution] = [:]
  }

  private struct SolutionKey: Hashable {
    let profiles: [ProfileKey]
    /// Which rules are left out.
    let pointless: [Bool]
  }

  private let content = Mutex(Content())

  /// More are not kept: a template's pages are of few sorts.
  private static let mostSolutions = 16

  /// The rules of these sheets.
  func styles(of sheets: [WrittenSheet]) -> PageStyles {
    if let known = content.withLock({ $0.sheets == sheets ? $0.styles : nil }) { return known }
    let styles = PageStyles(sheets)
    content.withLock { $0 = Content(sheets: sheets, styles: styles) }
    return styles
  }

  /// The cascade of elements of these kinds under these rules.
  func solution(for keys: [ProfileKey], under styles: PageStyles) -> CascadeSolution {
    let key = SolutionKey(profiles: keys, pointless: styles.parts.map(\.isPointless))
    let known = content.withLock { content in
      content.sheets == styles.written ? content.solutions[key] : nil
    }
    if let known { return known }
    let solution = CascadeSolution(keys, styles)
    content.withLock { content in
      guard content.sheets == styles.written else { return }
      if content.solutions.count >= Self.mostSolutions { content.solutions.removeAll() }
      content.solutions[key] = solution
    }
    return solution
  }
}
