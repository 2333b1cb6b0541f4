"""What others make of the gallery's messages: HTML parsers, a browser, an accessibility checker, a
spam filter.

It checks the recorded messages of Tests/ComposerTests/Snapshots/gallery, which the Swift tests hold
to what the program makes.
"""

import json
import pathlib
import re
import shutil
import subprocess

GALLERY = (
    pathlib.Path(__file__).resolve().parent.parent / "ComposerTests" / "Snapshots" / "gallery")
NARROWEST = 320
# What a thumb finds (WCAG 2.2, 2.5.5).
SMALLEST_BUTTON = 44
BUTTONS = """[...document.querySelectorAll('.button-link')]
  .map(link => link.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"""
SPAM_LIMIT = 1.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def check(checks):
    """Adds the claims about every message of the gallery."""
    pages = sorted(GALLERY.glob("*.html"))
    checks.equal("gallery: there are messages", len(pages) >= 24, True)
    checks.claim("gallery: html5lib finds no error", each(pages, parser_errors))
    checks.claim("gallery: tidy finds no error", each(pages, tidy_errors))
    checks.claim(
        f"gallery: SpamAssassin gives less than {SPAM_LIMIT}", spam(sorted(GALLERY.glob("*.eml"))))
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        checks.claim("gallery: there is a browser to look with", ["none of chromium is installed"])
        return
    wide, small, findings = look(browser, pages)
    checks.claim(f"gallery: nothing is wider than {NARROWEST} pixels", wide)
    checks.claim(f"gallery: buttons are {SMALLEST_BUTTON} pixels high, all of which lead on", small)
    checks.claim("gallery: axe finds nothing serious, in light and in dark", findings)


def each(files, function):
    return (f"{file.name}: {problem}" for file in files for problem in function(file))


def parser_errors(file):
    import html5lib

    parser = html5lib.HTMLParser(strict=False)
    parser.parse(file.read_text(encoding="utf-8"))
    for (line, _), code, facts in parser.errors:
        yield f"line {line}: {code} {facts or ''}".strip()


def tidy_errors(file):
    done = subprocess.run(
        ["tidy", "-quiet", "-errors", "--show-warnings", "no", "-utf8", str(file)],
        capture_output=True, encoding="utf-8", timeout=60, check=False)
    return done.stderr.splitlines() if done.returncode == 2 else []


def spam(files):
    """Local rules alone: what the network says of a sender is no matter of a template."""
    # One start for all: the program takes longer to wake than to read a message.
    mailbox = b"".join(
        b"From check Fri Nov 20 09:00:00 2026\n"
        + re.sub(rb"^(>*From )", rb">\1", file.read_bytes().replace(b"\r\n", b"\n"), flags=re.M)
        + b"\n\n" for file in files)
    done = subprocess.run(
        ["spamassassin", "-L", "-t", "--mbox"], input=mailbox, capture_output=True, timeout=300,
        check=False)
    scores = re.findall(
        r"^X-Spam-Status: \w+, score=(-?[\d.]+).*?tests=(.*?)autolearn",
        done.stdout.decode("utf-8", "replace"), re.S | re.M)
    if len(scores) != len(files):
        yield f"there are {len(scores)} scores for {len(files)} messages"
    for file, (score, rules) in zip(files, scores):
        if float(score) >= SPAM_LIMIT:
            yield f"{file.name}: {score} for {' '.join(rules.split())}"


def look(browser, pages):
    """What is too wide or too small on a small phone, and what axe says."""
    import axe_playwright_python
    from playwright.sync_api import sync_playwright

    axe = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
    wide, small, findings = [], [], []
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = program.new_page(
                viewport={"width": NARROWEST, "height": 640}, color_scheme=scheme)
            # Pictures are not loaded: the message must do without them.
            page.route(re.compile("^https?:"), lambda route: route.abort())
            for file in pages:
                page.goto(file.as_uri())
                width = page.evaluate("document.scrollingElement.scrollWidth")
                if width > NARROWEST:
                    wide.append(f"{file.name}, {scheme}: {width} pixels")
                small += [
                    f"{file.name}, {scheme}: a button of {size} pixels"
                    for size in page.evaluate(BUTTONS) if size < SMALLEST_BUTTON]
                page.evaluate(axe)
                result = page.evaluate("axe.run({resultTypes: ['violations']})")
                findings += [
                    f"{file.name}, {scheme}: {finding['id']}: {json.dumps(node['target'])}"
                    for finding in result["violations"]
                    if finding["impact"] in ("serious", "critical") for node in finding["nodes"][:2]]
            page.close()
        program.close()
    return wide, small, findings
