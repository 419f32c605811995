"""The bodies that decide and recommend, and the form of their numbers: rows of `data/bodies.tsv`.

A form is a template: {R} is the session in roman, {S} in arabic, {Y} a year, {N} the number of the
decision, {X} a number with a letter or points ("15A", "10.b"). One body may have several rows, one for
each stretch of sessions that kept a form.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from iagkg.citation.numerals import from_roman, to_roman
from iagkg.files import read_table, shipped

__all__ = [
    "Form",
    "body_forms",
    "find_number",
    "forms",
    "last_session",
    "official",
    "row_of",
    "split_number",
    "template_pattern",
]

COLUMNS = (
    "scheme",
    "body",
    "segment",
    "kind",
    "form",
    "first",
    "last",
    "symbol",
    "named",
    "names_en",
    "names_fr",
    "names_es",
)
FIELDS = {
    "{R}": r"(?P<roman{i}>(?=[1l]{{0,6}}[IVXL])[IVXL1l]{{1,7}})",
    "{S}": r"(?P<session{i}>[0-9]{{1,3}})",
    "{Y}": r"(?P<session{i}>(?:19|20)[0-9]{{2}})",
    "{N}": r"(?P<number{i}>[0-9]{{1,4}})",
    "{X}": r"(?P<number{i}>[0-9]{{1,3}}(?:[A-Z](?![a-z]))?(?:\.[0-9a-z]{{1,2}}(?![0-9a-z])){{0,3}})",
}
FIELD = re.compile(r"(\{[RSYNX]\})")


@dataclass(frozen=True, slots=True)
class Form:
    """One row of the table: a body and the form its numbers have from session `first` to `last`."""

    scheme: str
    body: str
    segment: str
    kind: Literal["decision", "recommendation", "resolution"]
    form: str
    first: int
    last: int
    symbol: str
    named: bool
    names: tuple[str, ...]

    @property
    def own_shape(self) -> bool:
        """Whether the number alone tells the body: "CP-9/7", "16/CP.22"."""
        return not self.named and self.form not in {"{R}/{N}", "{S}/{N}"}

    def holds(self, session: int) -> bool:
        """Whether the form is that of a session; the last form of a body holds for sessions to come."""
        return row_of(self.body, session, self.segment) in {self, None}


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """Return the rows of the table of bodies, in its order. Raises InputError for a faulty table."""
    found = []
    for row in read_table(shipped("data", "bodies.tsv"), COLUMNS):
        names = "|".join(row[f"names_{language}"] for language in ("en", "fr", "es"))
        kind: Literal["decision", "recommendation", "resolution"] = "decision"
        if row["kind"] == "recommendation":
            kind = "recommendation"
        elif row["kind"] == "resolution":
            kind = "resolution"
        found.append(
            Form(
                row["scheme"],
                row["body"],
                row["segment"],
                kind,
                row["form"],
                int(row["first"]),
                int(row["last"]),
                row["symbol"],
                row["named"] == "yes",
                tuple(name for name in names.split("|") if name),
            )
        )
    return tuple(found)


@lru_cache(maxsize=64)
def body_forms(body: str) -> tuple[Form, ...]:
    """Return the rows of one body; empty for a body that is not in the table."""
    return tuple(form for form in forms() if form.body == body)


def last_session(body: str) -> int:
    """Return the last session known of a body, 0 for a body that is not in the table."""
    return max((form.last for form in body_forms(body)), default=0)


def row_of(body: str, session: int, segment: str | None = None) -> Form | None:
    """Return the row that holds for a session; for one that is not known yet, the row of the last one known.

    `segment` tells apart the decisions and resolutions of a body that counts both.
    """
    rows = [form for form in body_forms(body) if segment is None or form.segment == segment]
    known = next((form for form in rows if form.first <= session <= form.last), None)
    return known or max(rows, key=lambda form: form.last, default=None)


def fill(template: str, session: int, number: str) -> str:
    """Write a session and a number into a template."""
    for field, value in (("{R}", to_roman(session)), ("{S}", str(session)), ("{Y}", str(session))):
        template = template.replace(field, value)
    return template.replace("{N}", number).replace("{X}", number)


def official(body: str, session: int, number: str, segment: str | None = None) -> str:
    """Return the number of a decision in its official form: COP 13, 23 is "XIII/23", COP 16, 9 is "16/9"."""
    row = row_of(body, session, segment)
    return fill(row.form, session, number) if row else f"{session}/{number}"


def template_pattern(template: str, index: int = 0) -> str:
    """Return the pattern that reads a template, its fields as groups `roman0`, `session0`, `number0`.

    A hyphen may be missing ("CP11/7"), a slash may stand between spaces ("X/ 36"). Every part is bounded,
    so that matching at one place takes constant time.
    """
    parts = []
    for part in FIELD.split(template):
        if part in FIELDS:
            parts.append(FIELDS[part].format(i=index))
        else:
            parts.append(re.escape(part).replace(r"\-", "[- ]?").replace("/", " ?/ ?").replace(r"\ ", " ?"))
    return "".join(parts)


def split_number(body: str, decision: str) -> tuple[int, str] | None:
    """Return session and number of a decision in its official form; None where it has not that form."""
    found = find_number(body, decision)
    return found[1:] if found else None


@lru_cache(maxsize=4096)
def find_number(body: str, decision: str) -> tuple[Form, int, str] | None:
    """Return row, session and number of a decision in its official form; None where it has not that form."""
    for row in body_forms(body):
        match = re.fullmatch(template_pattern(row.form), decision)
        if match is None:
            continue
        named = match.groupdict()
        session = from_roman(named["roman0"]) if named.get("roman0") else int(named.get("session0") or 1)
        if session and fill(row.form, session, named["number0"]) == decision and row.holds(session):
            return row, session, named["number0"]
    return None
