"""The rules as queries: the same as pySHACL, and an error for what no query is made of."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.check.compiled import checks, results_by_queries
from iagkg.check.compiled_shapes import all_shapes
from iagkg.check.facts import facts, lines_of
from iagkg.check.reference import results_by_pyshacl
from iagkg.check.rules import rules, rules_from, rules_path
from iagkg.errors import InputError
from iagkg.graph.quads import Quad, term
from iagkg.names import PREFIXES

ODD = str(Path(__file__).parent / "odd_shapes.ttl")
XSD = PREFIXES["xsd"]
TYPE, BELOW = term("rdf:type"), term("rdfs:subClassOf")
NODES = ["<https://example.org/a>", "<https://example.org/b>", "<https://example.org/c>", "_:b1", "_:b2"]
LITERALS = [
    *('"x"', '"x"@en', '"y"@en', '"x"@fr', '"x"@en-gb', '""', '"\\u00A0"', '"\\u001C"', '"x\\n"', '"a b"'),
    *(f'"{number}"^^<{XSD}integer>' for number in ("1", "01", "+2", "-0", "x", "", "12345678901234567890")),
    *(f'"{day}"^^<{XSD}date>' for day in ("2025-08-01", "2025-08-01Z", "2026-02-30", "2024-02-29", "x")),
    *(f'"{truth}"^^<{XSD}boolean>' for truth in ("true", "1", "maybe")),
    *(f'"1.5"^^<{XSD}decimal>', f'"1.50"^^<{XSD}decimal>', f'"5"^^<{XSD}int>', '"x"^^<urn:d>'),
    f'"x"^^<{XSD}string>',
]
# pySHACL cannot tell which of two values of unlike kinds is the greater: dates and texts are for it.
DAYS = [f'"{day}"^^<{XSD}date>' for day in ("2025-08-01", "2025-08-01Z", "2024-02-29", "2025-07-31")]
ORDERED = [*DAYS, '"x"', '"x"@en', '"a b"', "<https://example.org/a>"]


def graphs(
    nodes: list[str], classes: list[str], predicates: list[str], ordered: list[str], values: list[str]
) -> st.SearchStrategy[list[Quad]]:
    node, graph = st.sampled_from(nodes), st.just("<https://example.org/graph>")
    kinds = st.builds(Quad, node, st.just(TYPE), st.sampled_from(classes), graph)
    statement = st.builds(Quad, node, st.sampled_from(predicates), st.sampled_from(values), graph)
    compared = st.builds(Quad, node, st.sampled_from(ordered), st.sampled_from(ORDERED), graph)
    below = st.builds(Quad, st.sampled_from(classes), st.just(BELOW), st.sampled_from(classes), graph)
    return st.builds(
        lambda *parts: [quad for part in parts for quad in part],
        st.lists(kinds, min_size=2, max_size=8),
        st.lists(statement, min_size=1, max_size=30),
        st.lists(compared, max_size=4),
        st.lists(below, max_size=1),
    )


def by_both(quads: list[Quad], path: str) -> None:
    lines = lines_of(quads)
    assert results_by_queries(facts(lines), rules_from(path)) == results_by_pyshacl(lines, path)


EX = {name: f"<https://example.org/{name}>" for name in "CDpqrs"}
made = graphs(NODES, [EX["C"], EX["D"]], [EX["p"], EX["q"]], [EX["r"], EX["s"]], [*NODES, *LITERALS])


@given(made)
def test_odd_conditions_on_made_graphs(quads: list[Quad]) -> None:
    by_both(quads, ODD)


def test_every_pair_of_values_is_compared_as_pyshacl_compares() -> None:
    numbers = [f'"{number}"^^<{XSD}integer>' for number in ("1", "01", "+2", "10", "12345678901234567890")]
    texts = ['"x"', '"x"@en', '"y"@en', '"a b"', "<https://example.org/a>"]
    pairs = [pair for kind in (numbers, [*DAYS, *texts]) for pair in product(kind, repeat=2)]
    quads = []
    for number, pair in enumerate([*pairs, *product(numbers, texts), *product(texts, numbers)]):
        node = f"<https://example.org/pair-{number}>"
        said = zip((TYPE, EX["r"], EX["s"]), (EX["C"], *pair), strict=True)
        quads += [Quad(node, predicate, value, "<urn:g>") for predicate, value in said]
    by_both(quads, ODD)


def spoken_of() -> tuple[list[str], list[str], list[str]]:
    """Return the classes, the predicates and the constants that the project's rules speak of."""
    shapes = all_shapes(rules())
    classes = {name for shape in shapes for kind, name in shape.targets if kind == "targetClass"}
    predicates = {name for shape in shapes for name in re.findall(r"<[^>]*>", shape.path)}
    predicates |= {name for shape in shapes for kind, name in shape.targets if kind == "targetSubjectsOf"}
    constants = {
        str(value)
        for listed in rules().subjects(f"{PREFIXES['rdf']}first")
        for value in rules().objects(listed, f"{PREFIXES['rdf']}first")
        if "/scheme/" in value.value
    }
    assert len(classes) > 12
    assert len(predicates) > 40
    assert len(constants) > 40
    return sorted(classes), sorted(predicates - set(DATES)), sorted(constants)


DATES = [term("dcat:startDate"), term("dcat:endDate")]
CLASSES, PREDICATES, CONSTANTS = spoken_of()
# A node without an address has no text in SPARQL, but one in rdflib: HasAddress finds it, and no query does.
of_the_project = graphs(NODES[:3], CLASSES, PREDICATES, DATES, [*NODES[:3], *LITERALS, *CONSTANTS])


@given(of_the_project)
def test_the_rules_on_made_graphs(quads: list[Quad]) -> None:
    by_both(quads, rules_path())


def test_values_are_told_as_they_were_written() -> None:
    written = f'"+2"^^<{XSD}integer>'
    quads = [Quad(NODES[0], TYPE, EX["D"], "<urn:g>"), Quad(NODES[0], EX["p"], written, "<urn:g>")]
    found = results_by_queries(facts(lines_of(quads)), rules_from(ODD))
    assert {str(one.value) for one in found if one.shape.endswith("#OneOf")} == {written}


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("sh:path iag:x ; sh:closed true", "closed"),
        ("sh:path iag:x ; sh:xone ( iagsh:A )", "xone"),
        ("sh:path iag:x ; sh:pattern '(?i)x'", "(?i)x"),
        ("sh:path iag:x ; sh:pattern '\\\\bx'", "bx"),
        ("sh:path iag:x ; sh:datatype <urn:d>", "urn:d"),
        ("sh:path iag:x ; sh:qualifiedValueShape iagsh:A ; sh:qualifiedMinCount 2", "qualifiedMinCount"),
        ("sh:path iag:x ; sh:nodeKind sh:Other", "Other"),
        ("sh:path [ sh:unknownPath iag:x ]", "path"),
        ("sh:hasValue 1 ; sh:minCount 1", "minCount"),
        ("sh:deactivated true ; sh:path iag:x", "deactivated"),
        ("sh:sparql [ sh:ask 'ASK {}' ]", "ask"),
        ("sh:sparql [ sh:select 'SELECT $this WHERE { ?a ?b $this } GROUP BY ?a' ]", "group by $this"),
    ],
)
def test_a_condition_that_no_query_is_made_of_is_named(said: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("sh", "iag"))
    prefixes += "@prefix iagsh: <https://w3id.org/iagkg/shapes#> .\n"
    kind = "PropertyShape" if "sh:path" in said else "NodeShape"
    path.write_text(f"{prefixes}iagsh:X a sh:{kind} ; sh:targetClass iag:Task ; {said} .", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        checks(rules_from(str(path)))
    assert named in caught.value.what


def test_a_path_of_any_length_starts_at_a_bound_node_and_nothing_is_asked_for_by_not_exists() -> None:
    queries = [check.query for check in checks(rules()) if "SPARQL" not in check.component]
    assert len(queries) > 150
    assert not any("NOT EXISTS" in query for query in queries)
    starts = 0
    for query in queries:
        for start in re.findall(r"(\?\w+) \S*[>)][*+]\S* \?\w+ \.", query):
            starts += 1
            assert f"{start} a <" in query or f"SELECT DISTINCT {start} WHERE" in query
    assert starts > 2
