/// The script of our pages. They work without it; with it a page comes anew by itself.
enum StudioScript {
  static let text = """
    "use strict";
    const mark = document.documentElement.dataset.mark;
    async function watch() {
      for (;;) {
        try {
          const answer = await fetch("/changes.txt?since=" + encodeURIComponent(mark));
          if (answer.ok && (await answer.text()) !== mark) return location.reload();
        } catch {
          await new Promise((done) => setTimeout(done, 1000));
        }
      }
    }
    if (mark !== undefined) watch();

    """
}
