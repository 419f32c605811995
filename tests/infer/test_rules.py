"""Rules made from axioms: the same as a full closure by owlrl, and an error for what is no rule."""

import re

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from owlrl import OWLRL_Semantics

from iagkg.build import build
from iagkg.errors import InputError
from iagkg.graph.quads import Quad, term
from iagkg.infer import inferred_quads
from iagkg.infer.axioms import rules_of
from iagkg.infer.compiled import where
from iagkg.infer.strata import Stratum, strata
from iagkg.names import IAG

ONTOLOGY, FACTS = "<https://example.org/ontology>", "<https://example.org/facts>"
TARGET = "https://example.org/inferred"
PROPERTIES = [term(f"iag:p{number}") for number in range(5)]
WORDS = [term(f"iag:w{number}") for number in range(2)]
CLASSES = [term(f"iag:C{number}") for number in range(3)]
NODES = [*(f"<https://example.org/n{number}>" for number in range(5)), "_:b1"]
LITERALS = ['"16/9"', '"16/9"@fr', '"01"^^<http://www.w3.org/2001/XMLSchema#integer>', '"x"^^<urn:d>']

a_property, a_class = st.sampled_from(PROPERTIES), st.sampled_from(CLASSES)
some_words = st.sampled_from(WORDS)


def said(subject: str, predicate: str, value: str, graph: str = ONTOLOGY) -> Quad:
    return Quad(subject, term(predicate), value, graph)


def listed(head: str, steps: list[str]) -> list[Quad]:
    name = re.sub(r"\W", "", "".join([head, *steps]))
    nodes = [f"<https://example.org/list/{name}/{place}>" for place in range(len(steps))]
    rest = [*nodes[1:], term("rdf:nil")]
    quads = [said(node, "rdf:first", step) for node, step in zip(nodes, steps, strict=True)]
    quads += [said(node, "rdf:rest", more) for node, more in zip(nodes, rest, strict=True)]
    return [said(head, "owl:propertyChainAxiom", nodes[0]), *quads]


def restriction(kind: str, of: str, on: str, value: str) -> list[Quad]:
    node = "<https://example.org/r/" + re.sub(r"\W", "", kind + on + value) + ">"
    joined = "owl:equivalentClass" if kind == "owl:hasValue" else "rdfs:subClassOf"
    pair = (of, node) if kind == "owl:hasValue" else (node, of)
    return [
        said(pair[0], joined, pair[1]),
        said(node, "rdf:type", term("owl:Restriction")),
        said(node, "owl:onProperty", on),
        said(node, kind, value),
    ]


# owlrl lets words be what a statement is about, which RDF does not: words are said with predicates that are
# not turned round.
AXIOMS = st.one_of(
    st.builds(lambda s, o: [said(s, "rdfs:subPropertyOf", o)], some_words, some_words),
    st.builds(lambda s, o: [said(s, "rdfs:domain", o)], some_words, a_class),
    st.builds(lambda s, o: [said(s, "rdfs:subPropertyOf", o)], a_property, a_property),
    st.builds(lambda s, o: [said(s, "owl:inverseOf", o)], a_property, a_property),
    st.builds(lambda s, o: [said(s, "owl:equivalentProperty", o)], a_property, a_property),
    st.builds(lambda s: [said(s, "rdf:type", term("owl:SymmetricProperty"))], a_property),
    st.builds(lambda s: [said(s, "rdf:type", term("owl:TransitiveProperty"))], a_property),
    st.builds(listed, a_property, st.lists(a_property, min_size=2, max_size=3)),
    st.builds(lambda s, o: [said(s, "rdfs:domain", o)], a_property, a_class),
    st.builds(lambda s, o: [said(s, "rdfs:range", o)], a_property, a_class),
    st.builds(lambda s, o: [said(s, "rdfs:subClassOf", o)], a_class, a_class),
    st.builds(restriction, st.just("owl:hasValue"), a_class, a_property, st.sampled_from(NODES[:3])),
    st.builds(restriction, st.just("owl:someValuesFrom"), a_class, a_property, a_class),
)
FACT = st.one_of(
    st.builds(Quad, st.sampled_from(NODES), a_property, st.sampled_from(NODES), st.just(FACTS)),
    st.builds(Quad, st.sampled_from(NODES), some_words, st.sampled_from(LITERALS), st.just(FACTS)),
    st.builds(said, st.sampled_from(NODES), st.just("rdf:type"), a_class, st.just(FACTS)),
)


def by_owlrl(quads: list[Quad]) -> set[tuple[str, str, str]]:
    graph = rdflib.Graph().parse(data="".join(f"{' '.join(q[:3])} .\n" for q in quads), format="nt")
    OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False).closure()
    stated = {quad[:3] for quad in quads}
    found = {
        (s.n3(), p.n3(), o.n3())
        for s, p, o in graph
        if isinstance(s, rdflib.URIRef) and isinstance(o, rdflib.URIRef) and str(p).startswith(IAG)
    }
    return found - stated


@given(st.lists(AXIOMS, max_size=6), st.lists(FACT, max_size=10))
def test_rules_give_what_a_full_closure_gives(axioms: list[list[Quad]], facts: list[Quad]) -> None:
    quads = [*(quad for axiom in axioms for quad in axiom), *facts]
    found = [quad[:3] for quad in inferred_quads(quads, TARGET)]
    assert len(found) == len(set(found))
    assert set(found) == by_owlrl(quads)


def test_the_reference_gives_the_same_of_the_real_workplan() -> None:
    quads = build().quads
    stated = [quad for quad in quads if "/graph/inferred/" not in quad.graph]
    kinds = ("ontology", "register/", "printed/")
    used = [quad for quad in stated if quad.graph.partition("/graph/")[2].startswith(kinds)]
    found = set(inferred_quads(used, TARGET))
    assert len(found) > 200
    assert found == set(inferred_quads(used, TARGET, reference=True))


def test_the_reference_reasons_on_classes_where_a_value_follows() -> None:
    quads = [
        said(PROPERTIES[0], "rdfs:domain", CLASSES[0]),
        *restriction("owl:hasValue", CLASSES[0], PROPERTIES[1], NODES[2]),
        Quad(NODES[0], PROPERTIES[0], '"words"', FACTS),
    ]
    for reference in (False, True):
        found = [quad[:3] for quad in inferred_quads(quads, TARGET, reference=reference)]
        assert found == [(NODES[0], PROPERTIES[1], NODES[2])]


@pytest.mark.parametrize(
    "axiom",
    [
        said(PROPERTIES[0], "rdf:type", term("owl:ReflexiveProperty")),
        said(CLASSES[0], "owl:unionOf", "<https://example.org/list>"),
        said(CLASSES[0], "owl:hasKey", "<https://example.org/list>"),
        said(NODES[0], "owl:sameAs", NODES[1]),
        said(PROPERTIES[0], "owl:propertyChainAxiom", "<https://example.org/no-list>"),
        said("<https://example.org/r>", "rdf:type", term("owl:Restriction")),
    ],
    ids=lambda axiom: axiom.predicate.rpartition("#")[2] + axiom.object.rpartition("#")[2],
)
def test_an_axiom_that_no_rule_is_made_of_is_named(axiom: Quad) -> None:
    with pytest.raises(InputError) as caught:
        list(inferred_quads([axiom], TARGET))
    assert " ".join(axiom[:3]) in caught.value.what
    assert caught.value.hint


def of_the_vocabulary() -> list[Stratum]:
    rules = rules_of(quad for quad in build().quads if quad.graph.endswith("/ontology>"))
    return strata(rules, lambda predicate: predicate.startswith(f"<{IAG}"))


def test_each_stratum_builds_only_on_those_before_it() -> None:
    done: set[str] = set()
    layers = of_the_vocabulary()
    derived = {rule.head.unit for layer in layers for rule in layer.rules}
    for layer in layers:
        used = {atom.unit for rule in layer.rules for atom in rule.body}
        assert used & derived <= done | layer.units
        done |= layer.units
    assert derived <= done
    assert not any("rdf-syntax" in unit for unit in done), "no class leads to a shortcut"


def test_a_chain_that_repeats_itself_is_one_path_from_a_bound_end() -> None:
    layer = next(layer for layer in of_the_vocabulary() if term("iag:inDecision") in layer.units)
    (rule,) = layer.rules
    part = "<http://data.europa.eu/eli/ontology#is_part_of>"
    assert where(rule, layer) == f"?s1 {term('iag:inDecision')} ?z . ?x ({part})+ ?s1 ."
    assert layer.woken(rule) == ()
