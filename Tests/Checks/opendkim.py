"""Checks DKIM signatures with OpenDKIM, a second program beside dkimpy, with keys from a file.

It looks at the first signature of a message alone, so each is given to it by itself.
"""

import pathlib
import re
import subprocess

SIGNATURE = re.compile(rb"(?im)^DKIM-Signature:(?:.*\r\n)(?:[ \t].*\r\n)*")
PROGRAM = pathlib.Path(__file__).parents[2] / ".build/opendkim/usr/sbin/opendkim"


def alone(message):
    """The message once for each of its signatures, with no other."""
    fields = SIGNATURE.findall(message)
    rest = SIGNATURE.sub(b"", message)
    return [field + rest for field in fields]


def changed(message):
    """The message with an octet of its body changed."""
    place = message.index(b"\r\n\r\n") + 4
    while not chr(message[place]).isalnum():
        place += 1
    return message[:place] + bytes([message[place] ^ 1]) + message[place + 1:]


def verdicts(messages, records, folder):
    """Whether OpenDKIM finds the first signature of each message whole."""
    folder.mkdir()
    keys = folder / "keys"
    keys.write_text("".join(f"{name} {value}\n" for name, value in records.items()))
    settings = folder / "settings"
    settings.write_text(f"Mode v\nTestPublicKeys {keys}\nSyslog no\n")
    files = []
    for number, message in enumerate(messages):
        files.append(folder / f"{number}.eml")
        files[-1].write_bytes(message)
    done = subprocess.run(
        [PROGRAM, "-x", settings, "-t", ",".join(map(str, files))], stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=120, check=False)
    told = done.stdout + done.stderr
    return [f"{file}: verification" in told and bool(
        re.search(rf"{re.escape(str(file))}: verification \(.*\) succeeded", told))
        for file in files]


def problems(files, records, folder):
    """What OpenDKIM has against messages that are signed by each of the keys, in words."""
    singles = [
        (file.name, message) for file in files for message in alone(file.read_bytes())]
    if len(singles) != len(files) * len(records):
        yield f"{len(singles)} signatures in {len(files)} messages"
    messages = [message for _, message in singles]
    found = verdicts(messages + [changed(message) for message in messages], records, folder)
    for (name, message), whole, broken in zip(singles, found, found[len(messages):]):
        algorithm = re.search(rb"\ba=([\w-]+)", message).group(1).decode()
        if not whole:
            yield f"{name}: {algorithm} does not verify"
        if broken:
            yield f"{name}: {algorithm} still verifies with another body"
