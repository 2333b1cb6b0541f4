import Composer

/// The style sheets: one for every page, and a short one with the colours of each affiliate.
enum StyleSheet {
  /// An affiliate's colours, as custom properties.
  static func colors(of theme: PageTheme) -> String {
    """
    :root {
      --accent: \(theme.accent);
      --on-accent: \(theme.onAccent);
      --link: \(theme.link);
    }
    @media (prefers-color-scheme: dark) {
      :root { --link: \(theme.linkOnDark); }
    }

    """
  }

  /// What all pages share. Without the other sheet it is grey and can be read as well.
  static let base = """
    :root {
      color-scheme: light dark;
      --accent: #3f454d;
      --on-accent: #ffffff;
      --link: #2f4f73;
      --ground: #eef0f3;
      --sheet: #ffffff;
      --ink: #2b2d31;
      --title: #1e1f22;
      --quiet: #5d626b;
      --line: #d5d8de;
      --edge: #767b85;
      --field: #ffffff;
      --alarm: #a8071a;
      --tint: #f4f6f8;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --link: #9dbfe6;
        --ground: #131416;
        --sheet: #1e1f22;
        --ink: #e7e8ea;
        --title: #f4f5f6;
        --quiet: #a9adb5;
        --line: #3a3c42;
        --edge: #878c96;
        --field: #131416;
        --alarm: #ff9c9c;
        --tint: #282a2e;
      }
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0;
      min-height: 100vh;
      display: flex;
      flex-direction: column;
      background: var(--ground);
      color: var(--ink);
      font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial,
        sans-serif;
      overflow-wrap: anywhere;
    }
    .sheet { width: 100%; max-width: 40rem; margin: 0 auto; padding: 1.5rem 1.25rem; }
    header { background: var(--accent); color: var(--on-accent); }
    header .sheet { padding-block: 1.25rem; }
    header img {
      display: block; max-width: 10rem; max-height: 4rem; width: auto; height: auto;
      margin: 0 0 0.75rem;
    }
    header p { margin: 0; }
    header .organization { font-size: 0.9375rem; line-height: 1.4; }
    header .name { font-size: 1.25rem; line-height: 1.3; font-weight: 700; }
    main { flex: 1 0 auto; background: var(--sheet); padding-block: 2rem 2.5rem !important; }
    h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.25; color: var(--title); }
    h2 {
      margin: 2.5rem 0 0.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line);
      font-size: 1.25rem; line-height: 1.3; color: var(--title);
    }
    p { margin: 0 0 1rem; }
    a { color: var(--link); text-underline-offset: 0.15em; }
    main > p > a:only-child:not(.button), .links a { display: inline-block; padding: 0.625rem 0; }
    .quiet, .help { color: var(--quiet); }
    main > p.quiet { font-size: 0.9375rem; }
    .belongs { font-weight: 600; color: var(--title); }
    .notice {
      padding: 0.875rem 1rem; border-left: 4px solid var(--accent); background: var(--tint);
    }
    .lists { margin: 0 0 1rem; padding: 0 0 0 1.25rem; }
    form { margin: 0 0 1rem; }
    .field { margin: 0 0 1.25rem; }
    .field label, legend { display: block; font-weight: 600; color: var(--title); }
    .field label .quiet { font-weight: 400; }
    .help { margin: 0 0 0.375rem; font-size: 0.9375rem; }
    .mistake { margin: 0.25rem 0; font-weight: 600; color: var(--alarm); }
    input[type="text"], input[type="email"], select {
      display: block; width: 100%; max-width: 28rem; min-height: 3rem; padding: 0.625rem 0.75rem;
      border: 1px solid var(--edge); border-radius: 0.375rem; background: var(--field);
      color: var(--ink); font: inherit;
    }
    input[aria-invalid="true"] { border: 2px solid var(--alarm); }
    fieldset { min-width: 0; margin: 0 0 1.25rem; padding: 0; border: 0; }
    legend { padding: 0; margin: 0 0 0.375rem; }
    .choice {
      display: flex; align-items: flex-start; gap: 0.75rem; min-height: 2.75rem;
      padding: 0.5rem 0; cursor: pointer;
    }
    .choice input {
      flex: none; width: 1.375rem; height: 1.375rem; margin: 0.2rem 0 0 0.125rem;
      accent-color: var(--link);
    }
    .buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; }
    button, .button {
      display: inline-flex; align-items: center; justify-content: center; min-height: 3rem;
      padding: 0.625rem 1rem; border: 2px solid transparent; border-radius: 0.375rem;
      font: inherit; font-weight: 600; line-height: 1.3; text-align: center;
      text-decoration: none; cursor: pointer;
    }
    .primary { background: var(--accent); color: var(--on-accent); border-color: var(--on-accent); }
    .plain { background: transparent; color: var(--link); border-color: var(--link); }
    .primary:hover, .plain:hover { text-decoration: underline; }
    .reasons { display: flex; flex-wrap: wrap; gap: 0.75rem; }
    .reasons button { font-weight: 400; border-width: 1px; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    header :focus-visible { outline-color: var(--on-accent); }
    .apart {
      position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden;
    }
    footer { font-size: 0.9375rem; color: var(--quiet); }
    footer a { color: inherit; }
    footer .postal { margin: 0.75rem 0; }
    .links { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 0; padding: 0; list-style: none; }
    @media (max-width: 24rem) {
      .buttons, .reasons { flex-direction: column; align-items: stretch; }
      h1 { font-size: 1.5rem; }
    }
    @media print {
      header { background: none; color: #000000; }
      footer nav { display: none; }
    }

    """
}
