"""Accept suggestions: the rows to add to the table of tags, and adding them whole or not at all."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from iagkg.errors import InputError, UsageError
from iagkg.files import write_whole
from iagkg.vocabulary.suggest import Suggestion
from iagkg.vocabulary.tags import COLUMNS, Tag, read_tags, role_problem

__all__ = ["Known", "accepted", "append_tags", "written_ref"]

_BETWEEN = re.compile(r"[\s.,_-]+")


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What a choice is held against: version, tasks, tags there are, suggestions, printed targets.

    `suggested` gives the suggestions of a task, `is_concept` tells an identifier of the vocabulary.
    """

    key: str
    version: str
    refs: Sequence[str]
    tags: Sequence[Tag]
    printed: frozenset[tuple[str, str]]
    suggested: Callable[[str], Iterable[Suggestion]]
    is_concept: Callable[[str], bool]


def written_ref(words: str, refs: Iterable[str]) -> str:
    """Return a reference as the workplan writes it, whatever its capitals and marks; else the words."""

    def plain(ref: str) -> str:
        return _BETWEEN.sub("", ref).casefold()

    return next((ref for ref in refs if plain(ref) == plain(words)), words.strip())


def accepted(choices: Sequence[str], who: str, day: str, reason: str, known: Known) -> list[Tag]:
    """Return the rows that accept what was chosen, each as "WS3.T2:CBD-SUBJECT-KM".

    The reason is that of the suggestion, in the table or computed, unless one is given. Raises UsageError
    where a choice is no task and identifier, stands there twice, is accepted already, is printed in the row,
    or was never suggested and has no reason; or where `who` is a person.
    """
    if problem := role_problem(who):
        raise UsageError(f"--by {who}: {problem}.", "a role, such as secretary of the group")
    rows: dict[tuple[str, str], Tag] = {}
    for choice in choices:
        ref, concept = _choice(choice, known)
        if (ref, concept) in rows:
            raise UsageError(f"{choice}: named twice.", "each choice once")
        relation = "target" if concept.startswith("GBF-TARGET-") else "subject"
        new = Tag(known.key, known.version, ref, "", concept, relation, "accepted", reason, who, day, "")
        rows[ref, concept] = _with_reason(new, known)
    return list(rows.values())


def _choice(choice: str, known: Known) -> tuple[str, str]:
    ref, colon, concept = choice.partition(":")
    if not colon:
        raise UsageError(f"{choice}: not a task and an identifier.", "such as WS3.T2:CBD-SUBJECT-KM")
    ref = written_ref(ref, known.refs)
    if ref not in known.refs:
        raise UsageError(f"{choice}: the workplan has no task {ref!r}.", f"one of {', '.join(known.refs)}")
    if not known.is_concept(concept):
        raise UsageError(
            f"{choice}: {concept!r} is not an identifier of the vocabulary.",
            "such as CBD-SUBJECT-KM or GBF-TARGET-21",
            'iagkg vocabulary search "words" finds identifiers.',
        )
    if (ref, concept) in known.printed:
        raise UsageError(f"{choice}: the row names this target, so there is nothing to accept.")
    return ref, concept


def _with_reason(new: Tag, known: Known) -> Tag:
    """Return the row with the reason given, else that of the suggestion it accepts, and where that stands."""
    there = next((tag for tag in known.tags if tag.about == new.about), None)
    if there and there.standing == "accepted":
        raise UsageError(f"{new.ref}:{new.concept}: accepted already, by {there.who}, {there.date}.")
    if new.reason:
        return dataclasses.replace(new, source="a reason given when it was accepted")
    if there:
        return dataclasses.replace(new, reason=there.reason, source=there.source)
    found = list(known.suggested(new.ref))
    one = next((each for each in found if each.identifier == new.concept), None)
    if one is None:
        raise UsageError(
            f"{new.ref}:{new.concept}: was not suggested.",
            f"one of {', '.join(each.identifier for each in found) or 'none for this task'}",
            "give your reason with --reason WORDS.",
        )
    return dataclasses.replace(new, reason=one.reason, source=f"iagkg tag suggest, score {one.score}")


def append_tags(path: Path, base: Path, tags: Iterable[Tag]) -> None:
    """Write `path`: the rows of `base` as they are (the same file, or the shipped one), then the new ones.

    What is written is read back first; nothing is changed where it could not be. Raises InputError then, and
    where the file cannot be read or written.
    """
    try:
        text = base.read_text(encoding="utf-8-sig").replace("\r\n", "\n").rstrip("\n")
        names = text.split("\n", 1)[0].split("\t")
        lines = ["\t".join(_cell(tag, name) for name in names) for tag in tags]
        with write_whole(path) as temporary:
            temporary.write_bytes(("\n".join([text, *lines]) + "\n").encode())
            read_tags(temporary)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be written: {error}", "a file that you may write to") from error


def _cell(tag: Tag, name: str) -> str:
    return " ".join(str(getattr(tag, name)).split()) if name in COLUMNS else ""
