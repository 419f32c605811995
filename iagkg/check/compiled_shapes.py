"""The rules as plain values: targets, path, and constraints, or an error that names what is not known.

Source: Shapes Constraint Language (SHACL), W3C Recommendation of 20 July 2017, sections 2, 4 and 5.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from iagkg.check.facts import Facts, Term
from iagkg.check.paths import path_sparql
from iagkg.check.rules import SHAPES, sh
from iagkg.errors import InputError
from iagkg.names import PREFIXES

__all__ = ["Constraint", "Shape", "all_shapes", "refused", "shape_of"]

_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_KINDS = (
    *("minCount", "maxCount", "class", "datatype", "nodeKind", "in", "hasValue", "pattern", "uniqueLang"),
    *("lessThanOrEquals", "equals", "disjoint", "or", "not", "qualifiedMinCount", "sparql", "property"),
)
_NOT_A_CONDITION = frozenset(
    {
        *(sh(name) for name in (*_TARGETS, "path", "severity", "qualifiedValueShape")),
        *(sh(name) for name in ("message", "name", "description", "order", "group")),
        *(f"{PREFIXES['rdfs']}label", f"{PREFIXES['rdfs']}comment", f"{PREFIXES['rdf']}type"),
        *(f"{PREFIXES['skos']}scopeNote", f"{SHAPES}shows", f"{SHAPES}concerns"),
    }
)
_TYPES = frozenset({sh("NodeShape"), sh("PropertyShape")})


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition of a shape: its kind (a local name of SHACL) and what it says, a term for each value."""

    kind: str
    values: tuple[Term, ...]
    prefixes: str = ""
    """What goes before the query of `sparql`."""

    @property
    def component(self) -> str:
        """The address of the kind of constraint in a validation report."""
        name = "SPARQL" if self.kind == "sparql" else self.kind[0].upper() + self.kind[1:]
        return sh(f"{name}ConstraintComponent")


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule: its address, its path in SPARQL (empty where it has none), what it is tried on, conditions."""

    name: Term
    path: str
    targets: tuple[tuple[str, str], ...]
    """Pairs of the kind of target (a local name of SHACL) and an address as a term."""
    constraints: tuple[Constraint, ...]


def all_shapes(shapes: Facts) -> list[Shape]:
    """Return the shapes that have targets; those that another gathers have the targets of that one too.

    Raises InputError naming the shape and the condition that no query is made of.
    """
    nodes = sorted({node for kind in sorted(_TYPES) for node in _of_type(shapes, kind)}, key=str)
    read = {node: shape_of(node, shapes) for node in nodes}
    targets = {node: list(shape.targets) for node, shape in read.items()}
    for node in nodes:
        _hand_down(node, read, targets, (node,))
    return [
        Shape(node, shape.path, tuple(sorted(set(targets[node]))), shape.constraints)
        for node, shape in read.items()
        if targets[node]
    ]


def _hand_down(
    node: Term, read: dict[Term, Shape], targets: dict[Term, list[tuple[str, str]]], above: tuple[Term, ...]
) -> None:
    for constraint in read[node].constraints:
        for gathered in constraint.values if constraint.kind == "property" else ():
            if gathered not in read or gathered in above or (read[node].path and read[above[0]].targets):
                raise refused(node, f"{sh('property')} {gathered}")
            targets[gathered] += read[above[0]].targets
            _hand_down(gathered, read, targets, (*above, gathered))


def _of_type(shapes: Facts, kind: str) -> list[Term]:
    return shapes.subjects(f"{PREFIXES['rdf']}type", ox.NamedNode(kind))


def shape_of(node: Term, shapes: Facts) -> Shape:
    """Return one shape. Raises InputError as `all_shapes` does."""
    said = shapes.said_of(node)
    known = _NOT_A_CONDITION | {sh(kind) for kind in _KINDS}
    for predicate, value in said:
        if predicate not in known or (predicate == f"{PREFIXES['rdf']}type" and value.value not in _TYPES):
            raise refused(node, f"{predicate} {value}")
    paths = [value for predicate, value in said if predicate == sh("path")]
    if len(paths) > 1 or isinstance(node, ox.Literal):
        raise refused(node, f"{sh('path')}, {len(paths)} times")
    targets = tuple(
        (name, str(value)) for name in _TARGETS for predicate, value in said if predicate == sh(name)
    )
    path = path_sparql(paths[0], shapes) if paths else ""
    return Shape(node, path, targets, tuple(_constraints(node, said, shapes)))


def _constraints(node: Term, said: list[tuple[str, Term]], shapes: Facts) -> Iterator[Constraint]:
    for kind in _KINDS:
        for value in [value for predicate, value in said if predicate == sh(kind)]:
            match kind:
                case "in" | "or":
                    yield Constraint(kind, tuple(shapes.items(value)))
                case "qualifiedMinCount":
                    yield Constraint(kind, (value, *shapes.objects(node, sh("qualifiedValueShape"))))
                case "sparql":
                    yield _query(node, value, shapes)
                case _:
                    yield Constraint(kind, (value,))
    if len(shapes.objects(node, sh("qualifiedValueShape"))) > len(
        shapes.objects(node, sh("qualifiedMinCount"))
    ):
        raise refused(node, sh("qualifiedValueShape"))


def _query(node: Term, constraint: Term, shapes: Facts) -> Constraint:
    known = {sh("select"), sh("prefixes"), f"{PREFIXES['rdf']}type"}
    for predicate, value in shapes.said_of(constraint):
        if predicate not in known:
            raise refused(node, f"{predicate} {value}")
    declared = [
        (shapes.one(entry, sh("prefix")), shapes.one(entry, sh("namespace")))
        for where in shapes.objects(constraint, sh("prefixes"))
        for entry in shapes.objects(where, sh("declare"))
    ]
    lines = [f"PREFIX {name.value}: <{address.value}>\n" for name, address in declared if name and address]
    return Constraint("sparql", tuple(shapes.objects(constraint, sh("select"))), "".join(lines))


def refused(shape: Term, what: str) -> InputError:
    """Return the error that a condition of a shape is none that a query is made of."""
    return InputError(
        f"No query is made of this condition of the rule {shape.value}: {what}",
        ", ".join(f"sh:{kind}" for kind in _KINDS),
        "say it with these, or add it to iagkg/check/compiled_constraints.py.",
    )
