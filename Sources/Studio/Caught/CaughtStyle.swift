/// What the pages of caught mail need beside the common style.
enum CaughtStyle {
  static let text = list + message

  private static let list = """
    .caught-head {
      display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.5rem 1rem;
      margin-bottom: 1rem;
    }
    .caught-head form { margin-left: auto; }
    .mails { list-style: none; padding: 0; }
    .mails li {
      position: relative;
      display: grid; grid-template-columns: minmax(0, 1fr) 17rem; gap: 0 1rem;
      padding: 0.5rem 1rem;
      border-bottom: 1px solid var(--line);
    }
    .mails li:last-child { border-bottom: 0; }
    .mails li:hover { background: var(--tint); }
    .mails a {
      grid-row: 1 / span 2;
      display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 0 1rem;
      color: inherit; text-decoration: none;
    }
    .mails a::after { content: ""; position: absolute; inset: 0; }
    .mails a:focus-visible { outline: none; }
    .mails a:focus-visible::after { outline: 2px solid var(--accent); outline-offset: -2px; }
    .mails span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .mails .subject { color: var(--title); font-weight: 550; }
    .mails .from, .mails .when { text-align: right; }
    @media (max-width: 48rem) {
      .caught-head form { margin-left: 0; width: 100%; }
      .caught-head label { width: 100%; }
      .caught-head input { flex: 1; }
      .mails li { grid-template-columns: minmax(0, 1fr); }
      .mails a { grid-row: auto; grid-template-columns: minmax(0, 1fr); }
      .mails .subject { grid-row: 1; }
      .mails .from { display: none; }
      .mails .when { text-align: left; }
    }
    .pager { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 1rem; }
    .welcome { max-width: 46rem; }
    .welcome p, .welcome pre { margin-top: 0.75rem; }
    .welcome pre {
      padding: 0.625rem 0.875rem; border-radius: 6px; background: var(--tint);
      white-space: pre-wrap; overflow-wrap: anywhere;
    }

    """

  private static let message = """
    .message-head { margin-bottom: 1rem; }
    .message-head h1 { overflow-wrap: anywhere; }
    .message-head .facts { margin-top: 0.5rem; }
    .message-head + .note { margin-bottom: 1rem; }
    .message { overflow: hidden; }
    .stage { overflow: auto; background: var(--tint); }
    .stage iframe {
      display: block; width: 800px; height: 75vh; min-height: 30rem; margin: 0 auto;
      border: 0; background: #ffffff;
    }
    .stage.phone iframe { width: 375px; max-width: 100%; height: 42rem; }
    .plain { margin: 0; max-width: 90ch; white-space: pre-wrap; overflow-wrap: anywhere; }
    .message > .body { padding: 1rem; }
    .message > .more { border-top: 1px solid var(--line); }
    .fields { table-layout: fixed; }
    .fields th { width: 14rem; font-weight: 550; color: var(--quiet); }
    .fields th, .fields td { overflow-wrap: anywhere; }
    .fields tr:last-child > * { border-bottom: 0; }
    .files { margin-top: 1rem; }
    .files ul { list-style: none; margin: 0; padding: 0.75rem 1rem; }
    .files li { overflow-wrap: anywhere; }
    .files li + li { margin-top: 0.25rem; }
    @media (max-width: 40rem) {
      .fields, .fields tbody, .fields tr, .fields th, .fields td { display: block; width: auto; }
      .fields th { padding-bottom: 0; border-bottom: 0; }
    }

    """
}
