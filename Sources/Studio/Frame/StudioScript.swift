/// The script of our pages. They work without it; with it a page comes anew by itself, and tells
/// what takes a while to find out.
enum StudioScript {
  static let text = """
    "use strict";
    const mark = document.documentElement.dataset.mark;
    const pause = (time) => new Promise((done) => setTimeout(done, time));

    // The answer waits until there is another mark. Browsers have few connections to one server, so
    // a page that nobody sees waits for none.
    const turn = () => new Promise(
      (done) => document.addEventListener("visibilitychange", done, { once: true }));
    async function watch() {
      for (;;) {
        if (document.hidden) await turn();
        const leaving = new AbortController();
        turn().then(() => leaving.abort());
        try {
          const answer = await fetch(
            "/changes.txt?since=" + encodeURIComponent(mark), { signal: leaving.signal });
          if (!answer.ok) await pause(1000);
          else if ((await answer.text()) !== mark) return renew();
        } catch {
          if (!document.hidden) await pause(1000);
        }
      }
    }
    // Not while somebody is writing into a field: it would be taken out of their hands.
    async function renew() {
      while (document.activeElement?.matches("input, select")) await pause(500);
      location.reload();
    }
    if (mark !== undefined) watch();

    // Verdicts take some work, so those in sight are asked for, one after the other.
    const waiting = [];
    let isAsking = false;
    async function ask() {
      if (isAsking) return;
      isAsking = true;
      for (let link; (link = waiting.shift()); ) {
        try {
          const answer = await fetch(link.dataset.verdict);
          if (answer.ok) tell(link, await answer.text());
        } catch {
          // It stays a link, which leads there.
        }
      }
      isAsking = false;
    }
    function tell(link, lines) {
      const place = link.firstElementChild;
      place.replaceChildren();
      for (const line of lines.split("\\n")) {
        const [kind, text] = line.split("\\t");
        const tag = document.createElement("span");
        tag.className = "tag " + kind;
        tag.textContent = text;
        place.append(tag);
      }
    }
    const sight = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        sight.unobserve(entry.target);
        waiting.push(entry.target);
      }
      ask();
    });
    for (const link of document.querySelectorAll("[data-verdict]")) sight.observe(link);

    """
}
