"""The keys of tasks, which outlive versions: `iag-tsc-001` for a task of the workplan `iag-tsc`."""

from collections.abc import Sequence
from pathlib import Path

from iagkg.keys import key_iri as task_key_iri
from iagkg.keys import keys_of, read_keys

__all__ = ["keys_by_ref", "task_key_iri"]


def keys_by_ref(path: Path, workplan: str, version: str, refs: Sequence[str]) -> dict[str, str]:
    """Return the key of each task of a version by its reference, WS1.T2.

    The keys are those of the table `data/keys.tsv`. A workplan not named there gets keys by the order of
    its tasks, as at first reading; a version that it does not name, of a workplan that it does, gets none, as
    its tasks may stand elsewhere. Raises InputError as `read_keys` does.
    """
    rows = read_keys(path)
    found = keys_of(rows, workplan, version)
    named = any(row.workplan == workplan for row in rows)
    return found if named else {ref: f"{workplan}-{number:03d}" for number, ref in enumerate(refs, start=1)}
