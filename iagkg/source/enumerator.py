"""The numbers and letters that stand before a task or a part of one: "1.", "2.1", "1.1.A.", "(a)", "iv)"."""

import re
from dataclasses import dataclass
from functools import cache

from iagkg.source.headings import task_words

__all__ = ["Enumerator", "follows", "is_enumerator", "is_first", "kinds", "prefix", "read_enumerator"]

LONGEST = 60
"""Characters of a paragraph looked at: what stands later is no number of it."""
LONGEST_ALONE = 20
"""Characters of a cell that may hold a number and nothing else."""
ROMAN = {
    "x" * tens + ones: 10 * tens + place
    for tens in range(4)
    for place, ones in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if tens or place
}
SIMPLE = r"\d{1,3}|[A-Za-z]|[ivxl]{2,8}|[IVXL]{2,8}"
DOTTED = r"(?:\d{1,3}|[A-Za-z])(?:\.(?:\d{1,3}|[A-Za-z]))+"
MIXED = r"\d{1,3}(?:\.\d{1,3})*[ \u00a0]?\((?:[a-z]|[ivxl]{2,8})\)"
END = r"(?=\s|$)"
GLUED = r"(?=[^\W\d_][^\W\d_])"
FORMS = re.compile(
    rf"""\s*(?:
      \(\s?(?P<both>{DOTTED}|{SIMPLE})\s?\)[.:]?(?:{END}|(?=[^\W\d_]))
    | (?P<mixed>{MIXED})[.:]?{END}
    | (?P<right>{DOTTED}|{SIMPLE})\){END}
    | (?P<dotted>{DOTTED})[.:]?{END}
    | (?P<run>\d{{1,3}}(?:\.\d{{1,3}})+)\.?{GLUED}
    | (?P<stop>{SIMPLE})\.{END}
    | (?P<glued>\d{{1,3}})\.{GLUED}
    | (?P<sign>\d{{1,3}}|[A-Z])(?::|[ \u00a0][-–—](?=\s+[^\W\d_a-z])){END}
    )\s*[-–—]?\s*""",
    re.VERBOSE,
)
BARE = re.compile(r"\s*(?P<bare>\d{1,2})[ \u00a0\t]+(?=[A-ZÀ-Þ])")
ALONE = re.compile(rf"\(?\s?(?:{DOTTED}|{SIMPLE}|{MIXED})\s?\)?[.:]?$")
PARTS = re.compile(r"[A-Za-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A number or letter: `value` without stop and brackets, `form` its dress, `end` the place after it."""

    value: str
    form: str
    printed: str
    end: int

    @property
    def dotted(self) -> bool:
        """True for a number of several parts ("2.1", "1.1.A")."""
        return len(PARTS.findall(self.value)) > 1


@cache
def _worded() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(task_words(), key=len, reverse=True))
    return re.compile(
        rf"\s*(?:{words})\s+(?P<word>{DOTTED}|{SIMPLE})\s*(?:[.:)–—-]+{END}|$)\s*", re.IGNORECASE
    )


def read_enumerator(text: str, *, task: bool = False, bare: bool = False) -> Enumerator | None:
    """Return the number or letter a paragraph begins with, None where it begins with words.

    `task` allows a word before it ("Task 1:"), `bare` a figure with nothing after it ("1 Provide ...").
    """
    head = text[:LONGEST]
    found = FORMS.match(head)
    if found is None and task:
        found = _worded().match(head)
    if found is None and bare:
        found = BARE.match(head)
    if found is None or found.lastgroup is None:
        return None
    value = re.sub(r"\s", "", found[found.lastgroup])
    if found.lastgroup in ("dotted", "right", "both") and "." in value and not re.search(r"\d", value):
        return None  # an abbreviation, "e.g."
    printed = head[: found.end()].strip().rstrip("–—- ")
    return Enumerator(value, found.lastgroup, printed, found.end())


def is_enumerator(text: str) -> bool:
    """Tell whether a cell holds a number or letter and nothing else."""
    plain = text.strip()
    if len(plain) > LONGEST_ALONE:
        return False
    return bool(ALONE.match(plain)) or bool(plain[:1].isalpha() and _worded().fullmatch(plain))


def kinds(value: str) -> dict[str, int]:
    """Return the ways the last part of a number can be counted, and its place in each.

    >>> kinds("i")
    {'roman': 1, 'letter': 9}
    """
    last = PARTS.findall(value)[-1]
    if last.isdigit():
        return {"figure": int(last)}
    case = "capital " if last.isupper() else ""
    ways = {}
    if (place := ROMAN.get(last.lower())) is not None:
        ways[f"{case}roman"] = place
    if len(last) == 1:
        ways[f"{case}letter"] = ord(last.lower()) - ord("a") + 1
    return ways


def is_first(value: str) -> bool:
    """Tell whether the last part of a number opens a list: 1, a, i."""
    return 1 in kinds(value).values()


def prefix(value: str) -> str:
    """Return a dotted number without its last part, in one spelling ("1.1.A" and "1.1(a)" give "1.1")."""
    return ".".join(PARTS.findall(value)[:-1])


def follows(value: str, before: str) -> bool:
    """Tell whether a number is the next one after another of its list."""
    if prefix(value) != prefix(before):
        return False
    earlier = kinds(before)
    return any(earlier.get(way) == place - 1 for way, place in kinds(value).items())
