"""The questions on what decisions say, whom they ask and what tasks are tagged with, on a dataset made up."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from engines import RdflibStore

from iagkg.graph.quads import Quad
from iagkg.queries import catalogue, run
from iagkg.store.base import Store
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import lexical

TREE = "https://example.org/tree"
DAY = "2026-03-05"


def quads() -> list[Quad]:
    path = Path(__file__).with_name("said.trig")
    return [
        Quad(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name))
        for q in ox.parse(path=path, format=ox.RdfFormat.TRIG)
    ]


def twice() -> list[Quad]:
    return [*quads(), *(quad._replace(graph=quad.graph[:-1] + "-again>") for quad in quads())]


@pytest.fixture(scope="module", params=["pyoxigraph", "pyoxigraph-twice", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "rdflib":
        return RdflibStore(quads())
    return EmbeddedStore.from_quads(quads() if request.param == "pyoxigraph" else twice())


def ask(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    table = run(store, catalogue()[name], values)
    return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]


def cells(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


COVERAGE = [
    # place, class, role, known parts, cited parts, not in the decision, counts in a percentage
    ("para. 1", "direct", "asked", "0", "0", "false", "true"),
    ("para. 2", "parts-some", "asked", "2", "1", "false", "false"),
    ("para. 2 (a)", "direct", "asked", "0", "0", "false", "true"),
    ("para. 2 (b)", "none", "asked", "0", "0", "false", "true"),
    ("para. 3", "direct", "consulted", "0", "0", "false", "true"),
    ("para. 4", "none", "consulted", "0", "0", "false", "true"),
    ("para. 5", "none", "not-named", "0", "0", "false", "false"),
    ("para. 5 (z)", "direct", "text-not-seen", "0", "0", "true", "false"),
    ("para. 6", "none", "asked", "0", "0", "false", "true"),
]


def test_roles_classes_and_what_counts_in_a_percentage(store: Store) -> None:
    rows = ask(store, "coverage-by-paragraph", decision="IX/3")
    names = (*("paragraph", "coverage", "role", "known_parts", "cited_parts"), "not_in_decision", "in_share")
    assert cells(rows, *names) == [(f"IX/3, {place}", *rest) for place, *rest in COVERAGE]
    partly = ask(store, "coverage-by-paragraph", decision="IX/4")
    assert cells(partly, "role", "coverage", "in_share") == [("asked", "none", "false")]


def test_to_whom_in_the_language_asked_for(store: Store) -> None:
    directed = {r["paragraph"]: r["directed_to"] for r in ask(store, "coverage-by-paragraph")}
    assert directed["IX/3, para. 1"] == "advisory-group"
    assert directed["IX/3, para. 2"] == ""
    assert directed["IX/3, para. 3"] == "Executive Secretary; Parties"
    french = {r["paragraph"]: r["directed_to"] for r in ask(store, "coverage-by-paragraph", lang="fr")}
    assert french["IX/3, para. 3"] == "Parties; Secrétaire exécutif"


@pytest.mark.parametrize(
    ("parameter", "value", "places"),
    [
        ("body", "parties", ["para. 3", "para. 5"]),
        ("body", "advisory-group", ["para. 1"]),
        ("body", "nobody", []),
        ("tracking_status", "elapsed", ["para. 3", "para. 4"]),
        ("workstream", "WS1", ["para. 1", "para. 2 (a)", "para. 5 (z)"]),
        ("workstream", "WS2", ["para. 3"]),
        ("workstream", "WS22", []),
        ("target", "21", ["para. 1"]),
        ("target", "20", ["para. 1", "para. 3", "para. 4"]),
        ("target", "8", []),
        ("target", "A", []),
    ],
)
def test_filters_keep_the_classes_of_the_whole_workplan(
    store: Store, parameter: str, value: str, places: list[str]
) -> None:
    every = {row["paragraph"]: row for row in ask(store, "coverage-by-paragraph")}
    kept = ask(store, "coverage-by-paragraph", **{parameter: value})
    assert [row["paragraph"].removeprefix("IX/3, ") for row in kept] == places
    assert all(row == every[row["paragraph"]] for row in kept)
    cited = ask(store, "tasks-by-paragraph", **{parameter: value})
    expected = [place for place in places if every[f"IX/3, {place}"]["coverage"] == "direct"]
    assert list(dict.fromkeys(row["paragraph"].removeprefix("IX/3, ") for row in cited)) == expected


def test_a_filter_by_task_keeps_its_own_citations(store: Store) -> None:
    assert cells(ask(store, "tasks-by-paragraph", workstream="WS2"), "ref") == [("WS2.T1",), ("WS2.T2",)]
    by_target = ask(store, "tasks-by-paragraph", target="20")
    assert cells(by_target, "ref") == [("WS1.T1",), ("WS2.T1",), ("WS2.T2",)]


def test_not_cited(store: Store) -> None:
    rows = ask(store, "not-cited")
    assert cells(rows, "paragraph", "role", "verb", "directed_to", "page") == [
        ("IX/3, para. 2 (b)", "asked", "invites", "", "https://www.cbd.int/decisions/cop/9/3"),
        *(
            (f"IX/3, para. {n}", role, "", to, "https://www.cbd.int/decisions/cop/9/3")
            for n, role, to in (
                (4, "consulted", "Executive Secretary"),
                (5, "not-named", "Parties"),
                (6, "asked", ""),
            )
        ),
        ("IX/4, para. 1", "asked", "", "", ""),
    ]
    assert len(ask(store, "not-cited", body="parties")) == 1
    assert cells(ask(store, "not-cited", tracking_status="elapsed"), "paragraph") == [("IX/3, para. 4",)]
    assert cells(ask(store, "not-cited", target="20"), "paragraph") == [("IX/3, para. 4",)]
    asked = ask(store, "asked-not-cited")
    assert cells(asked, "paragraph") == [
        ("IX/3, para. 2 (b)",),
        ("IX/3, para. 4",),
        ("IX/4, para. 1",),
    ]


def test_not_cited_are_those_of_the_class_none(store: Store) -> None:
    none = [
        row["paragraph"]
        for row in ask(store, "coverage-by-paragraph")
        if row["coverage"] == "none" and row["implied"] == row["not_in_decision"] == "false"
    ]
    assert [row["paragraph"] for row in ask(store, "not-cited")] == none


def test_decisions_that_ask(store: Store) -> None:
    rows = ask(store, "decisions-asking")
    assert cells(
        rows, "decision_number", "decision_title", "subject_only", "completeness", "asking_count"
    ) == [
        ("IX/3", "Asks", "false", "complete", "6"),
        ("IX/4", "The group", "true", "partial", "1"),
    ]
    cited = ask(store, "decisions-cited")
    assert cells(cited, "decision_number", "subject_only", "task_count") == [("IX/3", "false", "4")]


def test_targets_that_reach_a_task_only_through_a_paragraph(store: Store) -> None:
    rows = ask(store, "targets-through-paragraphs")
    assert cells(rows, "notation", "ref", "paragraph", "imported_on", "source") == [
        ("GBF-TARGET-20", "WS2.T1", "IX/3, para. 3", DAY, TREE)
    ]
    assert ask(store, "targets-through-paragraphs", target="21") == []


def test_targets_and_goals(store: Store) -> None:
    rows = ask(store, "targets-and-goals")
    assert cells(rows, "notation", "named_in", "accepted_for", "task_count") == [
        ("GBF-GOAL-A", "", "", "0"),
        ("GBF-TARGET-08", "", "", "0"),
        ("GBF-TARGET-20", "WS2.T2", "WS1.T1 (secretary, 2026-02-02)", "2"),
        ("GBF-TARGET-21", "WS1.T1", "", "1"),
    ]


def test_texts(store: Store) -> None:
    rows = ask(store, "texts-cited", place="IX/3, para. 1")
    assert cells(rows, "language", "text", "page", "tasks") == [
        (lang, text, "https://www.cbd.int/decisions/cop/9/3/1", "WS1.T1")
        for lang, text in (
            ("en", "Requests the group to advise;"),
            ("fr", "Prie le groupe de donner un avis ;"),
        )
    ]
    without = ask(store, "texts-cited", place="IX/3, para. 3")
    assert cells(without, "language", "text", "page") == [("", "", "https://www.cbd.int/decisions/cop/9/3")]
    loaded = ask(store, "texts-loaded")
    assert cells(loaded, "decision_number", "language", "text_version", "reviewed_by", "loaded_on") == [
        ("IX/3", "en", "final", "secretary of the group", "2026-03-01"),
        ("IX/3", "fr", "rev-1", "", ""),
    ]


def test_verb_and_addressee_with_words_and_who_says_so(store: Store) -> None:
    rows = {(r["paragraph"][6:], r["said_by"]): r for r in ask(store, "verbs-and-addressees")}
    names = ("verb", "verb_words", "directed_to", "directed_to_words", "role", "role_words", "imported_on")
    text = "https://w3id.org/iagkg/id/decision/cbd/cop/9/3/text-en-final"
    assert {key: tuple(row[name] for name in names) for key, row in rows.items()} == {
        ("para. 1", "register"): (
            *("requests", "Requests", "advisory-group", "the group", "asked", "the group", ""),
        ),
        ("para. 2 (a)", "register"): ("", "", "", "", "asked", "", ""),
        ("para. 3", "register"): (
            *("invites; requests", "", "Executive Secretary; Parties", "", "consulted", "", ""),
        ),
        ("para. 3", "imported"): ("", "", "Parties", "", "", "", DAY),
        ("para. 5 (z)", "register"): ("", "", "", "", "text-not-seen", "", ""),
    }
    assert rows["para. 1", "register"]["source"] == text
    assert rows["para. 3", "imported"]["source"] == TREE
    assert rows["para. 3", "imported"]["tasks"] == "WS2.T1; WS2.T2"


def test_tasks_on_paragraphs_directed_to_others(store: Store) -> None:
    rows = ask(store, "tasks-directed-elsewhere")
    assert cells(rows, "ref", "paragraph", "directed_to", "said_by", "imported_on", "role") == [
        (ref, "IX/3, para. 3", to, by, day, "consulted")
        for ref in ("WS2.T1", "WS2.T2")
        for to, by, day in (("Executive Secretary; Parties", "register", ""), ("Parties", "imported", DAY))
    ]


def test_statuses_are_the_tools_as_of_its_import(store: Store) -> None:
    rows = ask(store, "statuses-tracked")
    assert cells(rows, "tracked_as", "status_code", "paragraph", "imported_on", "source", "tasks") == [
        ("active", "active", "IX/3, para. 1", DAY, TREE, "WS1.T1"),
        ("Elapsed", "elapsed", "IX/3, para. 3", DAY, TREE, "WS2.T1; WS2.T2"),
    ]
    assert len(ask(store, "statuses-tracked", tracking_status="elapsed")) == 1


def test_tasks_citing_only_informational_paragraphs(store: Store) -> None:
    rows = ask(store, "tasks-citing-informational")
    assert cells(rows, "ref", "paragraphs", "imported_on") == [("WS2.T1", "IX/3, para. 3", DAY)]


def test_tasks_by_subject_with_what_is_narrower(store: Store) -> None:
    rows = ask(store, "tasks-by-subject")
    assert cells(rows, "notation", "subject_label", "ref", "accepted_by") == [
        ("BROAD", "Broad", "WS1.T2", ""),
        ("NARROW", "Narrow", "WS1.T1", "secretary, 2026-02-01"),
    ]
    assert len(ask(store, "tasks-by-subject", subject="BROAD")) == 2
    assert cells(ask(store, "tasks-by-subject", subject="NARROW"), "ref") == [("WS1.T1",)]
    assert ask(store, "tasks-by-subject", subject="NONE") == []


def test_things_named_with_type_and_founding_paragraph(store: Store) -> None:
    rows = ask(store, "things-named")
    assert cells(rows, "thing", "entity_type", "founded_by", "task_count", "tasks") == [
        ("centre", "body", "", "1", "WS2.T1"),
        ("portal", "system", "IX/3, para. 1", "2", "WS1.T1; WS1.T2"),
    ]


def test_decisions_on_which_several_workstreams_rest(store: Store) -> None:
    rows = ask(store, "tasks-sharing-decisions")
    assert cells(rows, "decision_number", "stream_count", "stream_ref", "stream_title", "tasks") == [
        ("IX/3", "2", "WS1", "First stream", "WS1.T1; WS1.T2"),
        ("IX/3", "2", "WS2", "", "WS2.T1; WS2.T2"),
    ]


def test_decisions_on_the_group(store: Store) -> None:
    rows = ask(store, "group-decisions")
    assert cells(rows, "group_event", "paragraph", "until", "adopted_on") == [
        ("set-up", "IX/3, para. 1", "", "2008-05-30"),
        ("extended", "Decision IX/4", "until COP 11", ""),
    ]


def test_what_coverage_can_be_filtered_by(store: Store) -> None:
    rows = ask(store, "filter-values")
    assert cells(rows, "filter", "code", "words") == [
        ("body", "advisory-group", ""),
        ("body", "executive-secretary", "Executive Secretary"),
        ("body", "parties", "Parties"),
        ("target", "8", "Target 8"),
        ("target", "20", "Target 20"),
        ("target", "21", "Target 21"),
        ("target", "A", "Goal A"),
        ("tracking_status", "active", ""),
        ("tracking_status", "elapsed", "Elapsed"),
        ("workstream", "WS1", "First stream"),
        ("workstream", "WS2", ""),
    ]
