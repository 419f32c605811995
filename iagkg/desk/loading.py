"""Load a reviewed sheet of a decision into the register of a workspace."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from iagkg.citation.model import Citation
from iagkg.errors import InputError, UsageError
from iagkg.files import read_table
from iagkg.graph.tables import Tables
from iagkg.problem import Problem
from iagkg.progress.days import day_of, today
from iagkg.register.conflicts import Conflict
from iagkg.register.folder import folder_of, loaded_of, write_folder
from iagkg.register.hand_kept import HandKept, against_tables
from iagkg.register.loading import merge
from iagkg.register.model import Loaded
from iagkg.register.published import decision_named
from iagkg.register.renumbered import Affected, CitedIn, Renumbered, affected
from iagkg.register.sheet import SheetReading
from iagkg.register.sheet_numbers import doubts
from iagkg.role import role_problem
from iagkg.source import read

__all__ = ["Loading", "Review", "checked_review", "load_sheet"]


@dataclass(frozen=True, slots=True)
class Review:
    """Who reviewed a sheet, on which day, and what they say of it.

    `by` is a role, `on` a day or "" for today; `complete` says whether every paragraph is there, None where
    nothing is said; `confirm`, that it is complete although doubts are listed; `replace` lets the sheet take
    the place of what is loaded.
    """

    by: str
    on: str = ""
    complete: bool | None = None
    confirm: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Loading:
    """What became of a sheet: what is loaded now, what was before, differences, changed numbers, problems.

    `written` is False where there are differences and they were not to be replaced. `unread` says which
    workplans could not be looked through for citations that changed numbers concern.
    """

    decision: Citation
    lang: str
    version: str
    folder: Path
    old: Loaded | None
    loaded: Loaded
    differences: tuple[Conflict, ...]
    changes: tuple[Renumbered, ...]
    cited: tuple[Affected, ...]
    problems: tuple[Problem, ...]
    written: bool
    unread: tuple[str, ...] = ()


def load_sheet(home: Path, name: str, reading: SheetReading, review: Review) -> Loading:
    """Load a sheet that was read; `name` is that of its file, for messages.

    Raises UsageError where the review names no role or a day to come, or does not say whether it is complete
    although it must; InputError with all that must be corrected in the sheet.
    """
    review = checked_review(review)
    problems = _looked_through(reading, bool(review.complete) and not review.confirm)
    citation = decision_named(reading.decision)
    old = loaded_of(home, citation)
    known = {lang for item in old.paragraphs for lang in item.text} if old else set()
    if not reading.source.lang and not {lang for item in reading.paragraphs for lang in item.text} <= known:
        raise InputError(
            f"{name}: the sheet does not say what document its text was read from.",
            "the tab or columns on the source, as they were written",
            "write the sheet again with iagkg register import.",
        )
    text = dataclasses.replace(
        reading.source,
        reviewed_by=review.by,
        reviewed_on=review.on,
        complete={True: "yes", False: "no", None: ""}[review.complete],
    )
    incoming = Loaded(reading.decision, reading.paragraphs, (text,))
    result = merge(old, incoming, review.replace)
    differences = (*_from_tables(home, citation, old, incoming), *result.conflicts)
    found, unread = _citations(home) if result.changes else ([], [])
    written = review.replace or not differences
    folder = folder_of(home, citation)
    if written and result.completeness_unsaid:
        raise UsageError(
            f"Decision {reading.decision} was loaded as complete, and the sheet has other places.",
            "--complete or --partial",
            "say whether every paragraph is there now; nothing was loaded.",
        )
    if written:
        write_folder(result.loaded, folder)
    return Loading(
        citation,
        text.lang,
        text.version,
        folder,
        old,
        result.loaded,
        differences,
        result.changes,
        affected(result.changes, citation, found) if result.changes else (),
        problems,
        written,
        tuple(unread),
    )


def checked_review(review: Review) -> Review:
    """Return a review with its day. Raises UsageError for a person, and for a day that is to come."""
    role = " ".join(review.by.split())
    if problem := role_problem(role):
        shown = f" {role}" if role else ""
        raise UsageError(f"--reviewed-by{shown}: {problem}.", 'a role, such as "secretary of the group"')
    day = day_of(review.on) if review.on else today()
    if day is None:
        raise UsageError(f"--on {review.on}: not a day.", "a day such as 2026-05-15")
    if day > today():
        raise UsageError(f"--on {review.on}: a day that is still to come.", "the day of the review")
    return dataclasses.replace(review, by=role, on=day.isoformat())


def _looked_through(reading: SheetReading, whole: bool) -> tuple[Problem, ...]:
    """Return what speaks against a sheet being complete.

    Raises InputError with all that must be corrected, or with this if the sheet is said to be `whole`.
    """
    found = doubts(reading)
    errors = [*(problem for problem in reading.problems if problem.severity == "error"), *found.wrong]
    if errors:
        raise InputError(
            "\n".join(problem.message for problem in errors),
            "; ".join(dict.fromkeys(error.expected for error in errors if error.expected))
            or "words as they were written",
            "correct the sheet and load it again; nothing was loaded.",
        )
    if whole and found.open:
        raise InputError(
            "\n".join(problem.message for problem in found.open),
            "a sheet with every paragraph, or --partial",
            "correct the sheet; or, where every paragraph is there all the same, add --confirm. "
            "Nothing was loaded.",
        )
    return found.open


def _from_tables(
    home: Path, citation: Citation, old: Loaded | None, incoming: Loaded
) -> tuple[Conflict, ...]:
    """Return where a sheet differs from the hand-kept tables of the workspace, or the shipped ones."""
    tables = Tables(home)
    kept = HandKept(tables.path("register", "provisions.tsv"), tables.path("register", "decisions.tsv"))
    return against_tables(kept, citation, old, incoming)


def _citations(home: Path) -> tuple[list[CitedIn], list[str]]:
    """Return the citations of the workplans of a workspace, and why some could not be looked through."""
    table = home / "data" / "workplans" / "versions.tsv"
    found: list[CitedIn] = []
    unread: list[str] = []
    for row in read_table(table, ("file",)) if table.is_file() else []:
        try:
            workplan = read(table.parent / row["file"])
        except InputError as error:
            unread.append(error.what)
            continue
        found += [
            CitedIn(task.ref, row["file"], placed.citation)
            for stream in workplan.workstreams
            for task in stream.tasks
            for placed in task.citations
        ]
    return found, unread
