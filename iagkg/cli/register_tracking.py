"""Import the JSON of the Decision Tracking Tool into the workspace, and say what was done."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from iagkg.errors import ExitCode

if TYPE_CHECKING:
    from iagkg.citation.model import Citation
    from iagkg.register.conflicts import Conflict
    from iagkg.register.tracking_account import Account

__all__ = ["ImportOptions", "import_tracking", "is_json", "named_decision"]

_WIDTH = 12
_SEVERITIES = {"error": "must-be-corrected", "warning": "please-check", "info": "for-information"}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user asked for. `decision` is the one expected, `source` the address of the file."""

    decision: str = ""
    complete: bool = False
    replace: bool = False
    source: str = ""
    on: str = ""
    as_json: bool = False
    dry_run: bool = False
    lang: str = "en"
    workspace: Path | None = None


def is_json(path: Path, content: bytes) -> bool:
    """Tell whether a file is for this importer: by its name, else by how it begins."""
    return path.suffix.lower() == ".json" or content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def import_tracking(name: str, content: bytes, options: ImportOptions) -> ExitCode:
    """Load a decision of the Tracking Tool and print the account; return the exit code, 1 to act on.

    Raises UsageError for options that cannot be, InputError for a file that is refused or is of another
    decision; nothing is written then.
    """
    from iagkg.citation import canonical, decision_iri
    from iagkg.cli.register_home import day, workspace_to_write
    from iagkg.errors import InputError
    from iagkg.register.folder import folder_of, loaded_of, write_folder
    from iagkg.register.tracking import read_tracking
    from iagkg.register.tracking_account import account, as_object, put_in

    imported_on = day(options.on)
    home = workspace_to_write(options.workspace)
    reading = read_tracking(name, content, dt.date.fromisoformat(imported_on), options.source)
    if options.decision and decision_iri(named_decision(options.decision)) != decision_iri(reading.citation):
        raise InputError(
            f"{name}: is of decision {canonical(reading.citation)}, not {options.decision}.",
            f"the tree of decision {options.decision}",
        )
    folder, before = folder_of(home, reading.citation), loaded_of(home, reading.citation)
    after, found = put_in(before, reading, options.complete, options.replace)
    done = account(reading, found, imported_on, options.replace)
    if not options.dry_run:
        write_folder(after, folder)
    if options.as_json:
        made = as_object(done, None if options.dry_run else folder.relative_to(home).as_posix())
        typer.echo(json.dumps([made], ensure_ascii=False, indent=1))
    else:
        for line in _lines(done, options, folder, after.complete):
            typer.echo(line)
    return ExitCode.TO_ACT_ON if done.to_act_on else ExitCode.DONE


def named_decision(words: str) -> "Citation":
    """Return the decision that a user names. Raises UsageError where the words are not one decision."""
    from iagkg.citation import parse_citations
    from iagkg.errors import UsageError

    found = parse_citations(words).citations
    if len(found) != 1 or found[0].decision is None:
        raise UsageError(f"{words!r}: not a decision.", "one decision, such as 16/3")
    return found[0]


def _lines(done: "Account", options: ImportOptions, folder: Path, complete: bool) -> Iterator[str]:
    from iagkg.wording import say

    lang = options.lang
    form = say(f"tracking.form.{done.form}", lang)
    yield say("tracking.read", lang, decision=done.decision, form=form, day=done.imported_on)
    for language, title in done.titles:
        yield _line(say("tracking.title", lang), f"{title} ({language})")
    places = ", ".join(f"{count} {say(f'tracking.kind.{kind}', lang)}" for kind, count in done.places)
    yield _line(say("tracking.places", lang), places or say("tracking.none", lang))
    texts = ", ".join(f"{language} {count}" for language, count in done.texts)
    yield _line(say("tracking.texts", lang), texts or say("tracking.none", lang))
    statuses = (f"{status or say('tracking.no-status', lang)} {count}" for status, count in done.statuses)
    yield _line(say("tracking.statuses", lang), ", ".join(statuses) or say("tracking.none", lang))
    left_out = ", ".join(f"{what} {count}" for what, count in done.left_out)
    if left_out:
        yield _line(say("tracking.left-out", lang), left_out)
    for conflict in done.conflicts:
        yield _conflict(conflict, done.replaced, lang)
    for problem in done.problems:
        severity = say(f"severity.{_SEVERITIES[problem.severity]}", lang).capitalize()
        found = f' ("{_shortened(problem.found, 70)}")' if problem.found else ""
        yield f"{severity}: {problem.message}{found}"
    if done.conflicts:
        key = "tracking.replaced" if done.replaced else "tracking.kept"
        yield say(key, lang, count=len(done.conflicts))
    yield say("tracking.dry" if options.dry_run else "tracking.written", lang, folder=folder)
    if done.texts and not complete:
        yield say("tracking.not-complete", lang, decision=done.decision)


def _conflict(conflict: "Conflict", replaced: bool, lang: str) -> str:
    from iagkg.register.conflicts import place_words
    from iagkg.wording import say

    what = f"{conflict.field} ({conflict.language})" if conflict.language else conflict.field
    old, new = (
        f'"{_shortened(words, 60)}"' + (f" ({day})" if day else "")
        for words, day in ((conflict.loaded, conflict.loaded_on), (conflict.new, conflict.new_on))
    )
    place = place_words(conflict.place)
    key = "tracking.conflict-replaced" if replaced else "tracking.conflict-kept"
    return say(key, lang, place=place, what=what, old=old, new=new)


def _line(heading: str, words: str) -> str:
    return f"  {heading:<{_WIDTH}}{words}"


def _shortened(words: str, width: int) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= width else plain[: width - 3] + "..."
