/// The style of the preview's pages.
enum PreviewStyle {
  static let text = overview + head + toolbar + stage + aside + narrow

  private static let overview = """
    .overview-head, .edition-head {
      display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between;
      gap: 0.75rem 1.5rem; margin-bottom: 1rem;
    }
    .overview { overflow: hidden; }
    .overview th[scope=row] { width: 24%; }
    .overview th[scope=row] a { font-weight: 600; text-decoration: none; }
    .overview th[scope=row] a:hover { text-decoration: underline; }
    .overview tbody tr:hover { background: var(--tint); }
    .overview .id, .overview .why { display: block; font-weight: 400; }
    .overview .why { margin-top: 0.25rem; white-space: pre-line; overflow-wrap: anywhere; }
    .overview .subject { color: var(--title); }
    .overview td:nth-child(n+3) { white-space: nowrap; }
    .overview a[data-verdict] { text-decoration: none; }
    .explanation { margin-top: 0.75rem; }
    .notes { margin-bottom: 1rem; max-width: 60rem; }
    .note .what { white-space: pre-line; overflow-wrap: anywhere; }
    .problem .note { margin: 0.5rem 0; }

    """

  private static let head = """
    .neighbours { display: flex; gap: 0.375rem; }
    .neighbours .button { min-height: 2rem; padding: 0 0.625rem; font-size: 0.8125rem; }
    .inbox { display: flex; gap: 0.875rem; padding: 0.875rem 1rem; }
    .lines-of-inbox { min-width: 0; flex: 1; }
    .face {
      flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%;
      display: grid; place-items: center;
      background: var(--accent); color: var(--on-accent); font: 600 1.125rem/1 var(--serif);
    }
    .inbox .subject { color: var(--title); font-weight: 600; }
    .inbox .preheader {
      color: var(--quiet); display: -webkit-box; -webkit-box-orient: vertical;
      -webkit-line-clamp: 2; line-clamp: 2; overflow: hidden;
    }

    """

  private static let toolbar = """
    .toolbar {
      display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem;
      padding: 0.5rem 0.625rem; margin-bottom: 1rem;
    }
    .reader { flex: 1 1 16rem; }
    .reader input[type=text] { flex: 1 1 10rem; max-width: 20rem; }
    .files { margin-left: auto; white-space: nowrap; }
    .files a { padding: 0.25rem; }
    @media (min-width: 64rem) {
      .toolbar { position: sticky; top: 0.5rem; z-index: 1; }
    }

    """

  private static let stage = """
    .edition { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
    .stage, aside {
      display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-content: start;
      min-width: 0;
    }
    @media (min-width: 64rem) {
      .edition { grid-template-columns: minmax(0, 1fr) minmax(19rem, 24rem); }
    }
    .screen { overflow-x: auto; }
    .screen iframe {
      display: block; margin: 0 auto; border: 0; background: #fff;
      color-scheme: light; box-shadow: 0 0 0 1px var(--line), var(--shadow);
    }
    .screen.phone iframe { width: 375px; height: 760px; border-radius: 20px; }
    .screen.desktop iframe { width: 800px; height: calc(100vh - 8rem); min-height: 620px; border-radius: 6px; }
    .caption { text-align: center; }
    .stage .lines { overflow-x: auto; }

    """

  private static let aside = """
    .size { display: flex; flex-wrap: wrap; align-items: center; gap: 0.125rem 0.75rem; margin-top: 0.375rem; }
    .size meter { flex: 1 1 7rem; height: 0.875rem; }
    .findings { list-style: none; padding: 0; border-top: 1px solid var(--line); }
    .findings li { padding: 0.75rem 1rem; }
    .findings li + li { border-top: 1px solid var(--line); }
    .finding.error { box-shadow: inset 3px 0 var(--error); }
    .finding.warning { box-shadow: inset 3px 0 var(--warning); }
    .finding p { overflow-wrap: anywhere; }
    .finding .what { color: var(--title); }
    .finding .do { margin-top: 0.25rem; }
    .stories .in { padding: 0.625rem 1rem 0.75rem 2.5rem; }
    .stories .in li { padding: 0.1875rem 0; }
    .stories .in li::marker { color: var(--quiet); font-variant-numeric: tabular-nums; }
    .stories li { overflow-wrap: anywhere; }
    .stories li a { color: inherit; text-decoration-color: var(--edge); }
    .story-number { display: block; }
    .stories .why { display: block; }
    .out { border-top: 1px solid var(--line); padding: 0.625rem 1rem; }
    .out summary { cursor: pointer; font-weight: 550; }
    .out ul { list-style: none; padding: 0.375rem 0 0 1.125rem; }
    .out li { padding: 0.1875rem 0; }
    .more { padding-left: 1.125rem; }

    """

  /// On a phone the table becomes a list, and the frame takes the whole width.
  private static let narrow = """
    @media (max-width: 47.99rem) {
      main { padding: 1rem 0.75rem 3rem; }
      .bar { padding-left: 0.75rem; padding-right: 0.75rem; }
      .screen { margin: 0 -0.75rem; }
      .screen.phone iframe { border-radius: 0; }
      .switch { display: flex; }
      .switch a { flex: 1 1 auto; justify-content: center; padding: 0 0.25rem; }
      .toolbar nav:first-child { flex: 1 1 100%; }
      .overview thead { display: none; }
      .overview table, .overview tbody { display: block; }
      .overview tr {
        display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.25rem 0.75rem;
        padding: 0.75rem 1rem;
      }
      .overview tr + tr { border-top: 1px solid var(--line); }
      .overview th[scope=row], .overview td { display: block; width: auto; padding: 0; border: 0; }
      .overview td:nth-child(n+3) { white-space: normal; }
      .overview th[scope=row], .overview td:nth-child(2), .overview td:nth-child(n+5) {
        grid-column: 1 / -1;
      }
      .overview td:nth-child(n+3)::before {
        content: attr(data-label) " "; color: var(--quiet); font-size: 0.8125rem;
      }
    }

    """
}
