"""The words people read, from one table: English, French, Spanish.

`data/wording.tsv` has a row a sentence: its key, and the words in each language, with the places of
values in braces. Where a language has no words yet, the English ones stand.
"""

from functools import cache
from typing import Literal, get_args

from iagkg.errors import IagkgError, UsageError
from iagkg.files import read_table, shipped

__all__ = ["LANGUAGES", "Language", "has_words", "language", "say"]

Language = Literal["en", "fr", "es"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def say(key: str, lang: str = "en", **values: object) -> str:
    """Return the words of `key` in a language, with `values` in their places.

    A key that is not in the table, or a value it asks for and does not get, is a fault of ours.
    """
    words = _table().get(key)
    if words is None:
        raise IagkgError(f"wording.tsv: no words for {key!r}.")
    try:
        return (words.get(lang) or words["en"]).format(**values)
    except (KeyError, IndexError, ValueError) as error:
        raise IagkgError(f"wording.tsv, {key}: the value {error} is missing.") from error


def has_words(key: str) -> bool:
    """Tell whether the table has words for `key`."""
    return key in _table()


def language(given: str) -> Language:
    """Return a language the table has. Raises UsageError for any other."""
    for lang in LANGUAGES:
        if given.lower() == lang:
            return lang
    raise UsageError(f"--lang {given}: no such language here.", " or ".join(LANGUAGES))


@cache
def _table() -> dict[str, dict[str, str]]:
    path = shipped("data", "wording.tsv")
    table: dict[str, dict[str, str]] = {}
    for row in read_table(path, ("key", *LANGUAGES)):
        if row["key"] in table:
            raise IagkgError(f"{path}: the key {row['key']} stands there twice.")
        table[row["key"]] = {lang: row[lang] for lang in LANGUAGES}
    return table
