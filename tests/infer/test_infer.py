"""Inference: what the reduced closure gives is what the full closure gives, and paths give the same."""

import pyoxigraph as ox
import pytest
import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics

from iagkg.build import Built, build
from iagkg.graph.quads import Quad, iri, nquads, parsed, say, term
from iagkg.infer import inferred_quads
from iagkg.names import IAG, ID, graph_iri

SHORTCUTS = {
    "inWorkstream": "(iag:subtaskOf*)/iag:taskOf",
    "inWorkplan": "(iag:subtaskOf*)/iag:taskOf/iag:workstreamOf",
    "mandatedBy": "(iag:subtaskOf*)/iag:hasMandate/iag:citedProvision",
    "mandates": "^((iag:subtaskOf*)/iag:hasMandate/iag:citedProvision)",
    "mandateFor": "^iag:hasMandate",
    "inDecision": "(eli:is_part_of*)/iag:inDecision",
    "mandatingDecision": "(iag:subtaskOf*)/iag:hasMandate/iag:citedDecision",
}
PREFIX = f"PREFIX iag: <{IAG}> PREFIX eli: <http://data.europa.eu/eli/ontology#> "


@pytest.fixture(scope="module")
def built() -> Built:
    return build()


def is_inferred(quad: Quad) -> bool:
    return quad.graph.startswith(f"<{graph_iri('inferred')}/")


def test_full_closure_gives_no_other_shortcut(built: Built) -> None:
    graph = rdflib.Graph()
    kinds = ("ontology", "register/", "printed/", "inferred/register")
    used = [q for q in built.quads if q.graph[1:-1].removeprefix(graph_iri("")).startswith(kinds)]
    stated = [q for q in used if not (is_inferred(q) and q.predicate == term("iag:inDecision"))]
    graph.parse(data="".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in stated), format="nt")
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    own = {
        (s.n3(), p.n3(), o.n3())
        for s, p, o in graph
        if str(p).startswith(IAG) and isinstance(s, rdflib.URIRef) and isinstance(o, rdflib.URIRef)
    }
    ours = {q[:3] for q in built.quads if q.predicate.startswith(f"<{IAG}") and q.object.startswith("<")}
    assert own - ours == set()
    shortcuts = {q[:3] for q in built.quads if is_inferred(q) and q.predicate[len(IAG) + 1 : -1] in SHORTCUTS}
    assert shortcuts <= own


@pytest.mark.parametrize("shortcut", SHORTCUTS)
def test_path_on_raw_data_is_the_shortcut(shortcut: str, built: Built) -> None:
    raw, whole = ox.Store(), ox.Store()
    implied = f"<{ID}scheme/text-status/implied-by-letter>"
    letters = {q.subject for q in built.quads if q.object == implied}
    raw.extend(parsed([q for q in built.quads if not is_inferred(q) or q.subject in letters]))
    whole.extend(parsed(built.quads))

    def rows(store: ox.Store, path: str) -> set[tuple[str, str]]:
        answer = store.query(
            f"{PREFIX} SELECT DISTINCT ?s ?o {{ ?s a ?kind . ?s {path} ?o }}", use_default_graph_as_union=True
        )
        assert isinstance(answer, ox.QuerySolutions)
        return {(str(row["s"]), str(row["o"])) for row in answer}

    by_path = rows(raw, SHORTCUTS[shortcut])
    assert by_path
    assert by_path == rows(whole, f"iag:{shortcut}")


def test_a_link_given_back_to_front_is_not_made_legal() -> None:
    """A mandate that points to a text is left alone: no statement about a literal follows."""
    graph = graph_iri("printed", "x", "1")
    wrong = [*say(graph, f"{ID}workplan/x/1/ws-1/t-1", ("iag:hasMandate", '"Dec. 16/9"'))]
    axioms = [q for q in build().quads if q.graph == iri(graph_iri("ontology"))]
    found = list(inferred_quads([*axioms, *wrong], graph_iri("inferred", "x", "1")))
    assert found == []
    parsed(found)
    assert nquads(found) == b""
