#!/usr/bin/env python3
"""Compares pages before and after their styles were inlined, by what a browser computes.

    Tests/Checks/inlined.py INLINER [FOLDER | SEED:COUNT]

For every element that can be seen, every property that the browser computes must be the same: in
windows of three widths, light and dark, and with every element hovered over where a page asks for
that. FOLDER holds the pages, those of Tests/MarkupTests/Inlining unless told otherwise; SEED:COUNT
stands for so many pages made by chance. It needs Chromium, and what requirements.txt names.
"""

import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

from playwright.sync_api import Error, sync_playwright

CASES = pathlib.Path(__file__).resolve().parent.parent / "MarkupTests" / "Inlining"
SITE = "http://pages.example/"
WIDTHS = (320, 600, 800)
SCHEMES = ("light", "dark")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# A style sheet of the page and what is in its head are not seen; their own styles do not matter.
STYLES = """() => {
  const unseen = "base, link, meta, script, style, template, title, head, head *";
  const all = [...document.querySelectorAll("*")].filter(element => !element.matches(unseen));
  const computed = (element, part) => {
    const style = getComputedStyle(element, part);
    if (part && (style.content === "none" || style.content === "normal")) return null;
    const found = {};
    for (let place = 0; place < style.length; place++) {
      found[style[place]] = style.getPropertyValue(style[place]);
    }
    return found;
  };
  window.found = all.map((element, place) => ({
    name: element.localName + " " + place + (element.className ? "." + element.className : ""),
    styles: [null, "::before", "::after", "::first-line"].map(part => computed(element, part)),
  }));
  const hash = text => {
    let [one, other] = [1, 2];
    for (let place = 0; place < text.length; place++) {
      const letter = text.charCodeAt(place);
      one = Math.imul(one ^ letter, 2654435761);
      other = Math.imul(other ^ letter, 1597334677);
      one = (one << 13) | (one >>> 19);
    }
    return one + "/" + other;
  };
  return window.found.map(one => one.name + " " + hash(JSON.stringify(one.styles)));
}"""
STYLE_OF = "place => window.found[place].styles"
PARTS = ("", "::before", "::after", "::first-line")


def browser_path():
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    raise RuntimeError("there is no Chromium: apt-get install chromium")


class Window:
    """A page of a folder in a browser, in some circumstances."""

    def __init__(self, context, folder):
        self.page = context.new_page()
        # One address for both folders, so that relative addresses are the same.
        self.page.route("**/*", lambda route: self.answer(route, folder))
        self.inspector = context.new_cdp_session(self.page)

    def open(self, name):
        self.page.goto(SITE + name)

    @staticmethod
    def answer(route, folder):
        file = folder / route.request.url.removeprefix(SITE)
        if file.suffix == ".html" and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def appear(self, width, scheme):
        self.page.set_viewport_size({"width": width, "height": 700})
        self.page.emulate_media(color_scheme=scheme)

    def hover_everywhere(self):
        for domain in ("DOM", "CSS"):
            self.inspector.send(f"{domain}.enable")
        root = self.inspector.send("DOM.getDocument")["root"]["nodeId"]
        every = self.inspector.send("DOM.querySelectorAll", {"nodeId": root, "selector": "*"})
        for node in every["nodeIds"]:
            self.inspector.send(
                "CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": ["hover"]})

    def styles(self):
        return self.page.evaluate(STYLES)

    def style(self, place):
        return self.page.evaluate(STYLE_OF, place)


def compare(original, inlined, where):
    """Yields what is not the same in two windows that show the same page."""
    wanted, found = original.styles(), inlined.styles()
    names = [[line.rsplit(" ", 1)[0] for line in lines] for lines in (wanted, found)]
    if names[0] != names[1]:
        strange = next(
            (pair for pair in zip(*names) if pair[0] != pair[1]), (len(names[0]), len(names[1])))
        yield f"{where}: the elements differ: {strange[0]}, now {strange[1]}"
        return
    for place, (before, after) in enumerate(zip(wanted, found)):
        if before != after:
            yield from difference(
                original.style(place), inlined.style(place), f"{where}: {names[0][place]}")


def difference(wanted, found, where):
    for part, before, after in zip(PARTS, wanted, found):
        before, after = before or {}, after or {}
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) != after.get(name):
                yield f"{where}{part}: {name} was {before.get(name)}, is {after.get(name)}"


def compare_page(original, inlined, name, text):
    for hovered in (False, True) if ":hover" in text else (False,):
        if hovered:
            original.hover_everywhere()
            inlined.hover_everywhere()
        for width in WIDTHS:
            for scheme in SCHEMES:
                for window in (original, inlined):
                    window.appear(width, scheme)
                where = f"{name}, {width} px, {scheme}{', hovered' if hovered else ''}"
                yield from compare(original, inlined, where)


def differences(inliner, folder):
    """Yields for each page of a folder its name, and a list of what is not as it was."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-inlined-") as scratch:
        target = pathlib.Path(scratch)
        subprocess.run(
            [inliner, folder, target], check=True, capture_output=True, timeout=300)
        with sync_playwright() as engine:
            # No sandbox: it needs rights that containers do not give, and the pages are our own.
            browser = engine.chromium.launch(
                executable_path=browser_path(), args=["--no-sandbox", "--force-color-profile=srgb"])
            context = browser.new_context()
            windows = Window(context, folder), Window(context, target)
            for page in sorted(folder.glob("*.html")):
                for window in windows:
                    window.open(page.name)
                yield page.name, list(compare_page(*windows, page.name, page.read_text()))
            browser.close()


def check(checks, program):
    """Claims for run.py: one for each page."""
    inliner = pathlib.Path(program).parent / "InlinedPages"
    try:
        found = list(differences(inliner, CASES))
        for name, problems in found:
            checks.claim(f"inlined: {name} looks as before", problems)
        checks.equal("inlined: there are at least 60 pages", len(found) >= 60, True)
        with tempfile.TemporaryDirectory(prefix="broadsheet-pages-") as folder:
            write_chance_pages(pathlib.Path(folder), 5, 40)
            checks.claim("inlined: 40 pages made by chance look as before", (
                problem for _, problems in differences(inliner, pathlib.Path(folder))
                for problem in problems))
    except (Error, OSError, RuntimeError, subprocess.SubprocessError) as error:
        checks.claim("inlined: the browser compares the pages", [str(error).splitlines()[0]])


# Pages made by chance: few names and few properties, so that rules meet often.

CHANCE_SELECTORS = (
    "p", "a", "div", "*", ".a", ".b", ".c", "#x", "p.a", "div .b", "div > .a", ".a.b", "a:hover",
    ".a:hover", "p:first-child", ":nth-child(2n+1)", ".a + .b", ".a ~ *", "div:hover .c",
    ":not(.a)", ":is(.a, #x)", ":where(.b)", "p:not(:hover)", "[title]", "p:last-of-type",
)
CHANCE_DECLARATIONS = (
    "color: red", "color: blue", "color: green", "color: #123456", "margin: 1px", "margin: 2px 3px",
    "margin-left: 4px", "margin-left: 5px", "border: 1px solid red", "border-left: 2px dotted blue",
    "border-color: lime", "border-left-color: teal", "font: 12px serif", "font-size: 15px",
    "line-height: 2", "line-height: 20px", "background: red", "background: linear-gradient(red, blue)",
    "background-color: yellow", "padding: 3px", "padding-inline-start: 6px", "padding-left: 7px",
    "color: nonsense", "text-decoration: none", "text-decoration-color: red",
    "--tint: orange", "--tint: purple", "background-color: var(--tint)", "color: var(--tint, navy)",
)
CHANCE_CONDITIONS = (
    "@media (max-width: 500px)", "@media (min-width: 700px)",
    "@media (prefers-color-scheme: dark)", "@supports (display: grid)",
)


def chance_declarations(chance):
    chosen = chance.choices(CHANCE_DECLARATIONS, k=chance.randint(1, 3))
    return "; ".join(one + (" !important" if chance.random() < 0.2 else "") for one in chosen)


def chance_rule(chance):
    selectors = ", ".join(chance.choices(CHANCE_SELECTORS, k=chance.choice((1, 1, 1, 2))))
    rule = f"{selectors} {{ {chance_declarations(chance)} }}"
    if chance.random() < 0.35:
        return f"{chance.choice(CHANCE_CONDITIONS)} {{ {rule} }}"
    return rule


def chance_element(chance, depth):
    name = chance.choice(("p", "a", "div") if depth else ("div",))
    classes = chance.sample("abc", chance.randint(0, 2))
    tag = name + (f' class="{" ".join(classes)}"' if classes else "")
    if chance.random() < 0.1:
        tag += ' id="x"'
    if chance.random() < 0.1:
        tag += ' title="t"'
    if chance.random() < 0.25:
        tag += f' style="{chance_declarations(chance)}"'
    # An inline element may not hold a block without surprises, nor a link a link.
    inner = "text"
    if name == "div" and depth < 4:
        inner = "\n".join(chance_element(chance, depth + 1) for _ in range(chance.randint(0, 3)))
    return f"<{tag}>{inner}</{name}>"


def write_chance_pages(folder, seed, count):
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        rules = "\n".join(chance_rule(chance) for _ in range(chance.randint(3, 14)))
        body = "\n".join(chance_element(chance, 0) for _ in range(3))
        (folder / f"chance-{seed}-{number:04}.html").write_text(
            f"<!DOCTYPE html>\n<html><head><title>Chance</title><style>\n{rules}\n</style></head>\n"
            f"<body>\n{body}\n</body></html>\n")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.split("\n\n")[1].strip())
    inliner, what = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else str(CASES)
    with tempfile.TemporaryDirectory(prefix="broadsheet-pages-") as scratch:
        folder = pathlib.Path(what)
        if not folder.is_dir():
            seed, count = what.split(":")
            folder = pathlib.Path(scratch)
            write_chance_pages(folder, seed, int(count))
        count = failed = 0
        for _, problems in differences(inliner, folder):
            count += 1
            failed += bool(problems)
            for problem in problems[:10]:
                print(problem)
    print(f"{count - failed} pages look as before, {failed} do not")
    sys.exit(1 if failed or not count else 0)


if __name__ == "__main__":
    main()
