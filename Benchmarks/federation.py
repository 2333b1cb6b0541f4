"""A federation of one affiliate with a personalised template, whose edition is frozen once.

Freezing takes its own time, so it is done beforehand: `send` against a port where nobody listens
freezes the edition, finds no server and leaves all for later (exit 75). A copy of that database is
put back before each measured `send`, which so does nothing but send.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys

import measure
import postfix

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
AFFILIATE = "a000"
# How near the message's size must be to the wanted one.
TOLERANCE = 0.02


class Federation:
    """A folder with a configuration and a list, and the program to run in it."""

    def __init__(self, program, folder, *, subscribers, stories):
        self.program, self.folder = pathlib.Path(program).resolve(), pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        subprocess.run(
            [sys.executable, REPOSITORY / "Benchmarks/make-federation", self.folder,
             "--affiliates", "1", "--stories", str(stories), "--subscribers", str(subscribers)],
            check=True)
        self.subscribers = subscribers
        self.write_template()
        self.run("init", ".")

    def run(self, *arguments, codes=(0,)):
        return measure.run([self.program, *arguments], folder=self.folder, codes=codes)

    def json(self, *arguments):
        return json.loads(self.run(*arguments, "--json").output)

    # The template that ships, with a greeting by name in both parts.

    def write_template(self):
        folder = self.folder / "Templates/personal"
        shutil.copytree(REPOSITORY / "Templates/digest", folder)
        greeting = "Dear {{#subscriber}}{{name}}{{/subscriber}},"
        insert(folder / "text.mustache", r"(?m)^=+\n", rf"\g<0>\n{greeting}\n")
        insert(
            folder / "layout.mustache", r"(?m)^ *\{\{#introduction\}\}\n",
            rf'<tr><td style="padding:24px 24px 0"><p>{greeting}</p></td></tr>\n\g<0>')
        self.configure(digest={"backlog": "all", "template": "personal"})

    def configure(self, **settings):
        """Replaces parts of the configuration."""
        file = self.folder / "config.json"
        configuration = json.loads(file.read_text()) | settings
        file.write_text(json.dumps(configuration, indent=2) + "\n")

    def send_to(self, port, sessions, **settings):
        """From now on mail goes there; each session carries as many as there are."""
        server = {
            "url": f"smtp://127.0.0.1:{port}", "sessions": sessions,
            "messagesPerSession": self.subscribers, "stayFor": "0m"}
        self.configure(smtp=server | settings)

    # The size of a message.

    def fill_up(self, octets):
        """Adds an introduction that makes each message as long as wanted."""
        words = 0
        for _ in range(4):
            lacking = octets - self.write_introduction(words)
            if abs(lacking) <= octets * TOLERANCE / 4:
                break
            # A word of five letters and a space stands in the text and in the HTML part.
            words += lacking // 12
        size = len(self.sample())
        if abs(size - octets) > octets * TOLERANCE:
            raise SystemExit(f"a message has {size} octets, not {octets}")
        return size

    def write_introduction(self, words):
        text = "\n\n".join(
            " ".join(["words"] * min(60, words - start)) for start in range(0, words, 60))
        file = self.folder / f"Editions/{AFFILIATE}.md"
        file.parent.mkdir(exist_ok=True)
        if text:
            file.write_text(text + "\n")
        return len(self.sample())

    def sample(self):
        """The octets of one reader's message."""
        list_file = self.folder / f"Lists/{AFFILIATE}.csv"
        address = list_file.read_text().splitlines()[-1].split(",")[0]
        self.run("preview", AFFILIATE, "--subscriber", address, "--output", "preview")
        return (self.folder / f"preview/{AFFILIATE}.eml").read_bytes()

    # Freezing once and sending often.

    def freeze(self):
        """Freezes the edition without sending any of it."""
        self.send_to(postfix.free_port(), sessions=1)
        frozen = self.run("send", codes=(75,))
        shutil.copyfile(self.database, self.folder / "frozen")
        return frozen

    def thaw(self):
        """Puts back the database as it was when the edition was frozen."""
        for end in ("-wal", "-shm"):
            pathlib.Path(f"{self.database}{end}").unlink(missing_ok=True)
        shutil.copyfile(self.folder / "frozen", self.database)

    @property
    def database(self):
        return self.folder / "broadsheet.sqlite"

    def send(self):
        """One whole send of the frozen edition; all of it must be accepted."""
        done = self.run("send")
        edition = self.json("log", "balance")["editions"][0]
        if edition["accepted"] != self.subscribers or not edition["balanced"]:
            raise SystemExit(f"not all was sent: {edition}")
        return done


def insert(file, pattern, replacement):
    text, count = re.subn(pattern, replacement, file.read_text(), count=1)
    if not count:
        raise SystemExit(f"{file} has no place for the greeting")
    file.write_text(text)
