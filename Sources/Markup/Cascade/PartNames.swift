/// Classes and ids: those that an element must have to be meant, or those that a page has.
struct PartNames: Sendable {
  var classes: Set<String> = []
  var ids: Set<String> = []

  init() {}

  /// What the selector asks for and no mail program gives to anything, in lower case.
  init(_ subject: CompoundSelector) {
    for condition in subject.conditions {
      switch condition {
      case .id(let name) where !MailProgramName.isOne(name): ids.insert(name)
      case .className(let name) where !MailProgramName.isOne(name): classes.insert(name)
      default: break
      }
    }
    self = lowercased
  }

  var lowercased: PartNames {
    var names = PartNames()
    names.classes = Set(classes.map(ASCIICase.lowercased))
    names.ids = Set(ids.map(ASCIICase.lowercased))
    return names
  }

  func isSubset(of others: PartNames) -> Bool {
    classes.isSubset(of: others.classes) && ids.isSubset(of: others.ids)
  }
}
