// Made by scripts/renew-client-support: change that, not this.

extension ClientSupport {
  /// The day of the facts.
  public static let date = "2026-06-29"
  /// Where they come from: caniemail.com by Rémi Parmentier and others, under the MIT license.
  public static let source = "https://www.caniemail.com"

  /// The columns of ``table``.
  static let columns = """
    apple-mail/macos
    apple-mail/ios
    gmail/desktop-webmail
    gmail/ios
    gmail/android
    gmail/mobile-webmail
    outlook/windows-2007
    outlook/windows-2016
    outlook/outlook-com
    outlook/macos
    outlook/ios
    outlook/android
    yahoo/desktop-webmail
    yahoo/ios
    yahoo/android
    aol/desktop-webmail
    aol/ios
    aol/android
    thunderbird/macos
    samsung-email/android
    protonmail/desktop-webmail
    protonmail/ios
    protonmail/android
    fastmail/desktop-webmail
    hey/desktop-webmail
    gmx/desktop-webmail
    gmx/ios
    gmx/android
    web-de/desktop-webmail
    web-de/ios
    web-de/android
    orange/desktop-webmail
    orange/ios
    orange/android
    sfr/desktop-webmail
    sfr/ios
    sfr/android
    laposte/desktop-webmail
    mail-ru/desktop-webmail
    """

  /// One letter for each client: y yes, a partly, n no, - not known.
  static let table = """
    amp                                 nnyyynnnnnnnyyynnnnnnnnnnnnnnnnnnnnnnny
    bimi                                yyyyynnnnnnnyyynnnnnnnnynn-----nnnnnnyn
    css-accent-color                    yynnnnnnnnnnnnnnnn-ynnnny------nnnynn-y
    css-align-items                     yynnnnnnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-animation                       yynnnnnnnnnnnnnnnnnynnnyynyynyynnnannan
    css-aspect-ratio                    yynnnnnnnnnnnnnnnnnnyyynynyynyynnnyyyyy
    css-at-font-face                    yynnnnaannnnnnnnnnyynnynynynnynnnnnnnnn
    css-at-import                       yynnnnyynnnnnnnnnnnnnnynynynnynnnnnnnnn
    css-at-keyframes                    yynnnnnnnnnnynnynnyynnnyynyynyynnnnnnnn
    css-at-media                        yyaaannnaaaaaaaaaanaaayyyyyyyyyyyynnnna
    css-at-media-device-pixel-ratio     yynnnnnnyyyynnnnnnnynnyyynyynyyyyynnnnn
    css-at-media-hover                  yynnnnnnyyyynnnnnn-yyyy-----------nnnnn
    css-at-media-orientation            yaynynnnyyyynnnnnnnynnnyyyyyyyyyyynnnny
    css-at-media-prefers-color-scheme   yynnnnnnyyyynnnnnnnynnnynnyynyyyyynnnnn
    css-at-media-prefers-reduced-motion yynnnnnnyyyynnnnnnnyaaanynyynyyyyyynnnn
    css-at-supports                     yynnnnnnnnnnyyyyyynynnynynyynyyyyynnnnn
    css-backdrop-filter                 yynnnnnnnynnnnnnnn-yyyy--n--n---n-yyy-y
    css-background                      yyyyyyaayyyyaaaaaayyyyyyyayyayyaaayyyyy
    css-background-blend-mode           yyyaannnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-background-clip                 yyyaannnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-background-color                yyyyyyyyyyyyyyyyyyyyyyyyyayyayyaaayyyyy
    css-background-image                yyyyyynnyyyyaaaaaayyyyyyyayyayyyyyyyyyy
    css-background-origin               yyyaannnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-background-position             yyyyyynnyyyyyyyyyyyyyyyyyayyayyyyyyyyyy
    css-background-repeat               yyyyyynnyyyyyyyyyyyyyyyyyayyayyyyyyyyyy
    css-background-size                 yyyaannnyyyyyyyyyyyyyyyyynyynyynnnyyyyy
    css-block-inline-size               yynnnnnnnnnnnnnnnnyyyyyyynyynyynn-yy-yy
    css-border                          yyyyyyaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-border-collapse                 yyyyyyyyyyyyyyyyyyyyyyy--y--y-----yyy-y
    css-border-image                    yynnnnnnnnnnnnnnnnyyyyyyynyynyynnnyyyyy
    css-border-inline-block             yynnnnnnnnnnnnnnnn-nyyy--nyynyy---yyy-y
    css-border-inline-block-individual  yynnnnnnnnnnnnnnnn-ayyy--nyynyy---yyy-y
    css-border-inline-block-longhand    yynnnnnnnnnnnnnnnn-yyyy--nyynyy---yyy-y
    css-border-radius                   yyyyyynnyyyyaaaaaayyyyyyynyynyynnnyyyyy
    css-border-radius-logical           yynnnnnnnnnnnnnnnn-nyyy-----------yyy-y
    css-border-spacing                  yyyyyynnynyyyyyyyyyyyyy--y--y-----yyy-y
    css-box-shadow                      yynaannnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-box-sizing                      yyyyynnnyyyynnnnnnyyyyyyyyyyyyynnnyyyyy
    css-caption-side                    yyyyyynnyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-clear                           yyyya-nny-yaaaaaaa-yyyy--a--a---------y
    css-clip-path                       yynnnnnnnnnnnnnnnnyyyyyyynyynyynnnyyyya
    css-color-scheme                    yynnnn-nnnnnnnnnnnyyynnnnn--n-----any-n
    css-column-count                    yyyyynnnyyyynnnnnnyyyyyyynyynyyyyyyyyyy
    css-column-layout-properties        yyyyyynnyyyynnnnnnyyyyyyy---------yyy-y
    css-comments                        yyyyaayyyyyyyaayaayyyyy--n--n--nnnaaaaa
    css-conic-gradient                  yynnnnnnnnnnnnnnnnyayyyyy------nnnyyyyy
    css-cursor                          annnnn--nnnnana---y-a----any-----------
    css-direction                       yyyyyayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-display                         yyyaayaayyyyaaaaaayyyyyayayyayyaaayyyyy
    css-display-flex                    yyyaaynnyyyyyyyyyyyyyyyyynyynyynnnyyyyy
    css-display-grid                    yyyaaynnyyyyyyyyyyyyyyyyynyynyynnnyyyyy
    css-display-none                    yyyyynaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-empty-cells                     yyyyy-nnyyyyynnynn-yyyy---------------n
    css-filter                          yynnnnnnnnnnnnnnnnyyyyynynyynyynnnyyyya
    css-flex-direction                  yynnnnnnyyynnnnnnnyyyyyyynyynyynnnyyyyy
    css-flex-wrap                       yynnnnnnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-float                           yyyaaynnyyyyaaaaaayyyyyyyayyayyyyyyyyyy
    css-font                            yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-font-kerning                    yyyyyynnyyyynnnn--yyyyy--n--------y---n
    css-font-size                       yyyyyyaayyyyaaaaaayayyy--a--a---------y
    css-font-size-adjust                yyyaaynnyyyyaaa---y-yyy--ayya---------y
    css-font-stretch                    yyyynynnyyynnnnnn-ynyy------------yyn-y
    css-font-weight                     yyyyyyaayyyyaaaaaayyyyyyyyyyyyyayyyyyyy
    css-function-clamp                  yyyaaynnnnnnnnnnnnyayyynynyynyynnnyyyyy
    css-function-light-dark             yynnnnnnnnn-nn-nn-yaay--an-----nn-aa-aa
    css-function-max                    yyyaaynnnnnnnnnnnnyayyynynyynyynnnyyyyy
    css-function-min                    yyyaaynnnnnnnnnnnnyayyynynyynyynnnyyyyy
    css-gap                             yyaaannnaaaannnnnnyyyyyayn-----nnnyyyyy
    css-grid-template                   yynnnnnnnnnnnnnnnnyyyyynyn-----nnnyyyyy
    css-height                          yyyyyyaayyyynnnnnnyyyyyyyyyyyyyyyyyyyyy
    css-hyphenate-character             yynnnnnnnnnnnnnnnn-yyyy--n--n---------a
    css-hyphenate-limit-chars           nnnnnnnnnnnnnnnnnnnn-----n--n---------y
    css-hyphens                         yynnn-nnnnnnnnnn---y--------------yyy-y
    css-important                       yyaaaaaayyyyaaaaaayyaaayynyynyynnnyaayy
    css-inert-attribute                 yynnnnnnnnnnnnnnnn-yann----------------
    css-inline-size                     nnnnnnnnnnnnnnnnnnyyyyynynyynyynyyyyyyy
    css-inset                           yynnnnnnnnnnnnnnnnyn-----n--n---------n
    css-intrinsic-size                  yyyayynnyyaannnnnnynyyyyy------nnnyyyyy
    css-justify-content                 yynnnnnnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-left-right-top-bottom           yynnnnnnyyyynnnnnnyayyyyyyyyyyyyyyyyyya
    css-letter-spacing                  yyyyyyaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-line-height                     yyyyyyaayyyyyyyyyyyyyyyyyyyyyyyyaayyyyy
    css-linear-gradient                 yyyyaynnnnnnnnnnnnyayyyyynyynyynnnyyyyy
    css-list-style                      yyaaaaaayayyaaaaaayyaynyyyyyyyyyyyyyyyy
    css-list-style-image                yynnnnnnnnnnnnnnnnyynynyyyyyyyynyyyyyyy
    css-list-style-position             yyyyyynnyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-list-style-type                 yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-margin                          yyaaaaaaaaaaaaaaaayyyyyyyyyyyyyyyyyyyya
    css-margin-block-start-end          yynnnnnnnnnnnnnnnn-yyyy--nyynyy-------y
    css-margin-inline-block             yynnnnnnnnnnnnnnnnynyyyyynyynyyyyyyyyyy
    css-margin-inline-start-end         yynnnnnnnnnnnnnnnn-yyyy--nyynyy-------y
    css-mask-image                      yynnnnnnnynnnnnnnn-y-----n--n---------y
    css-max-block-size                  yynnn-nnnnynnnnn---yyyy---------------y
    css-max-height                      yyyyyynnyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-max-inline-size                 yynnnnnnnnnnnnnnnn-yyyy--n--n---------y
    css-max-width                       yyyyyynnyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-min-block-size                  yynnnnnnnnnnnnnnnn-yyyy--n--n---------y
    css-min-height                      yyyyyynnyyyyyyyyyyyyynyyyyyyyyyyyyynyyy
    css-min-inline-size                 yynnnnnnnnynnnnn---yyyy---------------y
    css-min-width                       yyyyyynnyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-mix-blend-mode                  yyyaannnyyyynnnnnnyyyyynynyynyynnnyyyyy
    css-modern-color                    yynnnnnnnnnnnnnnnnnnyynyy-------------y
    css-nesting                         aynnnnnnnnnnnnnn--yayaa--------aa-an--n
    css-object-fit                      yyyaannnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-object-position                 yyyaannnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-opacity                         yyyyynnnyyyyyyynnnyyyyyyynyynyynnnyyyyn
    css-orphans                         yynnnnnnyyyynnnnnn-yyyy--n--n---------y
    css-outline                         yyyyyynnyyyyyyyyyyyyyyyyyyyyyyynnnyyyyy
    css-outline-offset                  yynnnnnnnnnnnnnnnnyyyyyyyn-----nnnyyyyy
    css-overflow                        aaaaaannaaaaaaaaaayaaaayyaaaaaaayyyyyya
    css-overflow-wrap                   aannn-nnnnnnnnnn---y------------------y
    css-padding                         yyyyyyaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-padding-block-start-end         yynnnnnnnnnnnnnnnn-yyyy--nyynyy-------y
    css-padding-inline-block            yynnnnnnnnnnnnnnnn-nyyy--nyynyy-------y
    css-padding-inline-start-end        yynnnnnnnnnnnnnnnn-yyyy--nyynyy-------y
    css-position                        aannnnnnaanaaaaaaayayyyaayyyyyyaaaaaaan
    css-pseudo-class-active             annnnnnnaanyyyyynyynyyyyyyyyyyyynynnnnn
    css-pseudo-class-checked            yynnnnnnaaaayyyyyyyynnnynnynnynnnnnnnnn
    css-pseudo-class-default            yynnnnnnayyyyyyyyyy-nnn--nynn---------y
    css-pseudo-class-first-child        yynnnnnnaayyyyyyyyyynnyyyyyyyyyyyynnnnn
    css-pseudo-class-first-of-type      yynnnnnnaayyyyyyyyyynnyyynyynyyyyynnnnn
    css-pseudo-class-focus              ynnnnnnnaanyyyyynyyyyyyyyyynyynynynnnnn
    css-pseudo-class-focus-visible      y-nnnnnnaa-ay-yy-y-yyyy----------------
    css-pseudo-class-focus-within       y-nnnnnnna-ay-yy-y-yyyy----------------
    css-pseudo-class-has                yynnnnnnnnnnnnnnnnnyyynyynyynyyynnnnnnn
    css-pseudo-class-hover              yyynannnaanyyyyynyyyyyyyynyynyyyyynnnnn
    css-pseudo-class-lang               yynnnnnnnnyynnnnnn-yyyy-----------n--nn
    css-pseudo-class-last-child         yynnnnnnaayyyyyyyyyynnyyyyyyyyyyyynnnnn
    css-pseudo-class-last-of-type       yynnnnnnaayyyyyyyyyynnyyynyynyyyyynnnnn
    css-pseudo-class-link               yynnnnyyaayyyyyyyyyynnyyyyyyyyyyyynnnnn
    css-pseudo-class-not                yynnnnnnnnnnnnnnnnyynnyyynyynyyyyynnnnn
    css-pseudo-class-nth-child          yynnnnnnnnnnnnnnnnyynnyyynyynyyyyynnnnn
    css-pseudo-class-nth-last-child     yynnnnnnnnnnnnnnnnyynnyyynyynyyyyynnnnn
    css-pseudo-class-nth-last-of-type   yynnnnnnnnnnnnnnnnyynnnyynyynyyyyynnnnn
    css-pseudo-class-nth-of-type        yynnnnnnnnnnnnnnnnyynnnyynyynyyyyynnnnn
    css-pseudo-class-only-child         yynnnnnnaayyyyyyyyyynnyyyyyyyyyyyynnnnn
    css-pseudo-class-only-of-type       yynnnnnnaayyyyyyyyyynnyyyyyyyyyyyynnnnn
    css-pseudo-class-target             nnnnnnnnaayyyyyynyyynnynnyynyynnnynnnnn
    css-pseudo-class-visited            nnnnnnnnaayyyyyynyynnnnyyynnynnynnnnnnn
    css-pseudo-element-after            yynnnnnnaaannnnnnnyynnyyynyynyynnnnnnnn
    css-pseudo-element-before           yynnnnnnaaannnnnnnyynnyyynyynyynnnnnnnn
    css-pseudo-element-first-letter     yynnnnnnaaanyyyyyyyynnyyyyyyyyyyynnnnnn
    css-pseudo-element-first-line       yynnnnnnaaanyyyyyyyynnyyyyyyyyyyynnnnnn
    css-pseudo-element-marker           yynnnnnnnnnnyyyyyyyyyynyy------yynnnnnn
    css-pseudo-element-placeholder      yynnnnnnaaanyyyyyyyynnnynnynnynnnnnnnnn
    css-radial-gradient                 yyyyaynnnnnnnnnnnnyyyyyyynyynyyyyyyyyyy
    css-resize                          annnn-nnnnnnnnnnnn-yana--nn-nn--n--n--y
    css-rgb                             yyaaaaaayyyyaaaaaayyyyyyyayyayyaaayyyyy
    css-rgba                            yyaaaannyyyyaaaaaayyyyyyynyynyynnnyyyyy
    css-scroll-snap                     yynnnnnnnnnnnnnnnnyyyyyny------nnnyyyyy
    css-selector-adjacent-sibling       yyyaannnyyyyyyyyyyyynnyyyayyayyyyyynnyy
    css-selector-attribute              yyaaannnaaaaaaaaaayynnnyynyynyyyyyynnya
    css-selector-chaining               yyyaannnnyyyyyyyyyyynnyyyayyayyyyyynnyy
    css-selector-child                  yyyaannnyyyyyyyyyyyynnyyynyynyynyyynnyy
    css-selector-class                  yyyaanyyyyyyyyyyyyyynnyyyyyyyyyyyyynnyy
    css-selector-descendant             yyyaanyyyyyyyyyyyyyynnyyyayyayyyyyynnyy
    css-selector-general-sibling        yyyaannnyyyyyyyyyyyynnyyynyynyyyyyynnyy
    css-selector-grouping               yyyaanyyyyyyyyyyyyyynnyyyayyayyyyyynnyy
    css-selector-id                     yyyaanyyyyyyyyyyyyyynnyyyyyyyyyyyyynnyy
    css-selector-type                   yyyaanyyyyyyyyyyyyyynnyyynyynyyyyyynnyy
    css-selector-universal              yyyaannnyyyyyyyyyyyynnyyyyyyyyyyyyynnyn
    css-shape-margin                    yynnnnnnnynnnnnnnnyyyyy---------------y
    css-shape-outside                   yynnnnnnnynnnnnnnnyyyyy---------------y
    css-sytem-ui                        yyyyaynnyyyayyayyaaayyayyy-----yyayyayy
    css-tab-size                        yynnn-nnyyynnnnn---yyyy--nynnyn-------n
    css-table-layout                    yyyyy-nnynyyyyyy---yyyy---------------y
    css-text-align                      yyyyaaaayyyaaaaaaayayyyyyayyayyaaayyyyy
    css-text-align-last                 yyyyyynnnnnnnnnn---yyyy---------------y
    css-text-decoration                 yyyaayaayyyyyyyyyyyyynyyyaayaayynyynyyy
    css-text-decoration-color           yyyaannnyyyyyyyyyyyyyyyyynyynyynyyyyyyy
    css-text-decoration-line            yyyyyynnyyyyyyyyynyyyyy--n--n---------y
    css-text-decoration-skip-ink        yynnnnnnnnnnnnnnnnyyyyyyyn--n--nn-y--yy
    css-text-decoration-style           yyyyyynnyyyyyyyyynyyyyy--n--n---------y
    css-text-decoration-thickness       yynnnnnnnnnnnnnnnnyyyyyyynyynyynynyynyy
    css-text-emphasis                   yyyynnnnyyynnnnnnn-nyyy--nyynyy-------y
    css-text-emphasis-position          yynnnnnnnynnnnnnnn-nyyy--nyynyy-------y
    css-text-indent                     yyaaaayyyyyyaaaaaayyayyyyyyyyyyyyyyyyya
    css-text-justify                    nnannaaaannnannnnn-nany--a--n---------a
    css-text-orientation                yyyyyynnyyyynnnnnnyyyyy--n--n---------y
    css-text-overflow                   yyyaaynnyyyynnnnnnynyyyyynyynyynyyyyyyy
    css-text-shadow                     yynnnnnnnnnnyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-text-transform                  yyyyyyaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-text-underline-offset           yynnnnnnnnnnnnnnnnyyyyyyynyynyynynyynyy
    css-text-underline-position         aayayynnynaynnnnnnyyyyy--n--n---------y
    css-text-wrap                       yynnnnnnnnnnnnnnnn-yyyy--n--n---------y
    css-transform                       yynnnnnnnnnnnnnnnnyyyyyyynyynyynnnyyyyn
    css-transition                      yynnnnnnnnnnaaaaaayayn-ya------nnnynnyy
    css-unit-calc                       yyyaaynnnnnnnnnnnnyyyyyyynyynyynnnyyyyy
    css-unit-ch                         yyyyyynnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-unit-cm                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-em                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-ex                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-in                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-initial                    yyaaaynnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-unit-mm                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-pc                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-percent                    yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-pt                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-px                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-unit-rem                        yyyyyynnyyyynnnnnnyyyyyyynyynyynnnyyyyy
    css-unit-vh                         yayyyynnyyyyyyyyyyyyyyynynyanyannnyynyy
    css-unit-vmax                       yyyyyynnyyyynnnnnnyyyyyyynyanyannnyyyyy
    css-unit-vmin                       yyyyyynnyyyynnnnnnyyyyyyynyanyannnyynyy
    css-unit-vw                         yyyyyynnyyyyyyyyyyyyyyynynyynyynnnyyyyy
    css-user-select                     yannn-nnnnnnnnnnnn-yaaa--n--nn--------y
    css-variables                       yynnnnnnnnnnnnnnnnyyyyynynyynyynnnyyyyn
    css-vertical-align                  yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    css-visibility                      yynnnnnnyyyyyyynyyyyyyyyyyyyyyynnnyyyyy
    css-white-space                     yyyaaynnyyyyyaayyyynyyyyyyyayyayyyyyayy
    css-white-space-collapse            yynnnnnnnnnnnnnnnn-yyyy---------------y
    css-widows                          yynnnnnnyyyynnnnnn-yyyy--n--n---------y
    css-width                           yyyyyyaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyay
    css-word-break                      aayaaa-yaaaannnnnnyayaayanynnynannyyyyy
    css-word-spacing                    yyyyyynnyyyyaaaaanyyyyy--a--a---------y
    css-word-wrap                       yya-a-nny-yny--------------------------
    css-writing-mode                    yyyaaynnyyyynnnnnnyyyyynynyynyynnnyyyyy
    css-z-index                         yynnnnnnyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyn
    html-abbr                           yyyyyynnyyyynnnnnnyyyy-yny--y--nn-yy-yn
    html-acronym                        yyyyyynnyyyynnnnnnyyyyy--y--y-----yyy-n
    html-address                        yyyyyyyyyyyyyyyyyyyyyyyyyyynyynnnnyyyyy
    html-align                          yyyyyyyyyayyyyyyyyyyayyyayyyyyyyyyyyyyy
    html-anchor-links                   yyynyyyyyyyyannaynynynnynyynyynnnynnnny
    html-aria-describedby               yynnnnnnyyyynnnnnnnyyyynnnynnynnnnyyyyn
    html-aria-hidden                    yyyyyyyyyyyynnnnnnnyyyyynnynnynnnnyyyyy
    html-aria-label                     yyyyyyyyyyyynnnnnnnyyyyynnynnynnnnyyyyy
    html-aria-labelledby                yynnnnnnnyyynnnnnnnyyyynnnynnynnnnyyyyy
    html-aria-live                      yyyyyyaannnnnnnnnnnyyyyynnynnynnnnyyyyy
    html-audio                          yynnnnnnnnnnnnnnnnyynnnnnnnnnnnnnnyyynn
    html-background                     yyyaayaayyyyyyyyyyyyyyyynyyyyyyyyyyyyyy
    html-base                           yyaaaa-yaaanaaaaaayyannaanynnynnnnnnnnn
    html-bdi                            yynnnnnnnnnnnnnnnnyyyyyynnynnynnnnyyyyn
    html-blockquote                     yyyyyyyyyyyyyyyyyyyyyyyyayyyyyyyyyyyyyy
    html-body                           yyaaaayyanaaannannyynnnnayyyyyyaaannnnn
    html-button-reset                   yyyayynnyynynnnnnnayyynynnynnynyyyayyya
    html-button-submit                  yyyayynnnnnyynyyyyyyyynynnynnynyyyayyya
    html-cellpadding                    yyyyyyyyyyyyyyyyyyyyyyy--y--y---------y
    html-cellspacing                    yyyyyyyyyyyyyyyyyyyyyyy--y--y---------y
    html-code                           yyyyyyyyyyyyyyyyyyyyyyyyyy-----nnnyyyyy
    html-comments                       yyyyyyyyyyyyyyyyyyyyyyy--y--y---------y
    html-del                            yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    html-dfn                            yyyyyyaayyyyyyyyyyyyyyy--y--y-----yyy-n
    html-dialog                         yynnynnnnnnnnnnnnnyynnynnnynnynnnnyyyyn
    html-dir                            yyyyyaaayyyyyyyyyyyyyyyyynyynyyaaayyyyy
    html-div                            yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    html-doctype                        yyyyyynnyyyyyynyynnnynnynyyyyyyynyynyyy
    html-form                           yyyayynnaayyynyyyyyynnnnnnynnynnnnnyynn
    html-h1-h6                          yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    html-height                         yyyyyyaayyyyyyyyyyyyyyyynyyyyyyyyyyyyyy
    html-hidden                         yynnnnnnnnnnnnnn--yyyyy--n--n-----yyy-a
    html-hr                             yyyyyyyyyyyyyyyyyyyyyyy-----------yyy-y
    html-image-maps                     yyyyyy-yyyyyyynynnyyyynynyyyyyyyyyyyyyy
    html-img                            yyyyyyyyyyyyyyyyyy-yyy-yy------yy-yy-yy
    html-input-checkbox                 yyyyyynnyyyyyyyyyyaynnnynnynnynnnnnnnny
    html-input-hidden                   yyyyyynnyyyyyyyyyyaynnnynnynnynnnnnnnny
    html-input-radio                    yyyyyynnyyyyyyyyyyaynnnynnynnynnnnnnnny
    html-input-reset                    yyyayynnyyyyyyyyyyaynnnynnynnynnnnnnnny
    html-input-submit                   yyyayynnnnyyynyyyyyynnnynnynnynnnnnnnny
    html-input-text                     yyyyyynnyyynyynyyyannnnynnynnynnnnnnnny
    html-lang                           yyyyyy-yyyyyaaaayyyyyyyynnynnynnyyyyyyy
    html-link                           yynnnnyynnnnnnnnnnnnnnnnnnynnynnnnnnnnn
    html-lists                          yyaaaaaaaaaaaaaaaayyyyyyyyyyyyyyyyyyyya
    html-loading-attribute              yynnnnnnnnnnnnnnnnyyynnnanynnynnnnynnyy
    html-mailto-links                   yyyyyy-yyyyyyyayyayyyyayyyyyyyyanayyyyy
    html-marquee                        yynnnnnnaayyayyayyyyayynnnynnynnyyyyyan
    html-meta-color-scheme              ynnnnn-nnnnnnnnnnnynnnnnnn--n-----nnn-n
    html-meter                          yynnannnyyyynnnnnnyyyyyynnynnynnnnyyyyn
    html-object                         aynnnnnnnnnnnnnnnnaannnnnnannannnnnnnnn
    html-p                              yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    html-picture                        aynnnnnnnnnnnnnnnnyynnnnnnynnynnnnyyyyn
    html-popover                        yynnnnnnnnnnnnnnn-nann-nn---------yny-a
    html-pre                            yyyyyyyyyyyyyyyyyyyyyyyyyy-----yyyyyyyy
    html-progress                       yynnannnnnnnnnnnnnyyyyyynnynnynnnnyyyyn
    html-required                       yynnannnnnyynnnnnnyyannynnynnynnnnanyan
    html-role                           yyyyyyyyyyyyaaaaaayyyyyynnynnynnnnyyyyy
    html-rp                             yynnannnyyyyyyyyyyyyyyyynnynnynnnnyyyyn
    html-rt                             yynnannnyyyyyyyyyyyyyyyynnynnynnnnyyyyn
    html-ruby                           yynnannnyyyyyyyyyyyyyyyynnynnynnnnyyyyn
    html-select                         yayayynnyyyyynyyyyayyyyynnynnynyyynnnny
    html-semantics                      yyaaaannaaaannnnnnyyyyyyanynnynaaayyyyn
    html-small                          yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyynnnyyyyy
    html-span                           yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    html-srcset                         yynnnnnnnnnnnnnnnnyynnnnnnynnynnnnyyyyn
    html-strike                         yyyaayyyyyyyyyyyyyyyyyyynyyyyyyyyyyyyyy
    html-strong                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    html-style                          yyaaanaayyyyyyyyyyyyyaayynyynyyyyynnnny
    html-svg                            aynnnnnnnnnnnnnnnnyyyyynnnynnynyyyyyyyn
    html-table                          yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    html-target                         aannnn-anaaannnnnnaannnnnnannannnnynnyn
    html-textarea                       yyyyyynnyyynyynyyyanyyaynnynnynyyynnnny
    html-valign                         yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    html-video                          yannnnnnnynnnnnnnnyannnnnnynnynnnnyyynn
    html-wbr                            yyynaynnyyyyyyyyyyyyyyyynnnnnnnnynyyyyn
    html-width                          yyyyyyaayyyyyyyyyyyyyyyynyyyyyyyyyyyyyy
    image-apng                          yynynnnnyyynyyyyyyyyyyyyyyyyyyyyyyyyyyy
    image-avif                          yyaaaannyyyyyyyyyyyyyyynynnnnnnynyynyyn
    image-base64                        yynnnnnnyyyyyyyyyyyyyyyynayyayyyyynyyny
    image-bmp                           yyayaayyyyyyyyyyyyyyyyyyyynyynyyyyyyyyy
    image-gif                           yyyyyyaayyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    image-hdr                           nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnyynyynnn
    image-heif                          yyaaaannnyynaynaynnnaynnnnnnnnnnnnnnnnn
    image-ico                           yyyyyynnyyyyyyyyyyyyyyyyyyyyyyyyyyyynyy
    image-jpg                           yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    image-mp4                           yynnnnnnynynyynyynnnyynnnnynnynyynyynyn
    image-png                           yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    image-svg                           yynaannnyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyn
    image-tiff                          yyayaannnyynnynnynnnyynnynynnynnynyynyn
    image-webp                          yyaaaannyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    """
}
