/// The features that are looked for, and what happens where they are not known.
///
/// Left out on purpose is what nobody misses: rounded corners, hover, media queries, `lang`, ARIA,
/// `max-width` on a picture with a width, and the like. The tests list all of it with the reason.
enum FeatureCatalog {
  static let features: [Feature] = table.split(separator: "\n").flatMap(features)

  /// The features of a mark.
  static func features(_ mark: Feature.Mark) -> [Feature] { index[mark] ?? [] }

  private static let index = Dictionary(grouping: features, by: \.mark)

  private static func features(_ line: Substring) -> [Feature] {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map {
      Words.folded(String($0))
    }
    guard fields.count >= 4, let loss = Feature.Loss(rawValue: fields[2]) else { return [] }
    let words = fields[1].split(separator: " ").map(String.init)
    return marks(words).map { mark, title in
      Feature(
        name: fields[0], mark: mark, loss: loss, title: title, remedy: fields[3],
        partly: fields.count > 4 ? fields[4] : nil)
    }
  }

  private static func marks(_ words: [String]) -> [(Feature.Mark, String)] {
    guard let kind = words.first else { return [] }
    let names = words.dropFirst()
    switch kind {
    case "property": return names.map { (.property($0), $0) }
    case "value":
      guard let property = names.first else { return [] }
      return names.dropFirst().map {
        (.value(property: property, word: $0), "\(property): \($0)")
      }
    case "word": return names.map { (.word($0), "the value \($0)") }
    case "function": return names.map { (.function($0), "\($0)()") }
    case "unit": return names.map { (.unit($0), "the unit \($0)") }
    case "at": return names.map { (.atRule($0), "@\($0)") }
    case "pseudo": return names.map { (.pseudo($0), ":\($0)") }
    case "element": return names.map { (.element($0), "<\($0)>") }
    case "attribute": return names.map { (.attribute($0), "the attribute \($0)") }
    case "picture": return names.map { (.picture($0), "a picture in .\($0)") }
    default: return []
    }
  }

  /// Name, mark, loss, remedy, and what is missing where support is partial.
  private static let table = """
    css-display-flex | value display flex inline-flex | layout | use a table, or write display:block before it
    css-display-grid | value display grid inline-grid | layout | use a table, or write display:block before it
    css-position | property position | layout | let tables and padding place it | some kinds of position
    css-left-right-top-bottom | property top left right bottom | layout | let tables and padding place it
    css-inset | property inset | layout | let tables and padding place it
    css-float | property float | layout | use table cells beside each other, or the attribute align
    css-clear | property clear | layout | use table rows
    css-z-index | property z-index | layout | let nothing lie over anything
    css-transform | property transform | layout | make the picture or the text as it should look
    css-column-count | property column-count columns | layout | use table cells
    css-column-layout-properties | property column-gap column-rule column-span column-width | decoration | use table cells
    css-grid-template | property grid-template grid-template-areas grid-template-columns grid-template-rows | layout | use a table
    css-gap | property gap row-gap | layout | use padding
    css-justify-content | property justify-content | layout | use the attribute align, or text-align
    css-align-items | property align-items align-content align-self | layout | use the attribute valign
    css-flex-direction | property flex-direction | layout | use table rows or cells
    css-flex-wrap | property flex-wrap flex-flow | layout | use table rows
    css-aspect-ratio | property aspect-ratio | layout | give the picture a width and a height
    css-object-fit | property object-fit | layout | cut the picture to the size in which it is shown
    css-object-position | property object-position | decoration | cut the picture as it is shown
    css-writing-mode | property writing-mode | layout | write the text across
    css-text-orientation | property text-orientation | layout | write the text across
    css-inline-size | property inline-size | layout | use width
    css-block-inline-size | property block-size | layout | use height
    css-margin-inline-block | property margin-inline margin-block | layout | use margin-left and margin-right, or padding
    css-margin-inline-start-end | property margin-inline-start margin-inline-end | layout | use margin-left and margin-right
    css-margin-block-start-end | property margin-block-start margin-block-end | layout | use margin-top and margin-bottom
    css-padding-inline-block | property padding-inline padding-block | layout | use padding-left and padding-right
    css-padding-inline-start-end | property padding-inline-start padding-inline-end | layout | use padding-left and padding-right
    css-padding-block-start-end | property padding-block-start padding-block-end | layout | use padding-top and padding-bottom
    css-border-inline-block | property border-inline border-block | decoration | use border-left, border-right and so on
    css-border-inline-block-longhand | property border-inline-width border-inline-style border-inline-color border-block-width border-block-style border-block-color | decoration | use border-left, border-right and so on
    css-border-inline-block-individual | property border-inline-start border-inline-end border-block-start border-block-end | decoration | use border-left, border-right and so on
    css-max-inline-size | property max-inline-size | layout | use max-width
    css-min-inline-size | property min-inline-size | layout | use min-width
    css-max-block-size | property max-block-size | layout | use max-height
    css-min-block-size | property min-block-size | layout | use min-height
    css-box-sizing | property box-sizing | layout | leave room for padding and borders in the width
    css-min-height | property min-height | layout | use the attribute height, or let padding make it high
    css-min-width | property min-width | layout | use the attribute width
    css-max-height | property max-height | layout | use height
    css-overflow | property overflow overflow-x overflow-y | layout | leave room for all that is in it
    css-white-space | value white-space pre pre-line pre-wrap break-spaces | layout | use <br> and &nbsp;, or <pre>
    css-table-layout | property table-layout | layout | give the cells of the first row their widths
    css-border-spacing | property border-spacing | layout | use the attribute cellspacing
    css-shape-outside | property shape-outside | layout | let the text run in a rectangle
    css-clip-path | property clip-path | decoration | cut the picture itself
    css-mask-image | property mask-image mask | content | make the picture as it should look
    css-visibility | property visibility | content | leave out what nobody should see, or use display:none
    css-text-overflow | property text-overflow | content | write a shorter text
    css-unit-calc | function calc | layout | write a number before it, so that there is something to fall back on
    css-function-clamp | function clamp | layout | write a number before it
    css-function-min | function min | layout | write a number before it
    css-function-max | function max | layout | write a number before it
    css-variables | function var | layout | write the value itself, or a plain one before it
    css-function-light-dark | function light-dark | decoration | write a plain colour before it
    css-modern-color | function oklch oklab lch lab color color-mix hwb | decoration | write a hexadecimal colour before it
    css-unit-rem | unit rem | layout | use px
    css-unit-vw | unit vw | layout | use px or %
    css-unit-vh | unit vh | layout | use px
    css-unit-vmin | unit vmin | layout | use px
    css-unit-vmax | unit vmax | layout | use px
    css-unit-ch | unit ch | layout | use px
    css-unit-initial | word initial | decoration | write the value that is meant
    css-intrinsic-size | word min-content max-content fit-content | layout | use px or % | some of these words
    css-nesting | at nest | layout | write each selector whole
    css-at-import | at import | layout | write the rules into the page
    css-at-supports | at supports | decoration | make the plain form fit to be seen
    css-at-font-face | at font-face | decoration | end the font's list with fonts that everybody has | fonts from elsewhere
    css-at-keyframes | at keyframes -webkit-keyframes | decoration | let the page say all without moving
    css-animation | property animation animation-name | decoration | let the page say all without moving
    css-filter | property filter | decoration | change the picture itself
    css-backdrop-filter | property backdrop-filter | decoration | use a plain background
    css-mix-blend-mode | property mix-blend-mode | decoration | change the picture itself
    css-background-blend-mode | property background-blend-mode | decoration | change the picture itself
    css-opacity | property opacity | decoration | use a paler colour
    css-background-image | property background-image | decoration | set a background-color too
    css-linear-gradient | function linear-gradient repeating-linear-gradient | decoration | set a background-color before it
    css-radial-gradient | function radial-gradient | decoration | set a background-color before it
    css-conic-gradient | function conic-gradient | decoration | set a background-color before it
    css-border-image | property border-image | decoration | set a plain border before it
    css-text-shadow | property text-shadow | decoration | see to it that the text reads well without
    css-text-emphasis | property text-emphasis | decoration | use bold
    css-box-shadow | property box-shadow | decoration | set a border too, if it has to stand out
    css-list-style-position | property list-style-position | decoration | leave the marks where they are
    css-list-style-image | property list-style-image | decoration | use a plain list
    css-text-decoration-thickness | property text-decoration-thickness | decoration | leave the line as it is
    css-text-underline-offset | property text-underline-offset | decoration | leave the line as it is
    css-accent-color | property accent-color | decoration | leave it out
    css-rgba | function rgba | decoration | write a hexadecimal colour before it
    css-pseudo-element-before | pseudo before | content | write the text into the page
    css-pseudo-element-after | pseudo after | content | write the text into the page
    css-pseudo-element-first-letter | pseudo first-letter | decoration | style a span
    css-pseudo-element-first-line | pseudo first-line | decoration | style a span
    css-pseudo-class-has | pseudo has | layout | give the element a class
    css-pseudo-class-not | pseudo not | decoration | give the element a class
    css-pseudo-class-nth-child | pseudo nth-child | decoration | give the elements a class
    css-pseudo-class-nth-of-type | pseudo nth-of-type | decoration | give the elements a class
    css-pseudo-class-first-child | pseudo first-child | decoration | give the element a class
    css-pseudo-class-last-child | pseudo last-child | decoration | give the element a class
    css-pseudo-class-only-child | pseudo only-child | decoration | give the element a class
    css-pseudo-class-first-of-type | pseudo first-of-type | decoration | give the element a class
    css-pseudo-class-last-of-type | pseudo last-of-type | decoration | give the element a class
    css-pseudo-class-only-of-type | pseudo only-of-type | decoration | give the element a class
    css-pseudo-class-nth-last-child | pseudo nth-last-child | decoration | give the elements a class
    css-pseudo-class-nth-last-of-type | pseudo nth-last-of-type | decoration | give the elements a class
    css-pseudo-class-lang | pseudo lang | decoration | give the element a class
    css-pseudo-class-checked | pseudo checked | content | show all of it to everybody
    css-pseudo-class-target | pseudo target | content | show all of it to everybody
    html-semantics | element section article aside header footer main nav figure figcaption details summary | layout | use a table or a <div>
    html-picture | element picture | decoration | let its <img> fit everybody
    html-svg | element svg | content | use a PNG or GIF picture | pictures in the page, in some cases
    html-video | element video | content | show a picture that links to the film | playing
    html-audio | element audio | content | link to the recording
    html-object | element object | content | link to it | films
    html-dialog | element dialog | content | write the text into the page
    html-marquee | element marquee | content | let the text stand still | moving
    html-progress | element progress | content | write the number
    html-meter | element meter | content | write the number
    html-ruby | element ruby | content | write the reading in brackets
    html-form | element form | content | link to a page with the form | sending
    html-select | element select | content | link to a page with the form
    html-textarea | element textarea | content | link to a page with the form
    html-button-submit | element button | content | use a link that looks like a button | sending
    html-base | element base | content | write whole addresses | relative addresses
    html-link | element link | layout | write the rules into the page
    html-image-maps | element map | content | use a picture for each link
    html-hidden | attribute hidden | content | use display:none
    html-popover | attribute popover | content | show it in the page
    html-srcset | attribute srcset | decoration | let src be a picture that fits everybody
    html-background | attribute background | decoration | set bgcolor too | the picture behind it
    image-webp | picture webp | content | use a JPEG or PNG picture
    image-avif | picture avif | content | use a JPEG or PNG picture
    image-svg | picture svg | content | use a PNG picture | some accounts show it
    image-heif | picture heic heif | content | use a JPEG picture | some devices show it
    image-tiff | picture tif tiff | content | use a JPEG or PNG picture | some devices show it
    image-bmp | picture bmp | content | use a PNG picture
    image-ico | picture ico | content | use a PNG picture
    image-apng | picture apng | content | use a GIF or PNG picture
    image-hdr | picture hdr | content | use a JPEG picture
    image-mp4 | picture mp4 | content | use a GIF, or a picture that links to the film
    """
}
