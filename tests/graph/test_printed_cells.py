"""What a table prints beside tasks, mandates and periods stands in the printed graph, and comes back."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from iagkg.graph.printed import printed_quads
from iagkg.graph.printed_cells import cell_quads, column_quads
from iagkg.graph.quads import Quad, parsed
from iagkg.graph.standing import Standing
from iagkg.names import IAG, SCHEME
from iagkg.source import read_bytes
from iagkg.store.embedded import EmbeddedStore
from iagkg.workplan import Task

TABLE = """No.,Task,Mandate,When,Lead,Deliverable,Budget,Budget
,I. Capacity,,,,,,
1,Advise,16/9 B 9 (a),2025,"The ""Bureau"", Secretariat",A report,10 000,none
2,Report,16/9 B 9 (b),2026,,,,
"""
PLAN = read_bytes("plan.csv", TABLE.encode())
TASKS = [task for stream in PLAN.workstreams for task in stream.tasks]
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


def said(quads: list[Quad], name: str) -> list[str]:
    """Return the literals of a property of ours, without their marks."""
    return [str(q.object)[1:-1] for q in quads if q.predicate == f"<{IAG}{name}>"]


def cells_of(store: EmbeddedStore) -> list[tuple[str, str]]:
    rows = store.select(
        f"PREFIX iag: <{IAG}> SELECT ?heading ?words ?at WHERE {{ GRAPH ?g "
        "{ ?task iag:printedCell ?cell . "
        "?cell iag:heading ?heading ; iag:asPrinted ?words ; iag:position ?at } }"
        " ORDER BY ?at"
    ).rows
    return [(str(row[0]), str(row[1])) for row in rows]


def test_the_cells_of_a_task_stand_as_printed() -> None:
    quads = list(printed_quads(PLAN, Standing("plan", "1", lang="en")))
    assert said(quads, "printedResponsible") == ['The \\"Bureau\\", Secretariat']
    assert said(quads, "printedOutput") == ["A report"]
    assert len(parsed(quads)) == len(quads)
    assert all("Secretariat" not in q.object or "@" not in q.object for q in quads)
    (heading,) = PLAN.workstreams
    assert heading.printed in said(quads, "asPrinted")


def test_no_cell_is_lost_where_two_columns_have_one_heading() -> None:
    store = EmbeddedStore.from_quads(cell_quads(TASKS[0], "https://example.org/t", "https://example.org/g"))
    kept = " ".join(words for _, words in cells_of(store))
    assert "10 000" in kept
    assert "none" in kept


def test_an_empty_cell_says_nothing() -> None:
    assert list(cell_quads(TASKS[1], "https://example.org/t", "https://example.org/g")) == []


def test_every_column_says_what_it_was_read_as() -> None:
    quads = list(column_quads(PLAN, "https://example.org/p", "https://example.org/g"))
    roles = [q.object for q in quads if q.predicate == f"<{IAG}readAs>"]
    assert roles == [
        f"<{SCHEME}column-role/{role}>"
        for role in ("number", "task", "mandate", "timeline", "responsible", "output", "other", "other")
    ]


@given(st.dictionaries(WORDS.filter(str.strip), WORDS.filter(str.strip), max_size=5), WORDS, WORDS)
def test_what_is_printed_comes_back(extra: dict[str, str], responsible: str, output: str) -> None:
    task: Task = dataclasses.replace(TASKS[0], extra=extra, responsible=responsible, output=output)
    store = EmbeddedStore.from_quads(cell_quads(task, "https://example.org/t", "https://example.org/g"))
    assert cells_of(store) == list(extra.items())
    for name, words in (("printedResponsible", responsible), ("printedOutput", output)):
        rows = store.select(f"SELECT ?words WHERE {{ GRAPH ?g {{ ?task <{IAG}{name}> ?words }} }}").rows
        assert [str(row[0]) for row in rows] == [words] * bool(words.strip())
