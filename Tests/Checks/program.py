"""The built program, run in a folder of its own."""

import json
import os
import subprocess


class Federation:
    """A folder with a configuration, and the program to run in it."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.settings = {
            key: value for key, value in os.environ.items() if key != "BROADSHEET_CONFIG"}
        self.run("init")

    def run(self, *arguments):
        done = subprocess.run(
            [self.program, *arguments], cwd=self.folder, env=self.settings, stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8", timeout=300, check=False)
        if done.returncode:
            command = " ".join(arguments)
            raise RuntimeError(f"'{command}' ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def start(self, *arguments):
        """Starts the program and does not wait for its end."""
        return subprocess.Popen(
            [self.program, *arguments], cwd=self.folder, env=self.settings,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def json(self, *arguments):
        return json.loads(self.run(*arguments, "--json"))

    def messages(self, name):
        return sorted((self.folder / name).rglob("*.eml"))
