/// The style sheet that all our pages share: palette, type, and the few shapes they are made of.
///
/// Pages that need more bring a sheet of their own, which uses these custom properties.
enum StudioStyle {
  static let text = palette + base + bar + shapes + controls + lines

  private static let palette = """
    :root {
      color-scheme: light dark;
      --ground: #f2f0ec;
      --sheet: #ffffff;
      --tint: #f8f6f3;
      --ink: #262420;
      --title: #171614;
      --quiet: #625d55;
      --line: #dfdad2;
      --edge: #8b857b;
      --accent: #1f4f7a;
      --on-accent: #ffffff;
      --accent-tint: #e6eef6;
      --error: #a01820;
      --error-tint: #fbeae8;
      --warning: #7a4c00;
      --warning-tint: #fbf1dc;
      --advice: #47566a;
      --advice-tint: #edf0f4;
      --good: #1c6637;
      --good-tint: #e6f3ea;
      --shadow: 0 1px 2px rgb(38 36 32 / 8%), 0 4px 16px rgb(38 36 32 / 6%);
      --radius: 8px;
      --serif: Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
      --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #161514;
        --sheet: #201f1d;
        --tint: #272523;
        --ink: #e6e3dd;
        --title: #f6f4f0;
        --quiet: #aca69c;
        --line: #3a3733;
        --edge: #857f75;
        --accent: #a3c8ec;
        --on-accent: #11202e;
        --accent-tint: #22303d;
        --error: #ffa8a0;
        --error-tint: #3a2220;
        --warning: #efc476;
        --warning-tint: #352b18;
        --advice: #b6c4d6;
        --advice-tint: #262c34;
        --good: #93d3a8;
        --good-tint: #1e2f24;
        --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 4px 16px rgb(0 0 0 / 30%);
      }
    }

    """

  private static let base = """
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 4rem; }
    body {
      margin: 0;
      background: var(--ground);
      color: var(--ink);
      font: 0.9375rem/1.5 var(--sans);
      overflow-wrap: break-word;
    }
    main { max-width: 90rem; margin: 0 auto; padding: 1.25rem 1.25rem 4rem; }
    h1, h2, h3 { color: var(--title); line-height: 1.25; margin: 0; text-wrap: balance; }
    h1 { font: 600 1.625rem/1.25 var(--serif); letter-spacing: -0.005em; }
    h2 { font-size: 1rem; font-weight: 650; }
    h3 { font-size: 0.9375rem; font-weight: 600; }
    p, ul, ol, dl { margin: 0; }
    a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
    a:hover { text-decoration-thickness: 2px; }
    code, pre { font: 0.8125rem/1.55 var(--mono); }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
    .quiet, .hint { color: var(--quiet); }
    .small { font-size: 0.8125rem; }
    .number { font-variant-numeric: tabular-nums; }
    .unseen {
      position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap;
    }

    """

  /// The strip on top: the wordmark, and where one is.
  private static let bar = """
    .bar {
      display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.125rem 0.625rem;
      padding: 0.625rem 1.25rem;
      background: var(--sheet);
      border-bottom: 1px solid var(--line);
    }
    .bar a { color: inherit; text-decoration: none; }
    .bar a:hover { text-decoration: underline; }
    .wordmark { font: 700 1.0625rem/1.5 var(--serif); color: var(--title); }
    .bar .step { color: var(--quiet); }
    .bar .step::before { content: "/"; margin-right: 0.625rem; color: var(--line); }
    .bar .here { color: var(--ink); font-weight: 550; }

    """

  private static let shapes = """
    .panel {
      background: var(--sheet);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      box-shadow: var(--shadow);
    }
    .panel > header, .panel > .body { padding: 0.75rem 1rem; }
    .panel > header {
      display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem;
      border-bottom: 1px solid var(--line);
    }
    .panel > header > :last-child:not(:first-child) { margin-left: auto; }
    .note {
      padding: 0.625rem 0.875rem;
      border-radius: 6px;
      border-left: 3px solid var(--edge);
      background: var(--advice-tint);
    }
    .note.error { border-color: var(--error); background: var(--error-tint); }
    .note.warning { border-color: var(--warning); background: var(--warning-tint); }
    .note + .note { margin-top: 0.5rem; }
    .problem { max-width: 46rem; margin: 8vh auto 0; }
    .problem h1 { margin-bottom: 0.75rem; }
    .problem p + p, .problem .note + p { margin-top: 0.75rem; }
    .tag {
      display: inline-block;
      padding: 0.0625rem 0.5rem;
      border-radius: 99px;
      background: var(--advice-tint); color: var(--advice);
      font-size: 0.8125rem; font-weight: 550; white-space: nowrap;
    }
    .tag.error { background: var(--error-tint); color: var(--error); }
    .tag.warning { background: var(--warning-tint); color: var(--warning); }
    .tag.good { background: var(--good-tint); color: var(--good); }
    .tag + .tag { margin-left: 0.25rem; }
    .scroll { overflow-x: auto; }
    .list { width: 100%; border-collapse: collapse; }
    .list th, .list td {
      padding: 0.5rem 1rem; text-align: left; vertical-align: top;
      border-bottom: 1px solid var(--line);
    }
    .list tbody tr:last-child > * { border-bottom: 0; }
    .list thead th { color: var(--quiet); font-size: 0.8125rem; font-weight: 550; }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.125rem 0.875rem; }
    .facts dt { color: var(--quiet); }
    .facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }

    """

  private static let controls = """
    .switch {
      display: inline-flex; flex-wrap: wrap; padding: 2px; gap: 2px;
      background: var(--tint);
      border: 1px solid var(--line); border-radius: 8px;
    }
    .switch a, .button {
      display: inline-flex; align-items: center; min-height: 2rem; padding: 0 0.75rem;
      border: 1px solid transparent; border-radius: 6px;
      color: var(--ink); font-weight: 500; font-size: 0.875rem; text-decoration: none;
    }
    .switch a:hover { background: var(--accent-tint); }
    .switch a[aria-current] {
      background: var(--sheet); border-color: var(--edge);
      color: var(--accent); font-weight: 600;
      box-shadow: 0 1px 2px rgb(0 0 0 / 12%);
    }
    .button, button {
      min-height: 2.25rem; padding: 0 0.875rem;
      border: 1px solid var(--edge); border-radius: 6px;
      background: var(--sheet); color: var(--ink);
      font: 500 0.875rem/1 var(--sans); cursor: pointer;
    }
    .button:hover, button:hover { border-color: var(--accent); background: var(--accent-tint); }
    input[type=text], input[type=search], input[type=email], select {
      min-height: 2.25rem; min-width: 0; padding: 0 0.625rem;
      border: 1px solid var(--edge); border-radius: 6px;
      background: var(--sheet); color: var(--ink);
      font: 0.9375rem/1 var(--sans);
    }
    .inline { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
    .inline label { color: var(--quiet); font-size: 0.875rem; }

    """

  /// A text with numbered lines, which links may name.
  private static let lines = """
    .lines {
      list-style: none; counter-reset: line; padding: 0.75rem 0;
      font: 0.8125rem/1.55 var(--mono); tab-size: 2;
    }
    .lines li {
      counter-increment: line; display: grid; grid-template-columns: 3.25rem 1fr;
      scroll-margin: 8rem;
    }
    .lines li::before {
      content: counter(line); padding-right: 0.875rem;
      color: var(--quiet); text-align: right; user-select: none;
    }
    .lines code {
      display: block; min-height: 1.55em; padding-right: 1rem; font: inherit;
      white-space: pre-wrap; overflow-wrap: anywhere;
    }
    .lines li:target { background: var(--warning-tint); box-shadow: inset 3px 0 var(--warning); }
    @media print { .bar { display: none; } }

    """
}
