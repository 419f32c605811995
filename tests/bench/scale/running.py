"""Run jobs in processes of their own, with a limit on their time and memory; read what they tell."""

import json
import os
import resource
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from scale.figures import Figure

__all__ = ["command", "run", "run_queries"]

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LOADING = 120.0
"""Seconds beyond the limit for what comes before the first that is measured."""


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}


def _limited(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _lines(arguments: Sequence[str], limit: float, memory: int) -> Iterator[dict[str, object] | str]:
    """Yield what a job tells, each within `limit` seconds of the last; at its end a text where it failed."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "jobs.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        preexec_fn=lambda: _limited(memory),  # noqa: PLW1509  # no threads here
    )
    assert process.stdout is not None
    assert process.stderr is not None
    out, kept, first = process.stdout.fileno(), b"", LOADING
    try:
        with selectors.DefaultSelector() as waiting:
            waiting.register(out, selectors.EVENT_READ)
            while True:
                if not waiting.select(limit + first):
                    yield f"not finished in {limit:.0f} s"
                    return
                piece = os.read(out, 65536)
                if not piece:
                    break
                *whole, kept = (kept + piece).split(b"\n")
                for line in whole:
                    first = 0.0
                    yield json.loads(line)
        if process.wait():
            last = process.stderr.read().decode(errors="replace").strip().splitlines()
            yield _why(process.returncode, last[-1] if last else "")
    finally:
        process.kill()
        process.communicate()


def _why(code: int, last: str) -> str:
    if "MemoryError" in last or "memory allocation" in last or code in {-6, -9}:
        return "out of memory"
    return last[:120] or f"ended with {code}"


def run(job: str, size: int, folder: Path, limit: float, memory: int) -> list[Figure]:
    """Return the figures of a job; one without seconds where it did not finish."""
    told, peak, said = [], 0, ""
    for one in _lines([job, str(folder)], limit, memory):
        if isinstance(one, str):
            said = one
        elif "peak" in one:
            peak = int(str(one["peak"]))
        else:
            told.append(one)
    found = [_figure(one, size, peak) for one in told]
    return found if not said else [*found, Figure(_NAMES.get(job, job), size, None, said=said)]


_NAMES = {"loads": "load", "pyshacl": "pySHACL"}


def _figure(one: dict[str, object], size: int, peak: int) -> Figure:
    seconds = one["seconds"]
    assert isinstance(seconds, float)
    return Figure(str(one["job"]), size, seconds, int(str(one["count"])), peak, str(one.get("said", "")))


def run_queries(names: Sequence[str], size: int, folder: Path, limit: float, memory: int) -> list[Figure]:
    """Return a figure for each named query; after one that does not finish a new process asks the rest."""
    waiting, found = list(names), []
    while waiting:
        started = time.monotonic()
        for one in _lines(["queries", str(folder), *waiting], limit, memory):
            if isinstance(one, str):
                found.append(Figure(f"query {waiting.pop(0)}", size, None, said=one))
            elif "peak" not in one:
                waiting.pop(0)
                found.append(_figure(one, size, 0))
        assert time.monotonic() > started
    return found


def command(
    arguments: Sequence[str], folder: Path, limit: float, memory: int
) -> tuple[float | None, int, str]:
    """Run a command of ours; return its seconds (None: not finished), its memory at the peak, why not."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "iagkg", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment(),
        preexec_fn=lambda: _limited(memory),  # noqa: PLW1509
    )
    end = start + limit
    while True:
        done, status, usage = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        if time.perf_counter() > end:
            process.kill()
            process.communicate()
            return None, 0, f"not finished in {limit:.0f} s"
        time.sleep(0.01)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.stderr is not None
    with process.stderr as errors:
        last = errors.read().decode(errors="replace").strip().splitlines()
    if process.returncode:
        return None, usage.ru_maxrss * 1024, _why(process.returncode, last[-1] if last else "")
    return seconds, usage.ru_maxrss * 1024, ""
