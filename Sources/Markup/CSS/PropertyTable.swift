/// What is known of CSS's properties: which are short for others, and which mean the same thing.
enum PropertyTable {
  /// The name without a vendor's prefix, and today's word for an old one.
  static func plainName(_ property: String) -> String {
    var name = property[...]
    for prefix in ["-webkit-", "-moz-", "-ms-", "-o-"] where name.hasPrefix(prefix) {
      name = name.dropFirst(prefix.count)
    }
    return aliases[String(name)] ?? String(name)
  }

  /// The single properties that a name stands for; itself, when it is short for none.
  static func longhands(_ property: String) -> [String] {
    shorthands[property] ?? [property]
  }

  /// A single property and those that may turn out to be the same: `margin-inline-start` is one
  /// of four, which one the direction of the text decides.
  static func relatives(_ longhand: String) -> [String] {
    [longhand] + (logical[longhand] ?? [])
  }

  private static let aliases = [
    "word-wrap": "overflow-wrap", "grid-gap": "gap", "grid-row-gap": "row-gap",
    "grid-column-gap": "column-gap", "page-break-before": "break-before",
    "page-break-after": "break-after", "page-break-inside": "break-inside",
    "column-break-before": "break-before", "column-break-after": "break-after",
    "column-break-inside": "break-inside", "box-align": "align-items",
    "perspective-origin-x": "perspective-origin", "perspective-origin-y": "perspective-origin",
    "transform-origin-x": "transform-origin", "transform-origin-y": "transform-origin",
    "transform-origin-z": "transform-origin", "font-stretch": "font-width",
    "margin-start": "margin-inline-start", "margin-end": "margin-inline-end",
    "padding-start": "padding-inline-start", "padding-end": "padding-inline-end",
  ]

  private static let sides = ["top", "right", "bottom", "left"]
  private static let flowSides = ["block-start", "block-end", "inline-start", "inline-end"]

  private static func all(_ stems: [String], _ ends: [String], _ tail: String = "") -> [String] {
    stems.flatMap { stem in ends.map { stem + "-" + $0 + tail } }
  }

  /// Single properties by flow, with the physical ones that each may be.
  private static let logical: [String: [String]] = {
    var table: [String: [String]] = [:]
    func link(_ logical: [String], _ physical: [String]) {
      for name in logical { table[name] = physical }
      for name in physical { table[name, default: []] += logical }
    }
    for stem in ["margin", "padding", "scroll-margin", "scroll-padding"] {
      link(all([stem], flowSides), all([stem], sides))
    }
    link(all(["inset"], flowSides), sides)
    for part in ["-width", "-style", "-color"] {
      link(all(["border"], flowSides, part), all(["border"], sides, part))
    }
    for stem in ["", "min-", "max-", "contain-intrinsic-"] {
      link([stem + "inline-size", stem + "block-size"], [stem + "width", stem + "height"])
    }
    link(["overflow-inline", "overflow-block"], ["overflow-x", "overflow-y"])
    link(flowCorners, corners)
    return table
  }()

  private static let corners = [
    "border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius",
    "border-bottom-left-radius",
  ]
  private static let flowCorners = [
    "border-start-start-radius", "border-start-end-radius", "border-end-start-radius",
    "border-end-end-radius",
  ]

  // MARK: Shorthands

  private static let shorthands: [String: [String]] = {
    var table = plain
    addBoxes(&table)
    addBorders(&table)
    return table
  }()

  private static func addBoxes(_ table: inout [String: [String]]) {
    for stem in ["margin", "padding", "scroll-margin", "scroll-padding"] {
      table[stem] = all([stem], sides + flowSides)
      table[stem + "-inline"] = all([stem], ["inline-start", "inline-end"])
      table[stem + "-block"] = all([stem], ["block-start", "block-end"])
    }
    table["inset"] = sides + all(["inset"], flowSides)
    table["inset-inline"] = ["inset-inline-start", "inset-inline-end"]
    table["inset-block"] = ["inset-block-start", "inset-block-end"]
  }

  private static func addBorders(_ table: inout [String: [String]]) {
    let parts = ["width", "style", "color"]
    let image = all(["border-image"], ["source", "slice", "width", "outset", "repeat"])
    table["border-image"] = image
    table["border"] = all(all(["border"], sides + flowSides), parts) + image
    for part in parts { table["border-" + part] = all(["border"], sides + flowSides, "-" + part) }
    for side in sides + flowSides { table["border-" + side] = all(["border-" + side], parts) }
    for axis in ["inline", "block"] {
      let ends = ["\(axis)-start", "\(axis)-end"]
      table["border-" + axis] = all(all(["border"], ends), parts)
      for part in parts { table["border-\(axis)-\(part)"] = all(["border"], ends, "-" + part) }
    }
    table["border-radius"] = corners + flowCorners
  }

  private static let fontParts = [
    "font-style", "font-weight", "font-size", "font-family", "font-width", "line-height",
    "font-size-adjust", "font-kerning", "font-optical-sizing", "font-feature-settings",
    "font-variation-settings", "font-language-override",
  ]
  private static let fontVariants = all(
    ["font-variant"],
    ["caps", "ligatures", "numeric", "east-asian", "alternates", "position", "emoji"])
  private static let maskParts = all(
    ["mask"], ["image", "mode", "repeat", "position-x", "position-y", "clip", "origin", "size"])
  private static let lineParts = all(
    ["text-decoration"], ["line", "style", "color", "thickness"])

  private static let plain: [String: [String]] = [
    "background": all(
      ["background"],
      [
        "color", "image", "position-x", "position-y", "size", "repeat", "attachment", "origin",
        "clip",
      ]),
    "background-position": ["background-position-x", "background-position-y"],
    "font": fontParts + fontVariants, "font-variant": fontVariants,
    "font-synthesis": all(["font-synthesis"], ["weight", "style", "small-caps", "position"]),
    "list-style": all(["list-style"], ["type", "position", "image"]),
    "text-decoration": lineParts,
    "text-emphasis": ["text-emphasis-style", "text-emphasis-color"],
    "outline": ["outline-width", "outline-style", "outline-color"],
    "columns": ["column-width", "column-count", "column-height", "column-wrap"],
    "column-rule": ["column-rule-width", "column-rule-style", "column-rule-color"],
    "flex": ["flex-grow", "flex-shrink", "flex-basis"],
    "flex-flow": ["flex-direction", "flex-wrap"],
    "gap": ["row-gap", "column-gap"],
    "grid-area": ["grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"],
    "grid-row": ["grid-row-start", "grid-row-end"],
    "grid-column": ["grid-column-start", "grid-column-end"],
    "grid-template": ["grid-template-rows", "grid-template-columns", "grid-template-areas"],
    "grid": [
      "grid-template-rows", "grid-template-columns", "grid-template-areas", "grid-auto-rows",
      "grid-auto-columns", "grid-auto-flow",
    ],
    "overflow": ["overflow-x", "overflow-y", "overflow-inline", "overflow-block"],
    "overscroll-behavior": ["overscroll-behavior-x", "overscroll-behavior-y"],
    "place-content": ["align-content", "justify-content"],
    "place-items": ["align-items", "justify-items"], "place-self": ["align-self", "justify-self"],
    "mask": maskParts + ["mask-composite", "mask-border"],
    "mask-position": ["mask-position-x", "mask-position-y"],
    "transition": all(
      ["transition"], ["property", "duration", "timing-function", "delay", "behavior"]),
    "animation": all(
      ["animation"],
      [
        "duration", "timing-function", "delay", "iteration-count", "direction", "fill-mode",
        "play-state", "name", "timeline", "range-start", "range-end", "composition",
      ]),
    "white-space": ["white-space-collapse", "text-wrap-mode"],
    "text-wrap": ["text-wrap-mode", "text-wrap-style"],
    "text-stroke": [
      "text-stroke-width", "text-stroke-color",
    ],
    "contain-intrinsic-size": ["contain-intrinsic-width", "contain-intrinsic-height"],
    "container": ["container-name", "container-type"],
    "offset": all(["offset"], ["path", "distance", "rotate", "anchor", "position"]),
    "scroll-timeline": ["scroll-timeline-name", "scroll-timeline-axis"],
    "border-spacing": ["border-horizontal-spacing", "border-vertical-spacing"],
    "text-box": ["text-box-trim", "text-box-edge"],
  ]
}
