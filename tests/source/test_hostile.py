"""Files that mean harm end in a refusal in words or a reading with a problem, in bounded time and memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_hostile_office import OFFICE, Hostile
from made_hostile_texts import TEXTS

from iagkg.errors import InputError
from iagkg.source import read_bytes, to_json
from iagkg.workplan import Workplan

HOSTILE = OFFICE | TEXTS
TESTS = Path(__file__).parent.parent
LIMITED = """
import resource, sys
sys.path[:0] = {paths!r}
from made_hostile_office import OFFICE
from made_hostile_texts import TEXTS
from iagkg.errors import InputError
from iagkg.source import read_bytes
import docx, openpyxl, iagkg.source.word, iagkg.source.workbook, iagkg.source.text
one = (OFFICE | TEXTS)[{name!r}]
content = one.made()
now = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + 700_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
try:
    read_bytes(one.name, content)
except InputError:
    pass
print("done")
"""
HEAVY = (
    *("bomb, one part", "billion laughs", "too many elements", "a million empty rows", "many joined"),
    *("open quotation", "row two billion", "brackets"),
)


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("key", HOSTILE)
def test_refused_in_words_or_read_with_a_problem(key: str) -> None:
    one = HOSTILE[key]
    outcome = read(one)
    if isinstance(outcome, InputError):
        assert one.outcome in outcome.what
        assert outcome.what.startswith(one.name)
        assert "Traceback" not in str(outcome)
        assert len(outcome.what) < 1500
        return
    assert one.outcome == "read" or one.outcome.startswith("problem: ")
    codes = [problem.code for problem in outcome.problems]
    assert one.outcome == "read" or one.outcome.removeprefix("problem: ") in codes
    assert "root:" not in str(to_json(outcome))


def read(one: Hostile) -> Workplan | InputError:
    try:
        return read_bytes(one.name, one.made())
    except InputError as error:
        return error


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
@pytest.mark.parametrize("key", HEAVY)
def test_memory_is_bounded(key: str) -> None:
    paths = [str(TESTS), str(TESTS / "source")]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(paths=paths, name=key)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TESTS.parent)},
    )
    assert done.stdout == "done\n", done.stderr[-2000:]
