/// What a finding is about, by a name that stays.
public enum FindingID: String, Sendable, Hashable, Codable, CaseIterable {
  // What every message must have.
  case noUnsubscribe = "no-unsubscribe"
  case noPostalAddress = "no-postal-address"
  case noListUnsubscribe = "no-list-unsubscribe"
  case noTextPart = "no-text-part"
  case partsDiffer = "parts-differ"

  // Size.
  case tooLarge = "too-large"
  case nearClip = "near-clip"

  // Subject and preheader.
  case subjectEmpty = "subject-empty"
  case subjectLong = "subject-long"
  case subjectShort = "subject-short"
  case subjectCapitals = "subject-capitals"
  case subjectReply = "subject-reply"
  case subjectEmoji = "subject-emoji"
  case subjectShouts = "subject-shouts"
  case preheaderMissing = "preheader-missing"
  case preheaderShort = "preheader-short"
  case preheaderLong = "preheader-long"
  case preheaderRepeats = "preheader-repeats"

  // What should not have been left.
  case placeholder
  case fillerText = "filler-text"
  case exampleAddress = "example-address"
  case emptySection = "empty-section"

  // The document.
  case brokenMarkup = "broken-markup"
  case repeatedID = "repeated-id"
  case noTitle = "no-title"
  case noLanguage = "no-language"
  case noDoctype = "no-doctype"
  case noViewport = "no-viewport"
  case noCharset = "no-charset"
  case headingOrder = "heading-order"
  case layoutTable = "layout-table"
  case activeContent = "active-content"
  case outsideStyle = "outside-style"
  case styleNotInlined = "style-not-inlined"
  case smallText = "small-text"
  case tooWide = "too-wide"

  // Links.
  case linkEmpty = "link-empty"
  case linkVague = "link-vague"
  case linkBare = "link-bare"
  case linkAmbiguous = "link-ambiguous"
  case linkBroken = "link-broken"
  case linkRelative = "link-relative"
  case linkInsecure = "link-insecure"
  case linkMisleading = "link-misleading"
  case linkShortened = "link-shortened"
  case linkNumeric = "link-numeric"
  case linkSilent = "link-silent"

  // Pictures.
  case altMissing = "alt-missing"
  case altUseless = "alt-useless"
  case altRepeats = "alt-repeats"
  case imageUnsized = "image-unsized"
  case imageInline = "image-inline"
  case imageRelative = "image-relative"
  case imageOnly = "image-only"
  case imagesHeavy = "images-heavy"
  case trackingPixel = "tracking-pixel"

  // Colours.
  case contrast
  case contrastDark = "contrast-dark"
  case contrastUnknown = "contrast-unknown"

  // What clients do not understand.
  case supportContent = "support-content"
  case supportLayout = "support-layout"
  case supportDecoration = "support-decoration"

  // Filters.
  case hiddenText = "hidden-text"
  case spamWords = "spam-words"
  case spamScore = "spam-score"

  /// Errors stop an edition, so they are few and certain.
  public var severity: Finding.Severity {
    switch self {
    case .noUnsubscribe, .noPostalAddress, .tooLarge, .subjectEmpty, .placeholder, .brokenMarkup:
      .error
    case .subjectLong, .subjectShort, .subjectEmoji, .preheaderShort, .preheaderLong,
      .preheaderRepeats, .noViewport, .noCharset, .noDoctype, .linkInsecure, .contrastUnknown,
      .supportDecoration, .trackingPixel, .emptySection:
      .advice
    default: .warning
    }
  }
}
