"""The keys of tasks, which outlive versions: `iag-tsc-001` for a task of the workplan `iag-tsc`."""

import re
from collections.abc import Sequence
from pathlib import Path

from iagkg.errors import InputError
from iagkg.files import read_table
from iagkg.names import ID, segment

__all__ = ["keys_by_ref", "task_key_iri"]

_COLUMNS = ("key", "workplan", "version", "position")
_POSITION = re.compile(r"(?i:ws)-?([1-9]\d*)[./](?i:t)-?([1-9]\d*)")


def keys_by_ref(path: Path, workplan: str, version: str, refs: Sequence[str]) -> dict[str, str]:
    """Return the key of each task of a version by its reference, WS1.T2.

    The keys are those of the table `data/keys.tsv`. A workplan not named there gets keys by the order of
    its tasks, as at first reading; a version that it does not name, of a workplan that it does, gets none, as
    its tasks may stand elsewhere. Raises InputError, naming file, row and column, for what is no position.
    """
    found = {}
    named = False
    for number, row in enumerate(read_table(path, _COLUMNS) if path.is_file() else (), start=2):
        named = named or row["workplan"] == workplan
        if (row["workplan"], row["version"]) != (workplan, version):
            continue
        match = _POSITION.fullmatch(row["position"])
        if match is None:
            raise InputError(f"{path}, row {number}, column position: {row['position']!r}.", "such as WS1.T2")
        found[f"WS{match[1]}.T{match[2]}"] = row["key"]
    return found if named else {ref: f"{workplan}-{number:03d}" for number, ref in enumerate(refs, start=1)}


def task_key_iri(key: str) -> str:
    """Return the address of the task that a key names: `id/task/iag-tsc/001`."""
    workplan, _, number = key.rpartition("-")
    return f"{ID}task/{segment(workplan)}/{segment(number)}" if workplan else f"{ID}task/{segment(number)}"
