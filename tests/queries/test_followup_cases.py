"""What a group does with paragraphs: what was corrected, or is of an earlier day, does not count."""

import pytest
from engines import RdflibStore

from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.names import ID, SCHEME, graph_iri
from iagkg.queries import catalogue, run
from iagkg.store.base import Store
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import lexical

LINES = (
    ("f1", "cbd/cop/16/9/b/9/a", "to-discuss", "2026-02-01", ""),
    ("f2", "cbd/cop/16/9/b/9/a", "existing-task", "2026-03-01", ""),
    ("f4", "cbd/cop/16/9/b/9/a", "new-task", "2026-03-01", "f2"),
    ("f3", "cbd/cop/16/9/b/9/b", "not-for-group", "2026-02-01", ""),
)


def quads(graph: str = "followup") -> list[Quad]:
    found: list[Quad] = []
    for name, place, action, day, replaced in LINES:
        found += say(
            graph_iri("curated", graph),
            f"{ID}followup/{name}",
            ("rdf:type", term("iag:FollowUp")),
            ("dcterms:identifier", text(name)),
            ("iag:followUpOf", iri(f"{ID}decision/{place}")),
            ("iag:followUpAction", iri(f"{SCHEME}follow-up/{action}")),
            ("iag:reportedBy", text("secretary")),
            ("dcterms:date", text(day, datatype="xsd:date")),
            ("dcterms:created", text(day, datatype="xsd:date")),
            ("prov:wasRevisionOf", iri(f"{ID}followup/{replaced}") if replaced else None),
        )
    label = text("16/9 B, para. 9 (a)", "en")
    return [*found, *say(graph_iri(graph), f"{ID}decision/{LINES[0][1]}", ("rdfs:label", label))]


@pytest.fixture(params=["pyoxigraph", "pyoxigraph-twice", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "rdflib":
        return RdflibStore(quads())
    again = quads("again") if request.param == "pyoxigraph-twice" else []
    return EmbeddedStore.from_quads([*quads(), *again])


@pytest.mark.parametrize("values", [{}, {"as_of": "2026-02-15"}])
def test_what_counts(store: Store, values: dict[str, str]) -> None:
    table = run(store, catalogue()["paragraphs-followed-up"], values)
    rows = sorted(tuple(map(lexical, row[:5])) for row in table.rows)
    other = ("cbd/cop/16/9/b/9/b", "not-for-group", "secretary", "2026-02-01", "2026-02-01")
    newest = ("16/9 B, para. 9 (a)", "new-task", "secretary", "2026-03-01", "2026-03-01")
    earlier = ("16/9 B, para. 9 (a)", "to-discuss", "secretary", "2026-02-01", "2026-02-01")
    assert rows == [earlier if values else newest, other]
