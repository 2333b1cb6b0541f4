#!/usr/bin/env python3
"""Takes pictures of rendered messages: phone and desk, light and dark.

    Tests/Checks/pictures.py CHROMIUM MESSAGES FOLDER [NAME ...]

MESSAGES holds .html files; FOLDER gets NAME-WIDTH-SCHEME.png for each, and a contact sheet for
each template. Nothing is loaded from the network: a drawing stands in for every picture.
"""

import pathlib
import re
import sys

from PIL import Image
from playwright.sync_api import sync_playwright

WIDTHS = (375, 800)
SCHEMES = ("light", "dark")
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
    if sys.argv[4:]:
        files = [file for file in files if any(name in file.stem for name in sys.argv[4:])]
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
    for template in sorted({file.stem.split("-")[0] for file in files}):
        sheet(folder, template)


def sheet(folder, template):
    """Puts the beginnings of a template's pictures side by side."""
    for scheme in SCHEMES:
        pictures = [
            Image.open(file) for width in WIDTHS
            for file in sorted(folder.glob(f"{template}-*-{width}-{scheme}.png"))]
        height, gap = 1500, 16
        canvas = Image.new(
            "RGB", (sum(picture.width + gap for picture in pictures) + gap, height), "#808080")
        x = gap
        for picture in pictures:
            canvas.paste(picture.crop((0, 0, picture.width, min(height, picture.height))), (x, 0))
            x += picture.width + gap
        canvas.save(folder / f"sheet-{template}-{scheme}.png")


if __name__ == "__main__":
    main()
