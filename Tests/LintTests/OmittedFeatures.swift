/// What some client of the standard does not know and the catalogue leaves out on purpose.
enum OmittedFeatures {
  static let names = table.flatMap { $0.names.split(separator: " ").map(String.init) }

  static let table: [(reason: String, names: String)] = [
    ("a check of its own tells of it", "css-display-none css-max-width image-base64"),
    ("it is told as a form", formFields),
    ("it belongs to a ruby, which is told", "html-rp html-rt"),
    ("it is nothing of the page", "amp bimi"),
    ("each page has it, and it harms nobody", "html-body html-doctype html-meta-color-scheme"),
    ("where a style sheet is not read, what it says has been moved into the elements", sheets),
    ("it only improves on what is there without it", conditions),
    (
      "only who holds a pointer or types would notice",
      "css-cursor css-resize css-user-select \(hands)"
    ),
    ("corners stay square", "css-border-radius css-border-radius-logical"),
    ("the picture behind is told, and how it lies is a part of that", backgrounds),
    ("it adds to a property that is told", "css-shape-margin css-text-emphasis-position"),
    ("lines break elsewhere, and can be read", lines),
    ("letters stand otherwise, and can be read", letters),
    ("the line below words is a plain one", underlines),
    ("the words are there without it", "html-abbr html-acronym html-bdi"),
    ("eyes lose nothing, and there is no other way to tell ears", ears),
    ("the link opens all the same", "html-target"),
    ("the reader scrolls there by hand", "html-anchor-links css-scroll-snap"),
    ("pictures come at once", "html-loading-attribute"),
    ("mail that is read stands still anyway", "css-transition"),
    ("Yahoo makes a least height of it, which shows as much", "css-height"),
    ("mail has no such tables", "css-caption-side css-empty-cells"),
    ("each client has its own dark mode", "css-color-scheme"),
    ("the mark of a list is a plain one", "css-pseudo-element-marker"),
  ]

  private static let formFields =
    "html-input-checkbox html-input-hidden html-input-radio html-input-reset html-input-submit "
    + "html-input-text html-button-reset html-required css-pseudo-element-placeholder "
    + "css-pseudo-class-default"
  private static let sheets =
    "html-style css-selector-adjacent-sibling css-selector-attribute css-selector-chaining "
    + "css-selector-child css-selector-class css-selector-descendant css-selector-general-sibling "
    + "css-selector-grouping css-selector-id css-selector-type css-selector-universal"
  private static let conditions =
    "css-at-media css-at-media-device-pixel-ratio css-at-media-hover css-at-media-orientation "
    + "css-at-media-prefers-color-scheme css-at-media-prefers-reduced-motion"
  private static let hands =
    "css-pseudo-class-active css-pseudo-class-focus css-pseudo-class-focus-visible "
    + "css-pseudo-class-focus-within css-pseudo-class-hover css-pseudo-class-link "
    + "css-pseudo-class-visited css-outline css-outline-offset css-inert-attribute"
  private static let backgrounds =
    "css-background-clip css-background-origin css-background-position css-background-repeat "
    + "css-background-size"
  private static let lines =
    "css-hyphens css-hyphenate-character css-hyphenate-limit-chars css-orphans css-widows "
    + "css-overflow-wrap css-word-break css-word-wrap css-text-wrap css-text-align-last "
    + "css-text-justify css-white-space-collapse css-tab-size html-wbr"
  private static let letters =
    "css-font-kerning css-font-size-adjust css-font-stretch css-word-spacing css-sytem-ui"
  private static let underlines =
    "css-text-decoration-color css-text-decoration-line css-text-decoration-style "
    + "css-text-decoration-skip-ink css-text-underline-position"
  private static let ears =
    "html-aria-describedby html-aria-hidden html-aria-label html-aria-labelledby html-aria-live"
}
