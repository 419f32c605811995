"""The words on screens, sheets and papers: one table, `data/wording.tsv`, in English, French and Spanish."""

from functools import cache

from iagkg.files import read_table, shipped

__all__ = ["say", "wordings"]


@cache
def wordings() -> dict[str, dict[str, str]]:
    """Return the table: for each key its words by language."""
    return {row["key"]: row for row in read_table(shipped("data", "wording.tsv"), ("key", "en", "fr", "es"))}


def say(key: str, lang: str = "en", **values: object) -> str:
    """Return the words of a key in a language (English where a language has none), values filled in.

    Raises KeyError for an unknown key: a fault of ours, found by the tests.
    """
    row = wordings()[key]
    return (row.get(lang) or row["en"]).format(**values)
