#!/usr/bin/env python3
"""Takes pictures of rendered messages: phone and desk, light and dark.

    Tests/Checks/pictures.py CHROMIUM MESSAGES FOLDER [DOCS]

MESSAGES holds .html files; FOLDER gets NAME-WIDTH-SCHEME.png for each. DOCS, when it is named, gets
the few that the documentation shows, small. Nothing is loaded from the network: a drawing stands in
for every picture.
"""

import pathlib
import re
import sys

from PIL import Image
from playwright.sync_api import sync_playwright

WIDTHS = (375, 800)
SCHEMES = ("light", "dark")
# What docs/gallery.md shows, and how much of the tallest.
SHOWN = {
    "digest": ("digest-five-375-light", "digest-five-375-dark", "digest-five-800-light"),
    "briefing": ("briefing-five-375-light", "briefing-five-375-dark", "briefing-five-800-light"),
    "plain": ("plain-five-375-light", "plain-five-375-dark", "plain-no-images-800-light"),
    "languages": (
        "digest-spanish-375-light", "briefing-spanish-375-dark", "digest-right-to-left-375-light",
        "briefing-right-to-left-375-dark"),
    "themes": (
        "digest-one-375-light", "digest-no-images-375-light", "briefing-long-words-375-light",
        "briefing-thirty-375-light"),
}
MOST = 1900
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="360" height="96"><circle cx="48" cy="48" r="40"
fill="#1f5f8b"/><path d="M16 56q16-16 32 0t32 0" stroke="#fff" stroke-width="7" fill="none"/><text x="106"
y="62" font-family="sans-serif" font-size="40" font-weight="700" fill="#1f5f8b">River Valley</text></svg>"""
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675" viewBox="0 0 1200 675">
<rect width="1200" height="675" fill="hsl({hue},45%,80%)"/><circle cx="880" cy="190" r="90"
fill="hsl({sun},80%,88%)"/><path d="M0 480L260 250 480 450 720 210 1200 560V675H0Z"
fill="hsl({hue},38%,48%)"/><path d="M0 560Q300 430 620 560T1200 520V675H0Z" fill="hsl({hue},42%,33%)"/></svg>"""


def draw(route):
    """Answers any request with a drawing."""
    address = route.request.url
    if address.startswith("file:"):
        return route.continue_()
    if "logo" in address:
        body = LOGO
    elif re.search(r"\.(jpe?g|png|gif)$", address):
        hue = sum(address.encode()) * 47 % 360
        body = PICTURE.format(hue=hue, sun=(hue + 50) % 360)
    else:
        return route.abort()
    return route.fulfill(body=body, content_type="image/svg+xml")


def open_browser(playwright, chromium):
    return playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])


def main():
    chromium, messages, folder = sys.argv[1:4]
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(pathlib.Path(messages).glob("*.html"))
    with sync_playwright() as playwright:
        browser = open_browser(playwright, chromium)
        for scheme in SCHEMES:
            for width in WIDTHS:
                page = browser.new_page(
                    viewport={"width": width, "height": 700}, color_scheme=scheme)
                page.route("**/*", draw)
                for file in files:
                    page.goto(file.resolve().as_uri())
                    page.screenshot(
                        path=folder / f"{file.stem}-{width}-{scheme}.png", full_page=True)
                page.close()
        browser.close()
    for docs in sys.argv[4:]:
        for name, pictures in SHOWN.items():
            sheet(folder, pictures, pathlib.Path(docs) / f"{name}.jpg")


def sheet(folder, names, file):
    """Puts pictures side by side, cut off at the bottom and made smaller."""
    pictures = [Image.open(folder / f"{name}.png").convert("RGB") for name in names]
    gap = 24
    height = min(MOST, max(picture.height for picture in pictures))
    width = sum(picture.width + gap for picture in pictures) + gap
    canvas = Image.new("RGB", (width, height + 2 * gap), "#9aa0a8")
    x = gap
    for picture in pictures:
        canvas.paste(picture.crop((0, 0, picture.width, min(height, picture.height))), (x, gap))
        x += picture.width + gap
    file.parent.mkdir(parents=True, exist_ok=True)
    canvas.resize((1000, 1000 * canvas.height // width), Image.LANCZOS).save(
        file, quality=80, optimize=True)


if __name__ == "__main__":
    main()
