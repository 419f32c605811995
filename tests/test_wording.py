import re
from string import Formatter

import pytest

from iagkg.errors import IagkgError, UsageError
from iagkg.files import read_table, shipped
from iagkg.wording import LANGUAGES, language, say

ROWS = read_table(shipped("data", "wording.tsv"), ("key", *LANGUAGES))
FORBIDDEN = re.compile(
    r"(?i)\b(uncovered|gaps?|missing|fails?|overdue|deadline|graph|iri|shacl|shape|node)\b"
)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("row", ROWS, ids=[row["key"] for row in ROWS])
def test_every_row_has_words_in_three_languages_with_the_same_places(row: dict[str, str]) -> None:
    for lang in LANGUAGES:
        assert row[lang].strip(), lang
        assert places(row[lang]) == places(row["en"])


@pytest.mark.parametrize(
    "row", [row for row in ROWS if not row["key"].startswith("data.")], ids=lambda r: r["key"]
)
def test_words_that_judge_or_belong_to_data_people_are_not_used(row: dict[str, str]) -> None:
    if row["key"] != "note.period":  # says that a period is no deadline
        assert not FORBIDDEN.search(row["en"])


def test_words_with_values() -> None:
    assert say("query.rows.many", count=3) == "3 rows"
    assert say("query.rows.many", "es", count=3) == "3 filas"


def test_an_unknown_key_or_a_value_not_given_is_an_error() -> None:
    with pytest.raises(IagkgError, match="no words"):
        say("no.such.key")
    with pytest.raises(IagkgError, match="count"):
        say("query.rows.many")


def test_a_language_is_one_of_three() -> None:
    assert language("FR") == "fr"
    with pytest.raises(UsageError, match="de"):
        language("de")
