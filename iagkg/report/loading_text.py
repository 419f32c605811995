"""What is said when a sheet is loaded: differences, changed numbers, citations concerned, what was loaded."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from iagkg.citation import canonical
from iagkg.register.conflicts import Conflict, place_words
from iagkg.register.model import Loaded
from iagkg.register.renumbered import Affected, Renumbered

__all__ = ["affected_line", "change_line", "conflict_line", "outcome_lines"]

FIRST_WORDS = 90


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= FIRST_WORDS else f"{plain[:FIRST_WORDS]}…"


def conflict_line(conflict: Conflict, replaced: bool) -> str:
    """Return one difference with both words."""
    what = f"{conflict.field} ({conflict.language})" if conflict.language else conflict.field
    new = f"“{_short(conflict.new)}”" if conflict.new else "nothing"
    stands = "was loaded and was replaced" if replaced else "is loaded and stays"
    if conflict.table.endswith(".tsv"):
        stands = f"stands in {conflict.table}"
    return (
        f"{place_words(conflict.place)}, {what}: “{_short(conflict.loaded)}” {stands}; the sheet has {new}."
    )


def change_line(change: Renumbered) -> str:
    """Return one change of the numbering."""
    place = place_words(change.place)
    match change.kind:
        case "moved":
            return f"Numbering: {place} is now {place_words(change.to)} (“{_short(change.words)}”)."
        case "vanished":
            return f"Numbering: the text of {place} is no longer there (“{_short(change.words)}”)."
    return f"Numbering: the text of {place} is new (“{_short(change.words)}”)."


def affected_line(item: Affected) -> str:
    """Return a citation of a workplan that a change of the numbering concerns."""
    cited = item.cited
    now = {"moved": f"is now {place_words(item.change.to)}", "vanished": "is no longer there"}
    what = now.get(item.change.kind, "is new")
    return (
        f"To check: {cited.reference} ({cited.document}) cites {canonical(cited.citation)}; "
        f"{place_words(item.change.place)} {what}."
    )


def outcome_lines(  # noqa: PLR0913, PLR0917  # what became of a sheet
    decision: str, folder: Path, old: Loaded | None, loaded: Loaded, differences: int, written: bool
) -> Iterator[str]:
    """Give what was loaded, what is in it, whether it is complete now, and what comes next."""
    if not written:
        count = "1 difference" if differences == 1 else f"{differences} differences"
        yield (
            f"Nothing was loaded: {count} from what is loaded of decision {decision} or stands in the "
            "tables. Correct the sheet, or load it with --replace."
        )
        return
    kinds = Counter(item.kind for item in loaded.paragraphs)
    yield f"Paragraphs: {', '.join(f'{kind} {count}' for kind, count in kinds.items())}"
    roles = Counter(item.role for item in loaded.paragraphs if item.role)
    yield f"Role of the group: {', '.join(f'{role} {roles[role]}' for role in sorted(roles)) or 'none'}"
    if old is not None and old.complete and not loaded.complete:
        yield "It was loaded as complete; now it is partial."
    state = "complete" if loaded.complete else "partial"
    yield f"Decision {decision} is loaded ({state}): {folder}"
    yield "Next: iagkg build"
