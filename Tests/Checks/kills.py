"""Kills a sender again and again, and compares its log with the mail server's own record."""

import collections
import random
import signal
import subprocess
import time

import crowd
from mailserver import MailServer

SESSIONS = 8
DOT_DELAY = 0.02
# More than these are not sent between a moment and the kill that follows it.
MOST_BEHIND_THE_MOMENT = 80


class Killing:
    """One edition, sent by program after program, each killed at a random moment."""

    def __init__(self, checks, federation, server, readers, seed):
        self.checks, self.federation, self.server = checks, federation, server
        self.readers = readers
        self.dice = random.Random(seed)
        # How many deliveries each kill left handed over, their answers unknown.
        self.left_open = []
        self.name = f"kills (seed {seed})"

    def kill(self, kills_left):
        """Starts a sender and kills it, early enough that something remains for the others."""
        taken = len(self.server.taken)
        share = (self.readers - taken - MOST_BEHIND_THE_MOMENT) // kills_left
        moment = taken + self.dice.randint(0, max(0, share))
        # Every fifth dies early, maybe before it has a session.
        patience = self.dice.uniform(0, 0.3) if self.dice.random() < 0.2 else 60
        sender = self.federation.start("send", "--quiet")
        end = time.monotonic() + patience
        while sender.poll() is None and len(self.server.taken) < moment and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(self.dice.uniform(0, 0.03))
        sender.send_signal(signal.SIGKILL)
        sender.wait()
        self.server.wait_until_quiet()
        return sender.returncode == -signal.SIGKILL

    def examine(self):
        """The accounts right after a kill."""
        account, states = self.account()
        if account is None:
            return 0
        taken = {recipient for recipient, _ in self.server.taken}
        accepted, doubtful = states["accepted"], states["handedOver"] | states["uncertain"]
        # What earlier kills left open may still stand as handed over: an early kill comes before
        # the sender has looked.
        left = len(doubtful) - sum(self.left_open)
        number = len(self.left_open) + 1
        self.checks.equal(f"{self.name}: balanced after kill {number}", account["balanced"], True)
        self.checks.claim(
            f"{self.name}: after kill {number} the log calls accepted what the server took",
            sorted(accepted - taken))
        self.checks.claim(
            f"{self.name}: after kill {number} the log doubts whatever else the server took",
            sorted(taken - accepted - doubtful))
        self.checks.equal(
            f"{self.name}: kill {number} leaves at most one open delivery a session",
            left <= SESSIONS, True)
        return left

    def account(self):
        """The edition's balance, and whose deliveries are in which state."""
        editions = self.federation.json("log", "balance")["editions"]
        if not editions:
            return None, {}
        log = self.federation.json("log", "edition", editions[0]["id"])
        states = collections.defaultdict(set)
        for delivery in log["deliveries"]:
            states[delivery["state"]].add(delivery["address"])
        return log["balance"], states

    def finish(self):
        """Lets a last sender finish, and compares each delivery with the server's record."""
        self.federation.run("send", "--quiet")
        self.server.wait_until_quiet()
        account, states = self.account()
        times = collections.Counter(recipient for recipient, _ in self.server.taken)
        ids = collections.Counter(message_id for _, message_id in self.server.taken)
        everybody = set(crowd.addresses(self.readers))
        uncertain = states["uncertain"]
        claim, equal, name = self.checks.claim, self.checks.equal, self.name
        equal(f"{name}: balanced at the end", account["balanced"], True)
        equal(
            f"{name}: everybody is accepted or uncertain", states["accepted"] | uncertain,
            everybody)
        equal(f"{name}: nothing is lost", sorted(everybody - uncertain - set(times)), [])
        claim(
            f"{name}: nobody is served twice",
            (address for address, count in times.items() if count > 1))
        claim(
            f"{name}: no Message-ID comes twice", (one for one, count in ids.items() if count > 1))
        equal(
            f"{name}: what a kill left open is uncertain, and nothing else", len(uncertain),
            sum(self.left_open))
        return sorted(address for address in uncertain if address in times)


def check(checks, federation_in, scratch, *, kills, readers, seed=None):
    """Kills `kills` senders of one edition.

    `federation_in` makes the folder a federation. Returns the open deliveries of each kill, and
    how many of them the server had taken.
    """
    seed = random.randrange(1_000_000) if seed is None else seed
    folder = scratch / "kills"
    with MailServer(DOT_DELAY) as server:
        crowd.write(folder, server.port, readers, SESSIONS)
        federation = federation_in(folder)
        federation.run("fetch")
        killing = Killing(checks, federation, server, readers, seed)
        while len(killing.left_open) < kills:
            if not killing.kill(kills - len(killing.left_open)):
                break
            killing.left_open.append(killing.examine())
        checks.equal(f"{killing.name}: so many are killed", len(killing.left_open), kills)
        arrived = killing.finish()
    return killing.left_open, len(arrived)
