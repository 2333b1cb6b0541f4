#!/usr/bin/env python3
"""Uses the studio as an editor does, in a real browser.

    Tests/Checks/studio.py PROGRAM [--pictures FOLDER]

An editor looks at an edition in every view, at phone and desktop width, where the desktop is light
and where it is dark, chooses a subscriber, reads the lint; then edits a template, an introduction
and the configuration, breaks it and mends it, and sees the page follow without touching it. Each
page must have no serious finding of axe, fit 320 pixels and load nothing from elsewhere; the store
must hold the same as before. With --pictures each page is kept as a PNG. Exits 1 when a claim does
not hold. It needs chromium, and what requirements.txt names.
"""

import argparse
import contextlib
import io
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Error, sync_playwright

from browser import BROWSERS, DEADLINE, REPOSITORY, answers, free_port, wait_for
from claims import Checks
from program import Federation

WIDTHS = {"phone": 375, "desktop": 1280}
NARROWEST = 320
SCHEMES = ("light", "dark")
READER = "rvasquelle@example.org"
# What does not fit its cell in a table whose overflow is hidden.
CUT = """[...document.querySelectorAll('.overview td, .overview th')]
  .filter(cell => cell.scrollWidth > cell.clientWidth).map(cell => cell.innerText)"""
# How long a page may take to follow a change, in milliseconds; alone it takes less than a second.
PATIENCE = 20_000


class Workshop:
    """The sample federation with stories, and its studio."""

    def __init__(self, make, folder):
        self.folder = folder
        shutil.copytree(
            REPOSITORY / "Examples", folder,
            ignore=shutil.ignore_patterns("broadsheet.*", "preview", "caught"))
        self.federation = make(folder)
        self.url = f"http://127.0.0.1:{free_port()}"
        self.configuration = folder / "config.json"
        settings = json.loads(self.configuration.read_text())
        settings["studio"] = {"listen": self.url.removeprefix("http://")}
        self.configuration.write_text(json.dumps(settings, indent=2))
        self.process = None

    def __enter__(self):
        self.process = self.federation.start("serve")
        wait_for(lambda: answers(self.url + "/studio.css"), "the studio answers")
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(DEADLINE)

    def stop(self):
        """Asks the studio to end, and says in how many seconds it did."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(DEADLINE)
        return time.monotonic() - start

    def settle(self):
        """Waits until no page comes anew for what was written to the store."""
        files = [self.folder / "broadsheet.sqlite", self.folder / "broadsheet.sqlite-wal"]
        wait_for(
            lambda: all(
                time.time() - file.stat().st_mtime > 2 for file in files if file.exists()),
            "the store is quiet")

    def dump(self):
        with contextlib.closing(
                sqlite3.connect(f"file:{self.folder}/broadsheet.sqlite?mode=ro", uri=True)) as store:
            return list(store.iterdump())


class Look:
    """An editor's browser, of one width, on a desktop of one scheme."""

    def __init__(self, checks, shop, browser, width, scheme, pictures):
        self.checks, self.shop, self.pictures = checks, shop, pictures
        self.name = f"{width}, {scheme}"
        self.slug = f"{width}-{scheme}"
        self.width = WIDTHS[width]
        self.strangers = []
        self.context = browser.new_context(
            color_scheme=scheme, locale="en-US", viewport={"width": self.width, "height": 900})
        self.context.on("request", self.note)
        self.page = self.context.new_page()

    def note(self, request):
        if not request.url.startswith((self.shop.url + "/", "data:")):
            self.strangers.append(request.url)

    def claim(self, words, problems):
        self.checks.claim(f"studio ({self.name}): {words}", problems)

    def equal(self, words, found, wanted):
        self.checks.equal(f"studio ({self.name}): {words}", found, wanted)

    def open(self, path, name, status=200):
        answer = self.page.goto(self.shop.url + path)
        self.equal(f"{name} is answered with {status}", answer.status, status)
        self.look(name)

    def follow(self, link, name):
        # A click right after a page was scrolled may fall on the frame that was there before.
        self.page.evaluate("scrollTo(0, 0)")
        self.page.wait_for_timeout(150)
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link, exact=True).first.click()
        self.look(name)

    def look(self, name):
        """What holds for any page."""
        self.page.wait_for_load_state()
        if self.pictures:
            self.page.screenshot(path=self.pictures / f"{self.slug}-{name}.png", full_page=True)
        self.claim(f"{name}: axe finds nothing serious", self.findings())
        self.claim(f"{name}: it fits {NARROWEST} pixels and its own width", self.overflows())

    def findings(self):
        for finding in Axe().run(self.page).response["violations"]:
            if finding["impact"] in ("serious", "critical"):
                for node in finding["nodes"]:
                    yield f"{finding['id']}: {node['html']}"

    def overflows(self):
        for width in (NARROWEST, self.width):
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                yield f"{wide} pixels wide at {width}"
            yield from (f"'{words}' is cut at {width}" for words in self.page.evaluate(CUT))

    def text(self):
        return self.page.locator("main").inner_text()

    def says(self, words):
        self.equal(f"the page says '{words}'", words in self.text(), True)

    def follows(self, words, change):
        """The page says something else after a change, and nobody touched it."""
        place = self.page.get_by_text(words).first
        try:
            self.equal(f"'{words}' does not stand there before", place.count(), 0)
            change()
            place.wait_for(timeout=PATIENCE)
            self.equal(f"the page follows: '{words}'", place.is_visible(), True)
        except Error as error:
            self.claim(f"the page follows: '{words}'", [error.message.splitlines()[0]])

    def ground(self):
        """How light the sheet of the message is, as it is painted, below its head: 0 to 255."""
        frame = self.page.locator("iframe")
        frame.scroll_into_view_if_needed()
        self.page.wait_for_timeout(300)
        image = Image.open(io.BytesIO(frame.screenshot())).convert("L")
        # Of a wide frame a phone shows the left part; the sheet begins at 100 there.
        tones = sorted(
            image.getpixel((x, y)) for x in range(120, 300, 3)
            for y in range(image.height // 2, image.height - 40, 7))
        return tones[len(tones) // 2]


def views(look):
    """Every view of an edition, by its links."""
    look.open("/", "overview")
    look.says("River Valley Nurses United")
    look.page.locator("[data-verdict] .tag").first.wait_for(timeout=DEADLINE * 1000)
    look.follow("River Valley Nurses United", "phone")
    look.says("Harlow Memorial Nurses Ratify First Contract")
    look.equal("nothing has to be mended", look.page.locator("#lint .tag").inner_text(), "nothing to mend")
    for view, width in (("Phone", 375), ("Desktop", 800)):
        look.follow(view, f"{view.lower()}-light")
        frame = look.page.locator("iframe")
        look.equal(f"the frame of {view} is {width} wide", round(frame.bounding_box()["width"]), width)
        look.equal(f"{view}, light: the sheet is light", look.ground() > 200, True)
        look.follow("Dark", f"{view.lower()}-dark")
        look.equal(f"{view}, dark: the sheet is dark", look.ground() < 60, True)
        look.equal("the frame stays as wide", round(frame.bounding_box()["width"]), width)
        look.follow("Light", f"{view.lower()}-light-again")
        look.equal(f"{view}, light again: the sheet is light", look.ground() > 200, True)
    look.follow("Text", "text")
    look.says("48 Wharf Street")
    look.follow("Source", "source")
    look.says("<!DOCTYPE html")
    look.follow("Headers", "headers")
    look.says("List-Unsubscribe")


def reader(look):
    """A subscriber, one who is on no list, and what is no address."""
    look.open("/nurses", "phone-again")
    offered = look.page.locator("datalist option").first.get_attribute("value")
    look.equal("people of the list are offered", "@" in offered, True)
    for typed, words, name in (
            (READER, f"to {READER}", "reader"),
            ("stranger@example.org", "stranger@example.org is not on this list", "stranger"),
            ("rosa <b>at</b> home", "is not an email address", "no-address")):
        look.page.get_by_label("As", exact=True).fill(typed)
        with look.page.expect_navigation():
            look.page.get_by_role("button", name="Show").click()
        look.look(name)
        look.says(words)
    look.follow("Clear", "cleared")
    look.says("to a reader who has had no story yet")
    look.open("/nursess", "unknown", 404)
    look.says("Did you mean nurses?")


def links(look):
    """Links of a message open beside, and nothing in it runs."""
    look.open("/nurses", "links")
    frame = look.page.frame_locator("iframe")
    with look.context.expect_page() as opened:
        frame.get_by_role("link", name="Harlow Memorial Nurses Ratify").first.click()
    look.equal("a link opens beside", look.page.url, look.shop.url + "/nurses")
    opened.value.close()
    # The address that was asked for there is not ours, and no answer came from anywhere.
    look.strangers = [url for url in look.strangers if not url.startswith("https://www.rivervalley.example/")]


def changes(look):
    """The page follows the files."""
    folder = look.shop.folder
    layout = (REPOSITORY / "Templates/digest/layout.mustache").read_text()
    own = folder / "Templates/nurses"
    configuration = look.shop.configuration.read_text()
    introduction = (folder / "Editions/nurses.md").read_text()

    look.open("/nurses?view=text", "following")
    look.follows("A word from the studio", lambda: (folder / "Editions/nurses.md").write_text(
        introduction.replace("Dear colleagues", "A word from the studio, dear colleagues")))
    look.follows("A Nurse's Own Letter", lambda: look.shop.configuration.write_text(
        configuration.replace("River Valley Nurses United", "A Nurse's Own Letter")))
    look.open("/nurses", "following-lint")
    look.follows("[NAME]", lambda: (own.mkdir(parents=True), (own / "subject.mustache").write_text("Hello [NAME]")))
    look.says("'send' keeps this edition back")
    look.look("lint-error")
    look.follows("nothing is called 'titel'", lambda: (own / "layout.mustache").write_text(
        layout.replace("{{subject}}", "{{titel}}", 1)))
    look.says("layout.mustache line")
    look.look("broken-template")
    look.follows("nothing to mend", lambda: shutil.rmtree(own))
    look.follows("One thing to mend", lambda: look.shop.configuration.write_text(
        configuration.replace('"transit"', '"transit",,', 1)))
    look.says("config.json line")
    look.look("broken-configuration")
    look.follows("nothing to mend", lambda: look.shop.configuration.write_text(configuration))
    look.follows("'---' that opens the head", lambda: (folder / "Editions/nurses.md").write_text(
        "---\nsubject: Half a head\n"))
    look.look("broken-introduction")
    look.follows("Half a head no more", lambda: (folder / "Editions/nurses.md").write_text(
        "---\nsubject: Half a head no more\n---\n" + introduction))
    (folder / "Editions/nurses.md").write_text(introduction)


def opens(checks, shop):
    """'preview --open' hands the page to what $BROWSER names."""
    program = shop.folder / "my browser"
    program.write_text('#!/bin/sh\nprintf "%s" "$1" > opened.txt\n')
    program.chmod(0o700)
    link = shop.folder / "browser"
    link.symlink_to(program)
    for name, said in ((str(link), None), ("/nowhere/at/all", "open it yourself")):
        environment = {**shop.federation.settings, "BROWSER": name, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
        done = subprocess.run(
            [shop.federation.program, "preview", "nurses", "--open"], cwd=shop.folder,
            env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)
        checks.equal(f"preview --open with {pathlib.Path(name).name} ends well", done.returncode, 0)
        if said:
            checks.equal("preview --open says where the page is", said in done.stderr, True)
    opened = shop.folder / "opened.txt"
    checks.equal(
        "preview --open hands over the page", opened.read_text() if opened.exists() else "",
        (shop.folder / "preview/nurses.html").as_uri())


def taken(checks, shop):
    """Two studios cannot have one port."""
    try:
        shop.federation.run("serve")
    except RuntimeError as error:
        words = str(error)
    else:
        words = "it ended well"
    checks.equal("a studio whose port is taken says so", "the studio cannot listen on" in words, True)


def check(checks, make, scratch, pictures=None):
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright, Workshop(make, scratch / "studio") as shop:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])

        def visit(width, scheme, *ways):
            look = Look(checks, shop, browser, width, scheme, pictures)
            try:
                for way in ways:
                    way(look)
            except Error as error:
                look.claim("the visit comes to its end", [error.message])
            look.claim("nothing is loaded from elsewhere", look.strangers)
            look.context.close()

        visit("desktop", "light", lambda look: (
            look.open("/", "before-fetch"),
            look.says("No stories have been read yet."),
            checks.equal(
                "a studio makes no store", (shop.folder / "broadsheet.sqlite").exists(), False),
            look.follows("If they were sent now", lambda: shop.federation.run("fetch"))))
        shop.settle()
        before = shop.dump()
        for width in WIDTHS:
            for scheme in SCHEMES:
                visit(width, scheme, views)
        for width in WIDTHS:
            visit(width, "light", reader)
        visit("desktop", "dark", links, changes)
        opens(checks, shop)
        taken(checks, shop)
        checks.equal("the store holds what it held before", shop.dump() == before, True)
        page = browser.new_page()
        page.goto(shop.url)
        checks.equal("a studio ends at once, whoever looks at it", shop.stop() < 5, True)
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--pictures", type=pathlib.Path)
    wanted = parser.parse_args()
    if wanted.pictures:
        wanted.pictures.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    with tempfile.TemporaryDirectory() as scratch:
        check(
            checks, lambda folder: Federation(os.path.abspath(wanted.program), folder),
            pathlib.Path(scratch), wanted.pictures)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
