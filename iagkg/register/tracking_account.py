"""What an import of the Tracking Tool's JSON did, as plain values: counts, conflicts, problems."""

from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import Any

from iagkg.citation import canonical
from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.register.conflicts import Conflict, conflicts, merged, place_words
from iagkg.register.model import KINDS, LANGUAGES, Loaded
from iagkg.register.tracking import TrackingReading, completed
from iagkg.register.tracking_codes import STATUSES

__all__ = ["Account", "account", "as_object", "put_in"]


@dataclass(frozen=True, slots=True)
class Account:
    """What was recognised and what was done with it.

    `places` counts by kind, `texts` paragraphs by language, `statuses` annotations by status ("" for none),
    `left_out` what is not loaded; `conflicts` is what the file says differently from what is loaded, taken
    over only where `replaced`.
    """

    decision: str
    form: str
    imported_on: str
    titles: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, int], ...]
    texts: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...]
    conflicts: tuple[Conflict, ...]
    replaced: bool
    problems: tuple[Problem, ...]

    @property
    def to_act_on(self) -> bool:
        """Whether something must be corrected or checked, or stands against what is loaded."""
        return bool(self.conflicts) or any(problem.severity != "info" for problem in self.problems)


def put_in(
    before: Loaded | None, reading: TrackingReading, complete: bool, replacing: bool
) -> tuple[Loaded, tuple[Conflict, ...]]:
    """Return what is loaded after the import, and what the file says differently from what was loaded.

    `complete` is the user's word that no paragraph is left out. Raises InputError where it cannot be so.
    """
    new = completed(reading.loaded) if complete else reading.loaded
    if not new.paragraphs and not new.annotations:
        raise InputError(
            f"Decision {new.decision}: the file holds no place of it.",
            "nodes with codes, texts or annotations",
            "get the file again from the Tracking Tool; nothing was written.",
        )
    if before is not None:
        new = _with_source(before, new)
    if before is None:
        return new, ()
    if before.decision != new.decision:
        raise InputError(
            f"Loaded is decision {before.decision}, not {new.decision}.", "one decision a folder"
        )
    return merged(before, new, replacing), conflicts(before, new)


def _with_source(before: Loaded, new: Loaded) -> Loaded:
    """Return a new load with the address of the same file where it was named before and is not now."""
    known = {text.sha256: text.source for text in before.texts if text.source and text.sha256}
    source = next((known[text.sha256] for text in new.texts if text.sha256 in known), "")
    if not source:
        return new
    return replace(
        new,
        texts=tuple(replace(text, source=text.source or source) for text in new.texts),
        annotations=tuple(replace(item, source=item.source or source) for item in new.annotations),
    )


def account(
    reading: TrackingReading, found: tuple[Conflict, ...], imported_on: str, replaced: bool
) -> Account:
    """Return the account of one import."""
    loaded = reading.loaded
    kinds = Counter(item.kind for item in loaded.paragraphs)
    languages = Counter(language for item in loaded.paragraphs for language in item.text)
    statuses = Counter(status for item in loaded.annotations for status in item.statuses.split("|"))
    known = [*STATUSES, *sorted(set(statuses) - {*STATUSES, ""}), ""]
    return Account(
        decision=canonical(reading.citation),
        form=reading.form,
        imported_on=imported_on,
        titles=reading.titles,
        places=tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind]),
        texts=tuple((language, languages[language]) for language in LANGUAGES if languages[language]),
        statuses=tuple((status, statuses[status]) for status in known if statuses[status]),
        left_out=reading.left_out,
        conflicts=found,
        replaced=replaced,
        problems=reading.problems,
    )


def as_object(done: Account, folder: str | None) -> dict[str, Any]:
    """Return the account for `--json`; `folder` is what was written, null where nothing was."""
    return {
        "decision": done.decision,
        "form": done.form,
        "imported_on": done.imported_on,
        "titles": dict(done.titles),
        "places": dict(done.places),
        "texts": dict(done.texts),
        "statuses": {status or "none": count for status, count in done.statuses},
        "left_out": dict(done.left_out),
        "conflicts": [asdict(item) | {"place": place_words(item.place)} for item in done.conflicts],
        "replaced": done.replaced,
        "problems": [_problem(problem) for problem in done.problems],
        "written": folder,
    }


def _problem(problem: Problem) -> dict[str, str]:
    kept = ("severity", "code", "message", "found", "expected", "field")
    return {name: str(getattr(problem, name)) for name in kept}
