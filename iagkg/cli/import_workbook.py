"""Take back a workbook: read it, hold it against what the tables say now, apply what was accepted."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from iagkg.cli.export_inputs import opened
from iagkg.export.workbook_import import Proposal
from iagkg.export.workbook_read import read_workbook
from iagkg.export.workbook_taking import Acceptance, taken_from

__all__ = ["Asked", "taken"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What `iagkg import` was asked: the file, the workplan, who accepts and when, in which language."""

    name: str
    content: bytes
    source: Path | None
    workspace: Path | None
    by: str
    on: dt.date
    meeting: str
    lang: str


def taken(asked: Asked, *, apply: bool) -> tuple[Proposal, tuple[Path, ...]]:
    """Return what a workbook proposes, and the tables written: none without `apply` or with problems.

    Raises InputError where the file cannot be read, is of another workplan, or there is no workspace.
    """
    found = read_workbook(asked.name, asked.content)
    built, store, tables = opened(asked.source, asked.workspace)
    acceptance = Acceptance(asked.by, asked.on, asked.meeting, asked.lang)
    return taken_from(asked.name, found, built, store, tables, acceptance, apply=apply)
