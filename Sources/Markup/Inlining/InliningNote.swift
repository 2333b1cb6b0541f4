/// What ``StyleInliner`` could not use, or left as it was.
public struct InliningNote: Sendable, Equatable {
  public enum Reason: Sendable, Equatable {
    /// `@import`: mail programs load no style sheets, so it is taken out.
    case importedSheet
    /// `@layer`, `@scope`, `@namespace`, nested rules: the page's styles stay where they are.
    case otherCascade(String)
    /// A rule that reads `style` attributes from under a condition: the same.
    case readsStyles(String)
    /// A rule that makes the page's title or style sheets visible: the same.
    case showsHead(String)
    /// The page or its styles are larger than the limits: the same.
    case tooLarge
    /// A selector that is wrong or not known; its rule stays in the style sheet.
    case unknownSelector(String)
    /// A tag out of order, so that some browsers arrange the page otherwise.
    case misplacedTag(String)
  }

  /// A place in one of the page's style sheets.
  public struct SheetPlace: Sendable, Equatable {
    /// The number of its `<style>` among the page's, from 1.
    public let sheet: Int
    /// From 1, which is the line of `<style>` itself.
    public let line: Int
  }

  /// Of the page, counted from 1.
  public let line: Int
  public let reason: Reason
  /// nil for what is of no style sheet, or of all.
  public private(set) var place: SheetPlace?

  init(line: Int, reason: Reason, place: SheetPlace? = nil) {
    self.line = line
    self.reason = reason
    self.place = place
  }

  /// Whether no style of the page was moved because of it.
  public var leavesAll: Bool {
    switch reason {
    case .otherCascade, .readsStyles, .showsHead, .tooLarge: true
    case .importedSheet, .unknownSelector, .misplacedTag: false
    }
  }

  public var message: String {
    switch reason {
    case .importedSheet: "@import is left out: mail programs load no style sheets"
    case .otherCascade(let what):
      "\(what) is not understood, so all styles stay in <style>, where some mail programs drop them"
    case .readsStyles(let selector):
      "'\(selector)' reads style attributes, so all styles stay in <style>"
    case .showsHead(let selector):
      "'\(selector)' shows what stands in <head>, so all styles stay in <style>"
    case .tooLarge: "the page or its styles are too large, so all styles stay in <style>"
    case .unknownSelector(let selector):
      "the selector '\(selector)' is not understood, so its rule stays in <style>"
    case .misplacedTag(let name):
      "a tag of '\(name)' is out of order, so styles may miss what stands around it"
    }
  }
}
