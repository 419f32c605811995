from pathlib import Path

import pytest

from iagkg.files import shipped
from iagkg.source import read
from iagkg.vocabulary.entities import read_entities
from iagkg.vocabulary.naming import named_in, names_of
from iagkg.vocabulary.tags import read_tags, write_tags

ENTITIES = read_entities(shipped("data", "vocabulary", "entities.tsv"))
WORKPLAN = read(shipped("data", "workplans", "iag_tsc_2025_2027.txt"))
TAGS = read_tags(shipped("data", "tags.tsv"))


def test_the_shipped_table_is_what_the_names_give_on_the_shipped_workplan() -> None:
    found = [(n.ref, n.item, n.identifier, f"printed: {n.words}") for n in names_of(WORKPLAN, ENTITIES)]
    table = [(t.ref, t.item, t.concept, t.reason) for t in TAGS if t.relation == "names"]
    assert table == found
    assert len(found) == 25


def test_the_words_and_rows_quoted_stand_in_the_document() -> None:
    tasks = {task.ref: task for stream in WORKPLAN.workstreams for task in stream.tasks}
    for named in names_of(WORKPLAN, ENTITIES):
        assert named.row == tasks[named.ref].row
    for tag in TAGS:
        assert tag.source.startswith(f"row {tasks[tag.ref].row} of the document")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the interim global coordination entity", ["interim-global-coordination-entity"]),
        ("the global coordination entity", ["global-coordination-entity"]),
        (
            "the global coordination entity, not the interim global coordination entity",
            ["global-coordination-entity", "interim-global-coordination-entity"],
        ),
        ("Bioland, then Parties, then Bioland again", ["bioland", "parties"]),
        ("third parties", []),
        ("Biolands", []),
        ("the NATIONAL CHMs", ["national-clearing-houses"]),
        ("Long-Term\nStrategic  Framework", ["long-term-strategic-framework"]),
        ("indigenous peoples", []),
        ("les peuples autochtones et communautés locales", ["ilc"]),
        ("", []),
    ],
)
def test_names_are_whole_words_and_the_longest_wins(text: str, found: list[str]) -> None:
    assert [identifier for identifier, _ in named_in(text, ENTITIES)] == found


def test_the_words_are_given_as_printed_on_one_line() -> None:
    assert named_in("of Long-Term\nStrategic  Framework.", ENTITIES) == [
        ("long-term-strategic-framework", "Long-Term Strategic Framework")
    ]


def test_a_table_of_tags_is_written_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "tags.tsv"
    write_tags(path, TAGS)
    assert path.read_bytes() == shipped("data", "tags.tsv").read_bytes()
