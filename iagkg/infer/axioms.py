"""Rules from axioms: each axiom of the vocabulary as one rule or two, or an error that names it.

Source of the rules: OWL 2 Web Ontology Language Profiles, section 4.3, tables 5, 6 and 9.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from iagkg.errors import InputError
from iagkg.graph.quads import Quad, term
from iagkg.names import PREFIXES

__all__ = ["TYPE", "Atom", "Rule", "rules_of"]

TYPE = term("rdf:type")
_X, _Y, _Z = "?x", "?y", "?z"

# What the vocabulary says that gives no shortcut: words, kinds, and what would be a contradiction or an
# equality. The latter are conditions, held by the rules of `iagkg check` (at most one value, no cycle).
_NO_RULE = frozenset(
    term(name)
    for name in (
        *("rdfs:label", "rdfs:comment", "rdfs:isDefinedBy", "rdfs:seeAlso", "rdfs:member"),
        *("owl:versionInfo", "owl:versionIRI", "owl:priorVersion", "owl:deprecated", "owl:imports"),
        *("owl:backwardCompatibleWith", "owl:incompatibleWith", "owl:members", "owl:disjointWith"),
        "owl:propertyDisjointWith",
    )
)
_PART_OF_AN_AXIOM = frozenset(term(name) for name in ("owl:onProperty", "owl:hasValue", "owl:someValuesFrom"))
_KINDS_WITHOUT_RULE = frozenset(
    term(name)
    for name in (
        *("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"),
        *("owl:Ontology", "owl:Restriction", "owl:NamedIndividual", "owl:AllDisjointClasses"),
        *("owl:FunctionalProperty", "owl:InverseFunctionalProperty", "owl:AsymmetricProperty"),
        *("owl:IrreflexiveProperty", "rdfs:Class", "rdfs:Datatype", "owl:AllDisjointProperties"),
    )
)
_SPOKEN_OF = (f"<{PREFIXES['owl']}", f"<{PREFIXES['rdfs']}")


@dataclass(frozen=True, slots=True)
class Atom:
    """One pattern of a rule: predicate and two ends, each a variable or an address (as terms)."""

    predicate: str
    subject: str
    object: str

    @property
    def unit(self) -> str:
        """What rules depend on: the predicate, or with rdf:type the class."""
        return f"{TYPE} {self.object}" if self.predicate == TYPE else self.predicate


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the body holds, the head holds."""

    head: Atom
    body: tuple[Atom, ...]


def rules_of(quads: Iterable[Quad]) -> list[Rule]:
    """Return the rules that the axioms among the quads say, each once, sorted.

    Raises InputError naming the axiom where one is none that rules are made of, or not whole.
    """
    known = list(quads)
    spoken_of = {name for name in {quad.predicate for quad in known} if _is_of_axioms(name)}
    axioms = [
        quad
        for quad in known
        if quad.predicate in spoken_of or (quad.predicate == TYPE and quad.object.startswith(_SPOKEN_OF))
    ]
    by_subject: dict[str, dict[str, str]] = {}
    for quad in axioms:
        said = by_subject.setdefault(quad.subject, {})
        once = said.get(quad.predicate, quad.object) == quad.object
        said[quad.predicate] = quad.object if once else ""  # two steps or values in one place: refused
    found = {rule for quad in axioms for rule in _rules(quad, by_subject)}
    return sorted(found, key=repr)


def _is_of_axioms(predicate: str) -> bool:
    in_lists = predicate in {term("rdf:first"), term("rdf:rest")}
    return in_lists or (predicate.startswith(_SPOKEN_OF) and predicate not in _NO_RULE)


def _rules(quad: Quad, by_subject: dict[str, dict[str, str]]) -> Iterator[Rule]:
    s, o = quad.subject, quad.object
    name = _short(o if quad.predicate == TYPE else quad.predicate)
    if name in _ALIKE:
        yield from _ALIKE[name](s, o)
    elif name == "owl:propertyChainAxiom":
        steps = _listed(o, by_subject, quad)
        ends = [_X, *(f"?s{number}" for number in range(1, len(steps))), _Z]
        pairs = pairwise(ends)
        yield Rule(Atom(s, _X, _Z), tuple(Atom(step, *pair) for step, pair in zip(steps, pairs, strict=True)))
    elif name == "owl:Restriction":
        yield from _restriction(quad, by_subject[s])
    elif not _gives_none(quad):
        raise _refused(quad)


def _is_datatype(value: str) -> bool:
    return value.startswith(f"<{PREFIXES['xsd']}") or value in {term("rdf:langString"), term("rdfs:Literal")}


_ALIKE: dict[str, Callable[[str, str], tuple[Rule, ...]]] = {
    "rdfs:subPropertyOf": lambda s, o: (Rule(Atom(o, _X, _Y), (Atom(s, _X, _Y),)),),
    "owl:equivalentProperty": lambda s, o: (
        Rule(Atom(o, _X, _Y), (Atom(s, _X, _Y),)),
        Rule(Atom(s, _X, _Y), (Atom(o, _X, _Y),)),
    ),
    "owl:inverseOf": lambda s, o: (
        Rule(Atom(o, _Y, _X), (Atom(s, _X, _Y),)),
        Rule(Atom(s, _Y, _X), (Atom(o, _X, _Y),)),
    ),
    "owl:SymmetricProperty": lambda s, _: (Rule(Atom(s, _Y, _X), (Atom(s, _X, _Y),)),),
    "owl:TransitiveProperty": lambda s, _: (Rule(Atom(s, _X, _Z), (Atom(s, _X, _Y), Atom(s, _Y, _Z))),),
    "rdfs:domain": lambda s, o: (Rule(Atom(TYPE, _X, o), (Atom(s, _X, _Y),)),),
    "rdfs:range": lambda s, o: () if _is_datatype(o) else (Rule(Atom(TYPE, _Y, o), (Atom(s, _X, _Y),)),),
    "rdfs:subClassOf": lambda s, o: (Rule(Atom(TYPE, _X, o), (Atom(TYPE, _X, s),)),),
    "owl:equivalentClass": lambda s, o: (
        Rule(Atom(TYPE, _X, o), (Atom(TYPE, _X, s),)),
        Rule(Atom(TYPE, _X, s), (Atom(TYPE, _X, o),)),
    ),
}


def _gives_none(quad: Quad) -> bool:
    if quad.predicate == TYPE:
        return quad.object in _KINDS_WITHOUT_RULE
    return quad.predicate in _PART_OF_AN_AXIOM | {term("rdf:first"), term("rdf:rest")}


def _restriction(quad: Quad, said: dict[str, str]) -> Iterator[Rule]:
    on = said.get(term("owl:onProperty"), "")
    value, some = said.get(term("owl:hasValue")), said.get(term("owl:someValuesFrom"))
    if not on.startswith("<") or (value is None) == (some is None) or some == "":
        raise _refused(quad)
    if value is not None:
        if not value.startswith("<"):
            raise _refused(quad._replace(predicate=term("owl:hasValue"), object=value))
        yield Rule(Atom(on, _X, value), (Atom(TYPE, _X, quad.subject),))
        yield Rule(Atom(TYPE, _X, quad.subject), (Atom(on, _X, value),))
    else:
        assert some is not None  # noqa: S101  # one of the two, as told above
        yield Rule(Atom(TYPE, _X, quad.subject), (Atom(on, _X, _Y), Atom(TYPE, _Y, some)))


def _listed(node: str, by_subject: dict[str, dict[str, str]], axiom: Quad) -> list[str]:
    steps: list[str] = []
    seen: set[str] = set()
    while node != term("rdf:nil"):
        said = by_subject.get(node, {})
        step = said.get(term("rdf:first"), "")
        if node in seen or not step.startswith("<") or term("rdf:rest") not in said:
            raise _refused(axiom)
        seen.add(node)
        steps.append(step)
        node = said[term("rdf:rest")]
    if not steps:
        raise _refused(axiom)
    return steps


def _short(value: str) -> str:
    for prefix, address in PREFIXES.items():
        if value.startswith(f"<{address}") and prefix in {"rdf", "rdfs", "owl"}:
            return f"{prefix}:{value[len(address) + 1 : -1]}"
    return value


def _refused(quad: Quad) -> InputError:
    return InputError(
        f"No rule is made of this axiom of the vocabulary: {' '.join(quad[:3])}",
        "subclasses, subproperties, inverses, symmetric and transitive properties, domains, ranges, "
        "chains of properties, owl:hasValue with an address, owl:someValuesFrom",
        "say it with these, or add the rule to iagkg/infer/axioms.py.",
    )
