"""Postfix's test programs: smtp-sink takes mail and throws it away, smtp-source makes it.

They are unpacked from Debian's package into Benchmarks/.tools; nothing is installed or started.
"""

import os
import pathlib
import socket
import subprocess
import time

TOOLS = pathlib.Path(__file__).resolve().parent / ".tools"
UNPACKED = TOOLS / "postfix"


def unpacked():
    """The folder with the programs; fetched the first time."""
    if not (UNPACKED / "usr/sbin/smtp-sink").exists():
        TOOLS.mkdir(exist_ok=True)
        subprocess.run(["apt-get", "download", "postfix"], cwd=TOOLS, check=True)
        package = max(TOOLS.glob("postfix_*.deb"))
        subprocess.run(["dpkg", "-x", package, UNPACKED], check=True)
    return UNPACKED


def command(name, *arguments):
    """What starts one of the programs."""
    folder = unpacked()
    libraries = f"LD_LIBRARY_PATH={folder / 'usr/lib/postfix'}"
    return ["env", libraries, str(folder / "usr/sbin" / name), *map(str, arguments)]


def source(port, messages, sessions=16, octets=20480):
    """smtp-source with one message after the other on each session."""
    return command(
        "smtp-source", "-d", "-s", sessions, "-l", octets, "-m", messages,
        "-f", "news@example.org", "-t", "reader@example.org", f"127.0.0.1:{port}")


class Sink:
    """A running smtp-sink."""

    def __enter__(self):
        self.port = free_port()
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            command("smtp-sink", *user, f"127.0.0.1:{self.port}", 1000))
        wait_for(self.port)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=10):
    """Returns when something listens there."""
    end = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
