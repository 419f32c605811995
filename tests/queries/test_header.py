"""The header of a query file: what breaks a rule is refused with its place, never passed over."""

from pathlib import Path

import pytest

from iagkg.errors import InputError, UsageError
from iagkg.queries import catalogue, named, parse_query

GOOD = """#+ title: Tasks
#+ question: Which tasks are there?
#+ description: All of them.
#+ parameter: date | date | all | A day
#+ column: ref | text | Reference
#+ keywords: task, test
#+ licence: CC-BY-4.0

SELECT DISTINCT ?ref
WHERE {
  VALUES (?date) { (UNDEF) }
  ?task <http://purl.org/dc/terms/identifier> ?ref .
}
ORDER BY ?ref
"""


def test_a_good_header() -> None:
    query = parse_query(Path("tasks/all.rq"), GOOD)
    assert (query.name, query.topic, query.title) == ("all", "tasks", "Tasks")
    assert query.keywords == ("task", "test")
    assert query.parameter("date") == query.parameters[0]
    assert query.parameter("day") is None
    assert [column.name for column in query.columns] == ["ref"]
    assert query.text.startswith("SELECT DISTINCT ?ref")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("#+ title: Tasks\n", "", "lacks title"),
        ("#+ keywords", "#+ keyword", "line 6: the key 'keyword' is unknown"),
        ("#+ question: Which", "#+question: Which", "line 2"),
        ("#+ licence: CC-BY-4.0", "#+ licence: CC-BY-4.0\n#+ title: Again", "twice"),
        ("date | date | all | A day", "date | moment | all | A day", "line 4: not a parameter"),
        ("date | date | all | A day", "date | date | all", "line 4: not a parameter"),
        ("ref | text | Reference", "ref | colour | Reference", "line 5: not a column"),
        ("#+ column: ref | text | Reference\n", "", "columns of the header"),
        ("VALUES (?date) { (UNDEF) }", "", "has no place"),
        ("#+ parameter: date | date | all | A day\n", "", "no line in the header"),
        ("SELECT DISTINCT ?ref\n", "SELECT ?ref\n", "columns of the header"),
    ],
)
def test_a_bad_header_is_refused(old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError, match=says):
        parse_query(Path("tasks/all.rq"), GOOD.replace(old, new))


def test_the_first_ten_are_there() -> None:
    assert set(catalogue()) >= {
        *("paragraphs-by-decision", "coverage-by-paragraph", "tasks-by-paragraph", "tasks-citing-in-bulk"),
        *(
            "paragraphs-shared",
            "targets-named",
            "ends-by",
            "running-on",
            "status-not-recorded",
            "source-notes",
        ),
    }


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(UsageError, match="no query has this name") as caught:
        named("paragraphs-shred")
    assert "paragraphs-shared" in caught.value.hint
    for name in ("../../README", "coverage/*", "", "*"):
        with pytest.raises(UsageError):
            named(name)
