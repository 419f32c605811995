"""Roles and organisations, not people: what cannot stand for a role, and the names kept apart.

Names stand in `data/people.csv` alone, which git leaves out; they are shown only when asked for.
"""

import csv
import re
from pathlib import Path

from iagkg.errors import InputError
from iagkg.role import role_problem

__all__ = ["address_in", "looks_like_a_name", "names_of_roles", "person_problem"]

_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}")
_TITLE = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Mme|Mlle|Dr|Prof|Sr|Sra)\b\.?\s+[A-Z\u00c0-\u00de]")
_NAME = re.compile(
    r"[A-Z\u00c0-\u00de]\w*[a-z\u00df-\u00ff]\w*|[A-Z]\.|(?:de|da|del|di|la|van|von|el|al|bin)"
)
# Words that a role or an organisation has and the name of a person has not.
_OFFICES = re.compile(
    r"(?i)\b(?:secr[eé]tai?r\w*|secretari\w*|chair\w*|co-?chair\w*|president\w*|pr[eé]sident\w*|officers?|experts?|"
    r"members?|membres?|miembros?|focal|points?|leads?|leader|rapporteurs?|relator\w*|bureau|director\w*|"
    r"directeur|directrice|coordinat\w*|coordonn\w*|coordinador\w*|group|groupe|grupo|team|unit|staff|"
    r"consultants?|executive|deputy|ministry|minist\w*|agency|agenc\w*|cent(?:re|er)s?|centro\w*|institut\w*|"
    r"universit\w*|universidad|program\w*|convention|convenio|alliance|alianza|network|r[eé]seau|red|"
    r"organi[sz]ation\w*|organisation|organizaci[oó]n|govern\w*|gouvernement|gobierno|federation|foundation|"
    r"fondation|fundaci[oó]n|society|fund|bank|initiative|museum|gardens?|nations?|naciones|union|committee|"
    r"comit\w*|council|consej\w*|conseil|body|entity|facility|mechanism|parties|party|international|global|"
    r"world|bioversity|biodiversity)\b"
)


def address_in(words: str) -> str:
    """Return the first e-mail address in some words; empty where there is none."""
    found = _ADDRESS.search(words)
    return found[0] if found else ""


def person_problem(who: str) -> str:
    """Say why words cannot stand for a role or an organisation: empty, an address, a person with a title."""
    if role_problem(who):
        return role_problem(who)
    return "a person, not a role" if _TITLE.search(who) else ""


def looks_like_a_name(words: str) -> bool:
    """Tell whether words may be the name of a person: two to four of them, each as names are written."""
    parts = words.replace(",", " ").split()
    names = [part for part in parts if part[:1].isupper() and not part.isupper()]
    alike = 2 <= len(parts) <= 4 and len(names) >= 2 and all(_NAME.fullmatch(part) for part in parts)
    return bool(_TITLE.search(words)) or (alike and not _OFFICES.search(words))


def names_of_roles(path: Path) -> dict[str, str]:
    """Return the names that a workspace keeps for roles, from a table with the columns role and name.

    No file: no names. Raises InputError, naming file, row and column, where the table cannot be read.
    """
    if not path.is_file():
        return {}
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path}: cannot be read: {error}.", "a table in UTF-8 with commas: role,name"
        ) from error
    if not rows or rows[0][:2] != ["role", "name"]:
        raise InputError(f"{path}, row 1: other columns.", "role,name")
    found = {}
    for number, row in enumerate(rows[1:], start=2):
        if len(row) < 2 or not row[0].strip() or not row[1].strip():
            raise InputError(f"{path}, row {number}, column role or name: empty.", "a role and a name")
        found[row[0].strip().casefold()] = row[1].strip()
    return found
