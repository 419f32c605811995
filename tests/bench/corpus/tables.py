"""A corpus as our own input tables: a workspace that `iagkg build` takes as it is."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.known import known
from corpus.lines import SOURCE
from corpus.plan import KEY, VERSION, Decision, Group, Place
from corpus.quads import COLUMNS, TITLE, mandate_of
from iagkg.files import shipped
from iagkg.register.folder import write_folder
from iagkg.register.model import Loaded, Paragraph, Text

__all__ = ["DOCUMENT", "Document", "Workspace"]

DOCUMENT = f"{KEY}_{VERSION.replace('-', '_')}.csv"
_EMPTY = (
    ("workplans", "short_titles.tsv"),
    ("register", "finding_aids.tsv"),
    ("register", "group_decisions.tsv"),
    *((name,) for name in ("keys.tsv", "tags.tsv", "status.csv", "milestones.tsv")),
    *((name,) for name in ("added.csv", "corrections.csv", "followup.csv")),
)
"""Tables of the shipped workplan: of a corpus nothing stands in them."""
_DECISIONS = [
    "decision",
    "title_en",
    "title_kind",
    "meeting",
    "completeness",
    "date",
    "source",
    "confidence",
    "note",
]
_PROVISIONS = [
    "decision",
    "part",
    "annex",
    "section",
    "para",
    "sub",
    "verb",
    "directed_to",
    "source",
    "confidence",
    "note",
]
_MEETINGS = [
    "identifier",
    "body",
    "session",
    "part",
    "start",
    "end",
    "dates_as_given",
    "place",
    "source",
    "confidence",
    "note",
]
_VERSIONS = [
    "file",
    "key",
    "version",
    "previous",
    "sha256",
    "lang",
    "status",
    "adoption",
    "adoption_source",
    "symbol",
    "date",
    "source",
]


class Document:
    """The table of the workplan, row by row, and its checksum so far."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    @property
    def checksum(self) -> str:
        """The SHA-256 of all rows given so far."""
        return self._sum.hexdigest()

    def head(self) -> bytes:
        """Return the title and the headings."""
        return self._taken([[TITLE], COLUMNS])

    def rows(self, group: Group) -> bytes:
        """Return the rows of a group."""
        titles = {number: title for number, _, title in group.streams}
        rows: list[list[str]] = []
        for task in group.tasks:
            if task.position == 1:
                rows.append([f"Workstream {task.stream}: {titles[task.stream]}", "", ""])
            mandate = "; ".join(mandate_of(task, group.decisions))
            rows.append([f"{task.position}. {task.text}", mandate, task.period.words])
        return self._taken(rows)

    def _taken(self, rows: Iterable[Sequence[str]]) -> bytes:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        content = out.getvalue().encode()
        self._sum.update(content)
        return content


class Workspace:
    """A workspace in the making: a group after the other, then `close`."""

    def __init__(self, folder: Path) -> None:
        self._data = folder / "data"
        for name in ("workplans", "register/imported"):
            (self._data / name).mkdir(parents=True, exist_ok=True)
        (folder / "iagkg.toml").write_text("", encoding="utf-8")
        for parts in _EMPTY:
            first = shipped("data", *parts).read_text(encoding="utf-8").partition("\n")[0]
            self._data.joinpath(*parts).write_text(f"{first}\n", encoding="utf-8")
        self._document = (self._data / "workplans" / DOCUMENT).open("wb")
        self._tables = {}
        for name, columns in (("decisions", _DECISIONS), ("provisions", _PROVISIONS)):
            table = (self._data / "register" / f"{name}.tsv").open("w", encoding="utf-8", newline="")
            table.write("\t".join(columns) + "\n")
            self._tables[name] = table
        _table(self._data / "register" / "meetings.tsv", _MEETINGS, list(_meetings()))

    def add(self, group: Group, rows: bytes) -> None:
        """Add a group; `rows` are those of the workplan, as `Document` gives them."""
        self._document.write(rows)
        for one in known(group):
            self._tables["decisions"].write(_line(_DECISIONS, _decision(one.decision)))
            if one.decision.state == "table":
                for place in one.decision.places:
                    self._tables["provisions"].write(_line(_PROVISIONS, _provision(one.decision, place)))
            else:
                folder = f"cbd-cop-{one.decision.session}-{one.decision.number}"
                write_folder(_loaded(one.decision), self._data / "register" / "imported" / folder)

    def head(self, content: bytes) -> None:
        """Write the first rows of the workplan."""
        self._document.write(content)

    def close(self, checksum: str) -> None:
        """Finish the tables; `checksum` is that of the workplan."""
        self._document.close()
        for table in self._tables.values():
            table.close()
        row = {
            "file": DOCUMENT,
            "key": KEY,
            "version": VERSION,
            "sha256": checksum,
            "lang": "en",
            "status": "draft",
        }
        _table(self._data / "workplans" / "versions.tsv", _VERSIONS, [row])


def _line(columns: list[str], row: dict[str, str]) -> str:
    return "\t".join(row.get(column, "") for column in columns) + "\n"


def _table(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    lines = ["\t".join(columns) + "\n", *(_line(columns, row) for row in rows)]
    path.write_text("".join(lines), encoding="utf-8")


def _meetings() -> Iterator[dict[str, str]]:
    for session in range(14, 18):
        yield {
            "identifier": f"COP-{session}",
            "body": "COP",
            "session": str(session),
            "start": f"{1990 + 2 * session}-11-01",
            "end": f"{1990 + 2 * session}-11-29",
            "source": SOURCE,
            "confidence": "seen",
        }


def _decision(decision: Decision) -> dict[str, str]:
    return {
        "decision": decision.name,
        "title_en": decision.title,
        "title_kind": "exact",
        "meeting": f"COP-{decision.session}",
        "completeness": "complete" if decision.state == "complete" else "partial",
        "date": decision.day,
        "source": f"{SOURCE}{decision.index}",
        "confidence": "seen",
    }


def _provision(decision: Decision, place: Place) -> dict[str, str]:
    return {
        "decision": decision.name,
        "part": place.part,
        "annex": place.annex,
        "para": place.para,
        "sub": place.sub,
        "verb": place.verb,
        "directed_to": place.directed,
        "source": f"{SOURCE}{decision.index}",
        "confidence": "seen",
    }


def _loaded(decision: Decision) -> Loaded:
    preambles = [
        Paragraph("preamble", number=str(number), text={"en": words}, recalls=recalled)
        for number, (words, recalled) in enumerate(decision.preambles, start=1)
    ]
    complete = decision.state == "complete"
    texts = tuple(
        Text(
            lang,
            imported_on="2026-01-15",
            reviewed_by="secretary of the group" if complete else "",
            complete="yes" if complete else "",
        )
        for lang in decision.langs
    )
    return Loaded(decision.name, (*preambles, *map(_paragraph, decision.places)), texts)


def _paragraph(place: Place) -> Paragraph:
    return Paragraph(
        place.kind,
        part=place.part,
        annex=place.annex,
        para=place.para,
        sub=place.sub,
        subsub=place.subsub,
        number=place.number,
        text=place.text,
        verb=place.verb,
        directed_to=place.directed,
        role=place.role,
    )
