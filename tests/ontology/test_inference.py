from pathlib import Path

import owlrl
import pytest
import rdflib
from term_lint import VOCABULARY, load

from iagkg.names import IAG, ID

EXAMPLE = Path(__file__).parent / "example.ttl"
STATED = load(EXAMPLE)
W, D = f"{ID}workplan/example/1", f"{ID}decision/cbd/cop"
T1, T1S, T1SS = f"{W}/ws-1/t-1", f"{W}/ws-1/t-1/s-1", f"{W}/ws-1/t-1/s-1/s-1"
T2, T3, T4 = f"{W}/ws-1/t-2", f"{W}/ws-2/t-1", f"{W}/ws-2/t-2"

EXPECTED = {
    "inWorkstream": {
        (T1, f"{W}/ws-1"),
        (T1S, f"{W}/ws-1"),
        (T1SS, f"{W}/ws-1"),
        (T2, f"{W}/ws-1"),
        (T3, f"{W}/ws-2"),
        (T4, f"{W}/ws-2"),
    },
    "inWorkplan": {(task, W) for task in (T1, T1S, T1SS, T2, T3, T4)},
    "mandatedBy": {
        (T1, f"{D}/16/9/b/9/d"),
        (T1S, f"{D}/16/9/b/9/d"),
        (T1SS, f"{D}/16/9/b/9/d"),
        (T2, f"{D}/15/8/31"),
        (T2, f"{D}/15/8/annex-3"),
        (T3, f"{D}/15/8/31"),
    },
    "mandatingDecision": {
        (T1, f"{D}/16/9"),
        (T1S, f"{D}/16/9"),
        (T1SS, f"{D}/16/9"),
        (T2, f"{D}/15/8"),
        (T3, f"{D}/15/8"),
        (T3, f"{D}/16/3"),
    },
    "inDecision": {
        (f"{D}/16/9/b", f"{D}/16/9"),
        (f"{D}/16/9/b/9", f"{D}/16/9"),
        (f"{D}/16/9/b/9/d", f"{D}/16/9"),
        (f"{D}/15/8/31", f"{D}/15/8"),
        (f"{D}/15/8/annex-3", f"{D}/15/8"),
    },
    "mandateFor": {
        (f"{T1}/c-1", T1),
        (f"{T2}/c-1", T2),
        (f"{T2}/c-2", T2),
        (f"{T3}/c-1", T3),
        (f"{T3}/c-2", T3),
    },
}
EXPECTED["mandates"] = {(provision, task) for task, provision in EXPECTED["mandatedBy"]}


def closed(data: rdflib.Graph) -> rdflib.Graph:
    graph = load(VOCABULARY[0]) + data
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def pairs(graph: rdflib.Graph, name: str) -> set[tuple[str, str]]:
    return {(str(s), str(o)) for s, o in graph.subject_objects(rdflib.URIRef(f"{IAG}{name}"))}


CLOSURE = closed(STATED)
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_shortcuts_follow(name: str) -> None:
    assert pairs(CLOSURE, name) == EXPECTED[name]


@pytest.mark.parametrize("name", sorted({*EXPECTED} - {"inDecision"}))
def test_shortcuts_are_not_stated_in_the_example(name: str) -> None:
    assert pairs(STATED, name) == set()


@pytest.mark.parametrize("left_out", ["citedDecision", "citedProvision"])
def test_each_way_to_a_mandating_decision_holds_alone(left_out: str) -> None:
    data = load(EXAMPLE)
    data.remove((None, rdflib.URIRef(f"{IAG}{left_out}"), None))
    whole = {(T3, f"{D}/16/3")} if left_out == "citedDecision" else set()
    assert pairs(closed(data), "mandatingDecision") == EXPECTED["mandatingDecision"] - whole


def test_what_a_row_states_stays_with_the_row() -> None:
    for name in ("hasMandate", "taskOf", "namesTarget", "citedDecision"):
        assert pairs(CLOSURE, name) == pairs(STATED, name)


def test_a_named_target_is_no_mandate_and_gets_no_kind_of_ours() -> None:
    target = rdflib.URIRef("http://metadata.cbd.int/kmgbf/target_21")
    assert T4 not in {task for task, _ in pairs(CLOSURE, "mandatedBy") | pairs(CLOSURE, "mandatingDecision")}
    assert not [kind for kind in CLOSURE.objects(target, rdflib.RDF.type) if str(kind).startswith(IAG)]


def test_external_superproperties_follow() -> None:
    cito = rdflib.Namespace("http://purl.org/spar/cito/")
    citation = rdflib.URIRef(f"{T1}/c-1")
    assert list(CLOSURE.objects(citation, cito.hasCitingEntity)) == [rdflib.URIRef(T1)]
    assert list(CLOSURE.objects(citation, cito.hasCitedEntity)) == [rdflib.URIRef(f"{D}/16/9/b/9/d")]


def test_the_same_rows_come_from_paths_on_what_is_stated() -> None:
    rows = STATED.query(
        """
        PREFIX iag: <https://w3id.org/iagkg/ontology#>
        PREFIX eli: <http://data.europa.eu/eli/ontology#>
        SELECT DISTINCT ?task ?decision WHERE {
          ?task iag:subtaskOf*/iag:hasMandate ?citation .
          { ?citation iag:citedDecision ?decision }
          UNION
          { ?citation iag:citedProvision/eli:is_part_of*/iag:inDecision ?decision }
        }
        """
    )
    assert {tuple(map(str, row)) for row in rows if isinstance(row, tuple)} == pairs(
        CLOSURE, "mandatingDecision"
    )


def test_the_example_has_no_contradiction_and_a_planted_one_is_noticed() -> None:
    assert list(CLOSURE.objects(None, ERROR)) == []
    wrong = load(EXAMPLE)
    wrong.add((rdflib.URIRef(T1), rdflib.URIRef(f"{IAG}hasMandate"), rdflib.URIRef(f"{D}/16/9")))
    assert list(closed(wrong).objects(None, ERROR)) != []
