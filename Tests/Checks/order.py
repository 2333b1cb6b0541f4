"""The order that a kill cannot show: no final dot leaves before its handedOver is on the disk.

A send runs under strace. Its writes to the database are played again, and what had reached the disk
when a dot left is given to 'broadsheet log', which must know that delivery as handed over. A write
counts as on the disk when a later fdatasync of its file has returned.
"""

import copy
import pathlib
import re
import shutil
import subprocess

import crowd
from mailserver import MailServer

READERS = 60
SESSIONS = 4
TRACED = (
    "sendto,sendmsg,write,writev,pwrite64,pwritev,pwritev2,fdatasync,fsync,ftruncate,unlink,"
    "unlinkat,rename,renameat,renameat2,sendfile,io_uring_enter")
DOT = b"\r\n.\r\n"
CALL = re.compile(r"^(\d+) +(\w+)\((.*)$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>.*= (-?\d+)")
RESULT = re.compile(r"= (-?\d+)[^=]*$")
FILE = re.compile(r"^\d+<([^>]*(?:->[^>]*)?)>")
ESCAPED = re.compile(r"\\x([0-9a-f]{2})")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Call:
    """A system call: its line in the trace, and what it returned."""

    def __init__(self, name, arguments):
        self.name, self.arguments = name, arguments
        match = FILE.match(arguments)
        # Paths come in hexadecimal, sockets in plain words.
        self.file = ESCAPED.sub(lambda code: chr(int(code[1], 16)), match[1]) if match else ""

    @property
    def octets(self):
        match = STRING.search(self.arguments)
        return bytes.fromhex(match[1].replace("\\x", "")) if match else b""

    @property
    def offset(self):
        return int(re.search(r", (\d+)\)?(?: +=.*| <unfinished.*)?$", self.arguments)[1])


def events(trace):
    """Yields ('begins', call, None) and ('ends', call, result), in the order they were seen."""
    open_calls = {}
    for line in trace:
        if match := RESUMED.match(line):
            call = open_calls.pop(match[1], None)
            if call:
                yield "ends", call, int(match[3])
        elif match := CALL.match(line):
            call = Call(match[2], match[3])
            yield "begins", call, None
            if line.rstrip().endswith("<unfinished ...>"):
                open_calls[match[1]] = call
            elif result := RESULT.search(line):
                yield "ends", call, int(result[1])


class Disk:
    """The files of the database as they would be found after the power had gone."""

    def __init__(self, folder, files):
        self.files = {str(folder / name): name for name in files}
        self.durable = {
            path: bytearray(pathlib.Path(path).read_bytes()) if pathlib.Path(path).exists()
            else bytearray() for path in self.files}
        self.written = {path: [] for path in self.files}
        self.syncing = {}
        self.version = 0
        self.syncs = 0

    def begins(self, call):
        if call.file not in self.files:
            return
        if call.name in ("fdatasync", "fsync"):
            self.syncing[id(call)] = len(self.written[call.file])
        elif call.name == "pwrite64":
            self.written[call.file].append((call.offset, call.octets))
        elif call.name == "ftruncate":
            self.written[call.file].append((call.offset, None))
        else:
            raise ValueError(f"{call.name} to {call.file} is not understood")

    def ends(self, call, result):
        if call.file not in self.files or result < 0:
            return
        if call.name in ("fdatasync", "fsync"):
            self.flush(call.file, self.syncing.pop(id(call)))

    def flush(self, path, count):
        """The first `count` writes that were waiting are on the disk now."""
        octets, waiting = self.durable[path], self.written[path]
        for offset, data in waiting[:count]:
            end = offset + len(data or b"")
            octets.extend(bytes(max(0, end - len(octets))))
            if data is None:
                del octets[offset:]
            else:
                octets[offset:end] = data
        del waiting[:count]
        self.syncs += 1
        self.version += count > 0

    def write(self, folder):
        for path, name in self.files.items():
            (folder / name).write_bytes(self.durable[path])


class Stream:
    """What a session has written, and whose message it is in."""

    def __init__(self):
        self.octets = b""
        self.recipient = None
        self.in_message = False

    def would_end(self, octets):
        """The recipients whose final dots leave with these octets."""
        seen = Stream()
        seen.octets, seen.recipient = self.octets, self.recipient
        seen.in_message = self.in_message
        return seen.take(octets)

    def take(self, octets):
        """Reads on; returns the recipients whose messages have ended."""
        self.octets += octets
        ended = []
        while True:
            mark = DOT if self.in_message else b"\r\n"
            end = self.octets.find(mark)
            if end < 0:
                return ended
            line, self.octets = self.octets[:end], self.octets[end + len(mark):]
            if self.in_message:
                ended.append(self.recipient)
                self.in_message = False
            elif line.upper().startswith(b"RCPT"):
                self.recipient = line[line.index(b"<") + 1:line.index(b">")].decode()
            elif line.upper() == b"DATA":
                self.in_message = True


class Replay:
    """Goes through a trace and asks the log at each dot."""

    def __init__(self, snapshot, disk):
        self.snapshot, self.disk = snapshot, disk
        self.streams = {}
        self.known = (None, set())
        self.dots = []
        self.early = []

    def run(self, trace):
        for moment, call, result in events(trace):
            if ".sqlite" in call.file:
                if moment == "begins":
                    self.disk.begins(call)
                else:
                    self.disk.ends(call, result)
            elif call.file.startswith("TCP:"):
                self.hear(moment, call, result)

    def hear(self, moment, call, result):
        if call.name not in ("sendto", "write"):
            raise ValueError(f"{call.name} to a socket is not understood")
        stream = self.streams.setdefault(call.file, Stream())
        if moment == "begins":
            # What is offered counts, even where the system takes less.
            for recipient in stream.would_end(call.octets):
                if recipient not in self.dots:
                    self.dots.append(recipient)
                    if recipient not in self.handed_over():
                        self.early.append(recipient)
        elif result > 0:
            stream.take(call.octets[:result])

    def handed_over(self):
        """Who is handed over on the disk."""
        version, people = self.known
        if version != self.disk.version:
            self.disk.write(self.snapshot.folder)
            # An index of another log, which would mislead the reader.
            (self.snapshot.folder / "broadsheet.sqlite-shm").unlink(missing_ok=True)
            people = {
                delivery["address"] for delivery in self.deliveries()
                if any(attempt["state"] == "handedOver" for attempt in delivery["attempts"])}
            self.known = (self.disk.version, people)
        return people

    def deliveries(self):
        for edition in self.snapshot.json("log", "balance")["editions"]:
            yield from self.snapshot.json("log", "edition", edition["id"])["deliveries"]


def check(checks, federation_in, scratch):
    """Sends to 60 readers over 4 sessions under strace. `federation_in` makes a federation."""
    if not shutil.which("strace"):
        return checks.claim("order: strace is here", ["install it: apt-get install strace"])
    folder = scratch / "order"
    with MailServer(dot_delay=0.005) as server:
        crowd.write(folder, server.port, READERS, SESSIONS)
        federation = federation_in(folder)
        federation.run("fetch")
        disk = Disk(folder, ("broadsheet.sqlite", "broadsheet.sqlite-wal"))
        trace = scratch / "order.trace"
        strace(federation, trace)
        server.wait_until_quiet()
        taken = sorted(recipient for recipient, _ in server.taken)
    snapshot = copy.copy(federation)
    snapshot.folder = scratch / "order-snapshot"
    shutil.copytree(folder, snapshot.folder)
    replay = Replay(snapshot, disk)
    with trace.open(encoding="ascii", errors="strict") as lines:
        replay.run(lines)
    everybody = sorted(crowd.addresses(READERS))
    checks.equal("order: everybody is served", taken, everybody)
    checks.equal("order: each dot stands in the trace", sorted(replay.dots), everybody)
    checks.claim("order: no dot leaves before its handedOver is on the disk", replay.early)
    return replay


def strace(federation, trace):
    done = subprocess.run(
        ["strace", "-f", "-yy", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-e",
         "signal=none", "-o", trace, federation.program, "send", "--quiet"],
        cwd=federation.folder, env=federation.settings, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"under strace 'send' ended with {done.returncode}: {done.stderr}")
