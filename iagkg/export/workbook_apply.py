"""Write what was accepted from a workbook into the tables of a workspace: all of them, or none."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from iagkg.errors import InputError
from iagkg.export.workbook_plan import Accepting, Plan
from iagkg.files import read_table, write_whole
from iagkg.graph.tables import Tables
from iagkg.progress.added import append_added
from iagkg.progress.appending import append_event
from iagkg.progress.corrections import append_corrections
from iagkg.progress.event import StatusEvent
from iagkg.progress.followup import append_follow_ups
from iagkg.vocabulary.accepting import append_tags

__all__ = ["apply", "contents", "with_events"]

_TITLES = ("key", "version", "ref", "short_title_en", "author", "date")


def contents(plan: Plan, accepting: Accepting, tables: Tables) -> dict[str, bytes]:
    """Return the new contents of each table by its path below `data/`; the tables themselves stay.

    Raises InputError where a table cannot take a row.
    """
    with tempfile.TemporaryDirectory(prefix="iagkg-") as name:
        folder = Path(name)
        made: dict[str, Path] = {}

        def copy(*parts: str) -> Path:
            path = folder.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            base = tables.path(*parts)
            if base.is_file():
                path.write_bytes(base.read_bytes())
            made["/".join(parts)] = path
            return path

        try:
            _write(plan, accepting, copy)
        except InputError as error:
            raise InputError(error.what.replace(f"{folder}", "data"), error.expected, error.hint) from error
        return {name: path.read_bytes() for name, path in made.items()}


def with_events(events: Iterable[StatusEvent], tables: Tables) -> dict[str, bytes]:
    """Return the new content of the table of statuses, as `contents` does."""
    with tempfile.TemporaryDirectory(prefix="iagkg-") as name:
        path, base = Path(name) / "status.csv", tables.path("status.csv")
        if base.is_file():
            path.write_bytes(base.read_bytes())
        for event in events:
            append_event(path, event)
        return {"status.csv": path.read_bytes()}


def _write(plan: Plan, accepting: Accepting, copy: Callable[..., Path]) -> None:
    if plan.events:
        path = copy("status.csv")
        for event in plan.events:
            append_event(path, event)
    if plan.followed:
        append_follow_ups(copy("followup.csv"), plan.followed)
    if plan.corrections:
        append_corrections(copy("corrections.csv"), [line for _, line in plan.corrections])
    if plan.added:
        append_added(copy("added.csv"), [line for _, line in plan.added])
    if plan.tags:
        path = copy("tags.tsv")
        append_tags(path, path, plan.tags)
    if plan.titles:
        _titles(copy("workplans", "short_titles.tsv"), plan, accepting)


def _titles(path: Path, plan: Plan, accepting: Accepting) -> None:
    """Put the new short titles in the places of the old ones, the others as they were."""
    read_table(path, _TITLES)
    header, *lines = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").rstrip("\n").split("\n")
    names = header.split("\t")
    left = dict(plan.titles)
    new = [header]
    for line in lines:
        row = dict(zip(names, line.split("\t"), strict=False))
        mine = (row.get("key"), row.get("version")) == (accepting.workplan, accepting.version)
        if mine and row.get("ref") in left:
            row |= _title(left.pop(row["ref"]), accepting)
            line = "\t".join(row[name] for name in names)  # noqa: PLW2901  # the line as it is now
        new.append(line)
    for ref, words in left.items():
        row = {
            "key": accepting.workplan,
            "version": accepting.version,
            "ref": ref,
            **_title(words, accepting),
        }
        new.append("\t".join(row.get(name, "") for name in names))
    path.write_bytes(("\n".join(new) + "\n").encode())


def _title(words: str, accepting: Accepting) -> dict[str, str]:
    return {"short_title_en": words, "author": accepting.by, "date": accepting.on.isoformat()}


def apply(workspace: Path, new: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the tables of a workspace, each made ready beside its place before the first is put there.

    Raises InputError where one cannot be written.
    """
    paths = {workspace.joinpath("data", *name.split("/")): content for name, content in new.items()}
    try:
        with ExitStack() as ready:
            for path, content in paths.items():
                ready.enter_context(write_whole(path)).write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{workspace}/data: cannot be written: {error.strerror}.", "a place that you may write to"
        ) from error
    return tuple(paths)
