"""Write the pages of the documentation that follow from the vocabulary: `python docs/generate.py`.

`docs/ontology.md` lists the terms and concepts, `docs/inferences.md` what follows from what. Same files in,
same bytes out. A test holds that both pages are up to date.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import owlrl
import pyoxigraph as ox
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.collection import Collection

from iagkg.names import IAG, ID, PREFIXES

__all__ = ["inferences_page", "ontology_page"]

ROOT = Path(__file__).parents[1]
TERMS = ROOT / "ontology" / "iagkg.ttl"
SCHEMES = ROOT / "ontology" / "iagkg-schemes.ttl"
EXAMPLE = ROOT / "tests" / "ontology" / "example.ttl"

_DO_NOT_EDIT = "<!-- Written by docs/generate.py from the files in ontology/. Do not edit. -->"
_HOW_RULES_ARE_MADE = (
    "The rules are made from the axioms of `ontology/iagkg.ttl` each time, by `iagkg/infer`: every "
    "axiom becomes one or two SPARQL patterns with its addresses filled in. Known are subclasses, "
    "subproperties, inverses, symmetric and transitive properties, domains, ranges, chains of "
    "properties, `owl:hasValue`, `owl:someValuesFrom` and equivalences; any other axiom stops the build "
    "with its name. Rules that lead to no predicate of the project are left out. The others run in the "
    "order in which they build on each other: one that builds only on what is finished runs once; those "
    "that feed each other in a circle run again only when another of them gave something new; a chain "
    "that repeats itself runs once, as a path. What would be contradictory or the same is held by "
    "`iagkg check` and gives nothing here. `iagkg build --reference` computes the same with owlrl.",
    "",
)
_SHORT = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
Node = rdflib.term.Node
Graph = rdflib.Graph
Triple = tuple[Node, Node, Node]


def in_file_order(path: Path) -> list[rdflib.URIRef]:
    """Return the named subjects of a Turtle file in the order in which they first stand there."""
    parsed = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    subjects = (triple.subject for triple in parsed)
    return [
        rdflib.URIRef(name)
        for name in dict.fromkeys(node.value for node in subjects if isinstance(node, ox.NamedNode))
    ]


def name(node: Node) -> str:
    """Return an address with a prefix of the project, in code type."""
    iri = str(node)
    return next((f"`{p}:{iri[len(ns) :]}`" for p, ns in _SHORT if iri.startswith(ns)), f"<{iri}>")


def words(graph: Graph, subject: Node, predicate: Node) -> str:
    """Return the English text of a statement; empty where there is none."""
    values = [
        value
        for value in graph.objects(subject, predicate)
        if isinstance(value, rdflib.Literal) and value.language in ("en", None)
    ]
    return " ".join(sorted(map(str, values)))


def names(graph: Graph, subject: Node, predicate: Node) -> str:
    """Return the objects of a statement, named, or their texts."""
    values = graph.objects(subject, predicate)
    return ", ".join(
        sorted(str(value) if isinstance(value, rdflib.Literal) else name(value) for value in values)
    )


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a Markdown table and an empty line."""
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def ontology_page() -> str:
    """Return the list of terms and concepts as Markdown."""
    graph = Graph().parse(TERMS)
    schemes = Graph().parse(SCHEMES)
    ontology = next(graph.subjects(RDF.type, OWL.Ontology))
    lines = [
        "# Terms of the vocabulary",
        "",
        _DO_NOT_EDIT,
        "",
        words(graph, ontology, DCTERMS.description),
        "",
        f"Namespace `{IAG}`, prefix `iag:`, version {words(graph, ontology, OWL.versionInfo)}, "
        f"licence {names(graph, ontology, DCTERMS.license)}. English only here; the files have every label "
        "and definition in English, French and Spanish.",
        "What follows from what is in [inferences.md](inferences.md).",
        "",
    ]
    own = [subject for subject in in_file_order(TERMS) if subject.startswith(IAG)]
    for heading, kind in (
        ("Classes", OWL.Class),
        ("Relations", OWL.ObjectProperty),
        ("Plain values", OWL.DatatypeProperty),
    ):
        lines += [f"## {heading}", ""]
        lines += _terms(graph, [term for term in own if (term, RDF.type, kind) in graph], kind)
    lines += ["## Datatype", ""]
    lines += _terms(schemes, [term for term in in_file_order(SCHEMES) if term.startswith(IAG)], RDFS.Datatype)
    lines += _schemes(schemes)
    return "\n".join(lines).rstrip() + "\n"


def _terms(graph: Graph, terms: list[rdflib.URIRef], kind: Node) -> Iterator[str]:
    above = RDFS.subClassOf if kind == OWL.Class else RDFS.subPropertyOf
    for term in terms:
        yield f"### {name(term)[5:-1]}"
        yield ""
        yield f"*{words(graph, term, RDFS.label)}*. {words(graph, term, SKOS.definition)}"
        note = words(graph, term, SKOS.scopeNote)
        if note:
            yield note
        yield ""
        for label, value in (
            ("Below", names(graph, term, above)),
            ("From", names(graph, term, RDFS.domain)),
            ("To", names(graph, term, RDFS.range)),
            ("Example", words(graph, term, SKOS.example)),
            ("Rests on", names(graph, term, DCTERMS.source)),
        ):
            if value:
                yield f"- {label}: {value}"
        yield ""


def _schemes(graph: Graph) -> Iterator[str]:
    yield "## Concept schemes"
    yield ""
    yield "A scheme lies at `id:scheme/NAME`, a concept at `id:scheme/NAME/CONCEPT`."
    yield ""
    subjects = in_file_order(SCHEMES)
    for scheme in (subject for subject in subjects if (subject, RDF.type, SKOS.ConceptScheme) in graph):
        yield f"### {scheme.rsplit('/', 1)[1]}"
        yield ""
        yield f"*{words(graph, scheme, SKOS.prefLabel)}*. {words(graph, scheme, SKOS.definition)}"
        yield ""
        yield f"- Rests on: {names(graph, scheme, DCTERMS.source)}"
        yield ""
        yield from table(
            ("concept", "words", "definition"),
            (
                (
                    f"`{words(graph, concept, SKOS.notation)}`",
                    words(graph, concept, SKOS.prefLabel),
                    words(graph, concept, SKOS.definition),
                )
                for concept in subjects
                if (concept, SKOS.inScheme, scheme) in graph
            ),
        )


def inferences_page() -> str:
    """Return the table of what follows from what as Markdown, each line with a case of the example."""
    graph = Graph().parse(TERMS)
    closure = graph + Graph().parse(EXAMPLE)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    own = [subject for subject in in_file_order(TERMS) if subject.startswith(IAG)]
    lines = [
        "# What follows from what",
        "",
        _DO_NOT_EDIT,
        "",
        "No user needs a reasoner: what follows is computed once and shipped in graphs of its own, "
        "`inferred/...`. The same answers come from the statements alone, by paths.",
        "The cases are those of [the example](../tests/ontology/example.ttl), addresses shortened.",
        "",
        *_HOW_RULES_ARE_MADE,
    ]
    headings = ("what is stated", "what follows", "case in the example", "what follows there")
    lines += table(headings, (row for term in own for row in _rows(graph, closure, term)))
    lines += [
        "Nothing follows from a framework target named in a row (`iag:namesTarget`): it is no mandate.",
        "",
        "## What would be contradictory or the same",
        "",
    ]
    lines += table(("stated", "consequence"), _limits(graph, own))
    return "\n".join(lines).rstrip() + "\n"


def _rows(graph: Graph, closure: Graph, term: rdflib.URIRef) -> Iterator[tuple[str, ...]]:
    found: Iterator[tuple[Triple, ...]]
    chains = [list(Collection(graph, node)) for node in graph.objects(term, OWL.propertyChainAxiom)]
    for first, second in sorted(chains, key=str):
        found = (
            ((start, first, middle), (middle, second, end), (start, term, end))
            for start, middle in closure.subject_objects(first)
            for end in closure.objects(middle, second)
        )
        yield (f"A {name(first)} B, B {name(second)} C", f"A {name(term)} C", *_case(found))
    for upper in sorted(graph.objects(term, RDFS.subPropertyOf), key=str):
        found = (((a, term, b), (a, upper, b)) for a, b in closure.subject_objects(term))
        yield (f"A {name(term)} B", f"A {name(upper)} B", *_case(found))
    for inverse in sorted(graph.objects(term, OWL.inverseOf), key=str):
        found = (((a, term, b), (b, inverse, a)) for a, b in closure.subject_objects(term))
        yield (f"A {name(term)} B", f"B {name(inverse)} A", *_case(found))


def _case(found: Iterable[tuple[Triple, ...]]) -> tuple[str, str]:
    case = min(found, key=str)
    said = [f"{_place(s)} {name(p)} {_place(o)}" for s, p, o in case]
    return ", ".join(said[:-1]), said[-1]


def _place(node: Node) -> str:
    local = str(node).removeprefix(ID).removeprefix("decision/cbd/cop/")
    return "the workplan" if local == "workplan/example/1" else local.removeprefix("workplan/example/1/")


def _limits(graph: Graph, own: list[rdflib.URIRef]) -> Iterator[tuple[str, str]]:
    for term in own:
        kinds = set(graph.objects(term, RDF.type))
        if OWL.FunctionalProperty in kinds:
            yield f"A {name(term)} B, A {name(term)} C", "B and C are the same"
        if OWL.InverseFunctionalProperty in kinds:
            yield f"A {name(term)} C, B {name(term)} C", "A and B are the same"
        if OWL.IrreflexiveProperty in kinds:
            yield f"A {name(term)} A", "contradiction"
        if OWL.AsymmetricProperty in kinds:
            yield f"A {name(term)} B, B {name(term)} A", "contradiction"
    for node in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        listed = next(graph.objects(node, OWL.members))
        yield f"A is two of {', '.join(map(name, Collection(graph, listed)))}", "contradiction"


def main() -> None:
    """Write both pages."""
    for page, content in (("ontology.md", ontology_page()), ("inferences.md", inferences_page())):
        path = ROOT / "docs" / page
        path.write_text(content, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
