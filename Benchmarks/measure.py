"""How long a program takes, how much of the processor, how much memory; and the disk's commit."""

import dataclasses
import os
import platform
import statistics
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Run:
    """One run of a program."""

    seconds: float
    processor: float
    peak_megabytes: float
    code: int
    output: str

    def rate(self, messages):
        return messages / self.seconds

    def microseconds(self, messages):
        """Of the processor, for each message."""
        return self.processor / messages * 1e6


def run(command, *, folder=None, codes=(0,)):
    """Runs a program to its end; its time and memory are its own, not its parent's."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), cwd=folder, env=surroundings(), stdin=subprocess.DEVNULL,
            stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode not in codes:
            words = " ".join(map(str, command))
            raise SystemExit(f"'{words}' ended with {process.returncode}:\n{errors.read()}")
        # ru_maxrss is in KiB on Linux.
        return Run(
            seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6,
            process.returncode, output.read())


def surroundings():
    """The environment without what would point Broadsheet to another federation."""
    return {key: value for key, value in os.environ.items() if key != "BROADSHEET_CONFIG"}


def commit_milliseconds(folder, times=200):
    """The median time of writing 4 KB so that it stays."""
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        taken = []
        for _ in range(times):
            os.pwrite(file.fileno(), os.urandom(4096), 0)
            begin = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - begin)
    return statistics.median(taken) * 1e3


def machine():
    """The machine in a few words."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{os.cpu_count()} cores {models[0] if models else platform.machine()}, "
        f"{memory:.0f} GB, Linux {platform.release()}, load {os.getloadavg()[0]:.1f}")
