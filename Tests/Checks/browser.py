#!/usr/bin/env python3
"""Uses the public site as a reader does, in a real browser, and reads the mail it brings.

    Tests/Checks/browser.py PROGRAM [--pictures FOLDER]

A reader signs up, confirms from the letter, changes language, lists and address, leaves, takes it
back, leaves by one click and finds the way again, meets what is refused, and does much of it in
Spanish; at phone and desktop width, with JavaScript off and on. Each page must have no finding of
axe in light or dark, fit the width and load nothing from elsewhere. With --pictures each page is
kept as a PNG, light and dark. Exits 1 when a claim does not hold. It needs chromium, and what
requirements.txt names.
"""

import argparse
import email
import email.policy
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

from claims import Checks
from program import Federation

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = {"phone": 375, "desktop": 1024}
SCHEMES = ("light", "dark")
NARROWEST = 320
DEADLINE = 30


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class House:
    """The sample federation with its site and a mail catcher, all on loopback."""

    def __init__(self, make, folder):
        self.folder = folder
        shutil.copytree(
            REPOSITORY / "Examples", folder,
            ignore=shutil.ignore_patterns("broadsheet.*", "preview", "caught"))
        self.federation = make(folder)
        self.mail, self.web = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.web}"
        self.configure()
        self.running = []

    def configure(self):
        file = self.folder / "config.json"
        settings = json.loads(file.read_text())
        settings["smtp"] = {"url": f"smtp://127.0.0.1:{self.mail}"}
        settings["site"] = {"url": self.url, "listen": f"127.0.0.1:{self.web}"}
        file.write_text(json.dumps(settings))
        self.affiliates = [entry["id"] for entry in settings["affiliates"]]

    def __enter__(self):
        self.running = [
            self.federation.start("catch", "--port", str(self.mail), "--folder", "caught"),
            self.federation.start("serve")]
        wait_for(lambda: answers(f"{self.url}/healthz"), "the site answers")
        return self

    def __exit__(self, *_):
        for process in reversed(self.running):
            process.send_signal(signal.SIGTERM)
            process.wait(DEADLINE)

    def letters(self, address):
        """What was caught for an address, oldest first."""
        files = sorted((self.folder / "caught").rglob("*.eml"), key=os.path.getmtime)
        for file in files:
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            if message["To"].addresses[0].addr_spec == address:
                yield message

    def next_letter(self, address, known):
        """The letter after those that are known, as soon as it has come."""
        def found():
            return list(self.letters(address))[known:]
        wait_for(found, f"a letter comes to {address}")
        return found()[0]

    def lists(self, address):
        """The lists that a person is on, by what the program says."""
        person = self.federation.json("lists", "show", address)
        return sorted(entry["affiliate"] for entry in person["subscriptions"]
                      if entry["status"] == "confirmed")


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_for(ready, words):
    end = time.monotonic() + DEADLINE
    while not ready():
        if time.monotonic() > end:
            raise RuntimeError(f"waited {DEADLINE} s in vain until {words}")
        time.sleep(0.05)


def text_of(message):
    return message.get_body(("plain",)).get_content()


def link(message, kind):
    """The link of one kind (u, s, l) in the text part."""
    return re.search(rf"http://\S+/{kind}/[\w.-]+", text_of(message)).group()


class Visit:
    """One reader with one kind of browser."""

    def __init__(self, checks, house, browser, width, scripts, pictures):
        self.checks, self.house, self.pictures = checks, house, pictures
        self.name = f"{width}, JavaScript {'on' if scripts else 'off'}"
        self.slug = f"{width}-{'js' if scripts else 'nojs'}"
        self.scripts, self.width = scripts, WIDTHS[width]
        self.address = f"ana.{self.slug}@example.org"
        self.known = 0
        self.strangers = []
        self.context = browser.new_context(
            java_script_enabled=scripts, locale="en-US",
            viewport={"width": self.width, "height": 900})
        self.context.on("request", self.note)
        self.page = self.context.new_page()

    def note(self, request):
        if not request.url.startswith(self.house.url) and "rivervalley" not in request.url:
            self.strangers.append(request.url)

    def claim(self, words, problems):
        self.checks.claim(f"site ({self.name}): {words}", problems)

    def equal(self, words, found, wanted):
        self.checks.equal(f"site ({self.name}): {words}", found, wanted)

    def open(self, url, name, status=200):
        answer = self.page.goto(url)
        self.equal(f"{name} is answered with {status}", answer.status, status)
        self.look(name)

    def press(self, button, name, status=200):
        """Presses a button or follows a link that looks like one, and looks at what comes."""
        control = self.page.get_by_role("button", name=button, exact=True).or_(
            self.page.get_by_role("link", name=button, exact=True))
        with self.page.expect_navigation() as navigation:
            control.first.click()
        self.equal(f"{name} is answered with {status}", navigation.value.status, status)
        self.look(name)

    def look(self, name):
        """What holds for any page."""
        # Without JavaScript no page can be asked; it is the same page.
        if self.scripts:
            for scheme in SCHEMES:
                self.page.emulate_media(color_scheme=scheme)
                self.claim(f"{name}, {scheme}: axe finds nothing", self.findings())
            self.claim(f"{name}: it fits {NARROWEST} pixels and its own width", self.overflows())
        if self.pictures:
            for scheme in SCHEMES:
                self.page.emulate_media(color_scheme=scheme)
                self.page.screenshot(
                    path=self.pictures / f"{self.slug}-{name}-{scheme}.png", full_page=True)
        self.page.emulate_media(color_scheme=SCHEMES[0])

    def findings(self):
        for finding in Axe().run(self.page).response["violations"]:
            for node in finding["nodes"]:
                yield f"{finding['id']}: {node['html']}"

    def overflows(self):
        for width in (NARROWEST, self.width):
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                yield f"{wide} pixels wide at {width}"

    def says(self, words):
        self.equal(
            f"the page says '{words}'", words in self.page.locator("main").inner_text(), True)

    def letter(self):
        message = self.house.next_letter(self.address, self.known)
        self.known += 1
        return message


def sign_up(visit):
    visit.open(visit.house.url, "home")
    visit.press("Sign up", "sign-up")
    # Browsers take it for an address.
    visit.page.get_by_label("Your email address").fill("ana.@example.org")
    for name in visit.house.affiliates[:2]:
        visit.page.locator(f"input[name=lists][value={name}]").check()
    visit.press("Sign up", "sign-up-mistake", 422)
    visit.says("does not look like an email address")
    visit.page.get_by_label("Your email address").fill("ana@gmial.com")
    visit.press("Sign up", "sign-up-slip", 422)
    visit.says("did you mean ana@gmail.com?")
    visit.equal("the entry is kept", visit.page.get_by_label("Your email address").input_value(),
                "ana@gmial.com")
    visit.page.get_by_label("Your email address").fill(visit.address)
    visit.page.get_by_label("Your name").fill("Ana Núñez")
    visit.press("Sign up", "sign-up-sent")
    visit.says("Please look in your mail")
    visit.equal("nobody is on a list before they confirm", visit.house.lists(visit.address), [])


def confirm(visit):
    message = visit.letter()
    visit.equal("a letter has no List-* header", [k for k in message if k.startswith("List-")], [])
    visit.open(link(message, "l"), "confirm")
    visit.equal("looking confirms nothing", visit.house.lists(visit.address), [])
    visit.press("Yes, sign me up", "confirmed")
    visit.says("You are on the list")
    visit.equal(
        "who confirmed is on both lists", visit.house.lists(visit.address),
        sorted(visit.house.affiliates[:2]))


def change(visit):
    """Preferences from an edition's link, then all lists by a letter."""
    message = visit.letter()
    visit.open(link(message, "s"), "subscription")
    visit.page.get_by_label("Language of our messages to you").select_option("es")
    visit.press("Save", "subscription-saved")
    visit.open(link(message, "s") + "?lang=en", "subscription-again")
    visit.press("Send me a link to all my lists", "link-sent")
    letter = visit.letter()
    visit.equal("the letter is in the chosen language", letter["Content-Language"] in (None, "es"), True)
    visit.open(link(letter, "l") + "?lang=en", "choices")
    last = visit.house.affiliates[2]
    visit.page.locator(f"input[name=lists][value={visit.house.affiliates[1]}]").uncheck()
    visit.page.locator(f"input[name=lists][value={last}]").check()
    visit.press("Save my choices", "choices-saved")
    visit.equal(
        "the lists are those that were chosen", visit.house.lists(visit.address),
        sorted([visit.house.affiliates[0], last]))
    return message


def leave(visit, message):
    url = link(message, "u")
    first = visit.house.affiliates[0]
    visit.open(url + "?lang=en", "leave")
    visit.equal("the page does not show the whole address",
                visit.address in visit.page.content(), False)
    visit.equal("looking leaves nothing", first in visit.house.lists(visit.address), True)
    visit.press("Leave this list", "left")
    visit.equal("who left is off the list", first in visit.house.lists(visit.address), False)
    visit.press("Undo: put me back", "undone")
    visit.equal("who undid it is back", first in visit.house.lists(visit.address), True)
    visit.open(url + "?lang=en", "leave-again")
    visit.press("Leave this list", "left-again")
    visit.press("Too many messages", "reason")
    visit.says("Thank you")
    visit.equal("who gave a reason stays away", first in visit.house.lists(visit.address), False)
    visit.open(url + "?lang=en", "gone")


def find_and_move(visit):
    """Moves to another address and back.

    Returns the link to all lists, and that of a letter to the other address.
    """
    visit.open(visit.house.url + "/find?lang=en", "find")
    visit.page.get_by_label("Your email address").fill(visit.address)
    visit.press("Send me the link", "find-sent")
    choices = link(visit.letter(), "l")
    visit.open(choices + "?lang=en", "choices-found")
    before = visit.house.lists(visit.address)
    known, old, visit.address = visit.known, visit.address, f"new.{visit.address}"
    visit.page.get_by_label("Your new email address").fill(visit.address)
    visit.press("Change my address", "address-asked")
    visit.known = 0
    move = link(visit.letter(), "l")
    visit.open(move + "?lang=en", "move")
    visit.press("Yes, use this address", "moved")
    visit.equal("the new address has the lists", visit.house.lists(visit.address), before)
    visit.equal("the old one has none", visit.house.lists(old), [])

    visit.address, visit.known, new = old, known, visit.address
    letter = visit.letter()
    visit.equal("the former address learns nothing of the new one but its domain",
                new in text_of(letter), False)
    visit.open(link(letter, "l") + "?lang=en", "move-back")
    visit.press("Yes, move it back", "moved-back")
    visit.equal("the lists are back at the former address", visit.house.lists(old), before)
    visit.equal("and the new one has none", visit.house.lists(new), [])
    visit.house.federation.run("subscriber", "erase", new)
    return choices, move


def in_spanish(visit, choices, expired):
    for path in ("", "/subscribe", "/find"):
        visit.open(f"{visit.house.url}{path}?lang=es", f"es{path.replace('/', '-')}")
        visit.equal(f"{path or '/'} says that it is Spanish",
                    visit.page.locator("html").get_attribute("lang"), "es")
    visit.open(choices + "?lang=es", "es-choices")
    visit.press("Guardar mis preferencias", "es-choices-saved")
    visit.page.get_by_label("Su nuevo correo electrónico").fill("ana.@example.org")
    visit.press("Cambiar mi dirección", "es-choices-mistake", 422)
    visit.open(expired + "?lang=es", "es-expired", 410)

    last = visit.house.affiliates[2]
    visit.house.federation.run("send", last)
    message = visit.letter()
    visit.open(link(message, "s") + "?lang=es", "es-subscription")
    visit.press("Guardar", "es-subscription-saved")
    visit.open(link(message, "u") + "?lang=es", "es-leave")
    visit.press("Darme de baja de esta lista", "es-left")
    visit.press("Deshacer: quiero seguir", "es-undone")
    visit.equal("who undid it in Spanish is back", last in visit.house.lists(visit.address), True)
    visit.open(link(message, "u") + "?lang=es", "es-leave-again")
    visit.press(re.compile("^Darme de baja de todas"), "es-left-all")
    visit.press("Demasiados mensajes", "es-reason")
    visit.open(link(message, "u") + "?lang=es", "es-gone")


def refused(visit, choices, expired):
    """Pages that say no."""
    visit.open(visit.house.url + "/nowhere?lang=en", "not-found", 404)
    visit.open(expired + "?lang=en", "expired", 410)
    visit.open(choices + "?lang=en", "choices-last")
    for _ in range(60):
        if post(choices, action="save") == 429:
            break
    visit.press("Save my choices", "too-many", 429)
    visit.says("Please wait a little")


def post(url, **fields):
    """The status of a form that is sent without a browser."""
    try:
        data = urllib.parse.urlencode(fields).encode()
        with urllib.request.urlopen(url, data, timeout=DEADLINE) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def journey(visit):
    sign_up(visit)
    confirm(visit)
    visit.house.federation.run("send", visit.house.affiliates[0])
    message = change(visit)
    leave(visit, message)
    choices, expired = find_and_move(visit)
    in_spanish(visit, choices, expired)
    refused(visit, choices, expired)
    visit.claim("nothing is loaded from elsewhere", visit.strangers)
    visit.context.close()


def check(checks, make, scratch, pictures=None):
    """Every journey; each has a federation of its own."""
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width in WIDTHS:
            for scripts in (False, True):
                folder = scratch / f"browser-{width}-{scripts}"
                with House(make, folder) as house:
                    house.federation.run("fetch")
                    try:
                        journey(Visit(checks, house, browser, width, scripts, pictures))
                    except Error as error:
                        raise RuntimeError(f"{width}: {error.message}") from error
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
