"""Patterns in SPARQL that find what breaks a condition.

A pattern stands for itself: it binds the node it is tried on before a path is followed from there, so that no
path is open at both ends, and it asks for what is not there by MINUS, which every engine does in one go.
Where pySHACL departs from SHACL or from SPARQL, what pySHACL does is done here (a word or two at the place).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

import pyoxigraph as ox

from iagkg.check.compiled_shapes import Constraint, Shape, refused, shape_of
from iagkg.check.compiled_values import datatype_test, not_above, pattern_test, quoted, same_as
from iagkg.check.facts import Facts, Term

__all__ = ["Broken", "Compiling", "broken"]

_NODE_KINDS = {
    "IRI": "isIRI({0})",
    "BlankNode": "isBlank({0})",
    "Literal": "isLiteral({0})",
    "BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    "BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
    "IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
}


@dataclass(frozen=True, slots=True)
class Compiling:
    """What patterns are made of: the rules, and the classes that the data put below others.

    The classes are named in the queries: Virtuoso cannot follow a path of them inside other patterns.
    """

    shapes: Facts
    below: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def variable(self) -> str:
        """Return a variable that no other pattern has."""
        return f"?v{next(self.numbers)}"

    def is_a(self, node: str, kind: str) -> str:
        """Return the pattern of an instance of a class, or of a class below it."""
        if kind not in self.below:
            return f"{node} a {kind} ."
        own = self.variable()
        return f"VALUES {own} {{ {' '.join(sorted({kind, *self.below[kind]}))} }} {node} a {own} ."


@dataclass(frozen=True, slots=True)
class Broken:
    """A pattern that finds what breaks a condition, and the variable of the value (or empty)."""

    constraint: Constraint
    pattern: str
    value: str


def broken(shape: Shape, scope: str, focus: str, making: Compiling) -> Iterator[Broken]:
    """Yield a pattern for each condition of a shape that can be broken.

    `scope` is the pattern that binds the variable `focus`, the node that the shape is tried on. Conditions
    gathered from other shapes are left to these.
    """
    value = making.variable() if shape.path else focus
    values = f"{scope} {focus} {shape.path} {value} ." if shape.path else scope
    for constraint in shape.constraints:
        if constraint.kind == "property":
            continue
        if (test := _test(shape, constraint, value)) is not None:
            yield Broken(constraint, f"{values} FILTER({test})", value)
        elif constraint.kind in {"class", "or", "not"}:
            yield Broken(constraint, _of_values(shape, constraint, values, value, making), value)
        else:
            yield _of_all(shape, constraint, (scope, focus, values, value), making)


def _nonconforming(node: Term, scope: str, focus: str, making: Compiling) -> str:
    """Return a pattern that binds `focus` to the nodes in scope that a shape finds something at."""
    shape = shape_of(node, making.shapes)
    patterns = [f"{{ {one.pattern} }}" for one in broken(shape, scope, focus, making)]
    inner = making.variable() if shape.path else focus
    values = f"{scope} {focus} {shape.path} {inner} ." if shape.path else scope
    for constraint in shape.constraints:
        if constraint.kind == "property":
            for gathered in constraint.values:
                patterns.append(_nonconforming(gathered, values, inner, making))
    found = " UNION ".join(patterns) or f"{scope} FILTER(false)"
    return f"{{ SELECT DISTINCT {focus} WHERE {{ {found} }} }}"


def _test(shape: Shape, constraint: Constraint, value: str) -> str | None:
    """Return the filter that a value that breaks the condition passes; None where it is no matter of one."""
    match constraint.kind:
        case "datatype":
            return f"!COALESCE({_datatype(shape, constraint, value)}, false)"
        case "nodeKind":
            kind = constraint.values[0].value.rpartition("#")[2]
            if kind not in _NODE_KINDS:
                raise refused(shape.name, f"sh:nodeKind {constraint.values[0]}")
            return f"!{_NODE_KINDS[kind].format(value)}"
        case "in":
            # not !(a || b): Virtuoso takes that for !a || !b
            return " && ".join(f"!{same_as(value, one)}" for one in constraint.values) or "true"
        case "pattern":
            test = pattern_test(value, constraint.values[0].value)
            if test is None:
                raise refused(shape.name, f"sh:pattern {constraint.values[0]}")
            return test
        case _:
            return None


def _datatype(shape: Shape, constraint: Constraint, value: str) -> str:
    test = datatype_test(value, constraint.values[0])
    if test is None:
        raise refused(shape.name, f"sh:datatype {constraint.values[0]}")
    return test


def _of_values(shape: Shape, constraint: Constraint, values: str, value: str, making: Compiling) -> str:
    match constraint.kind:
        case "class":
            kind = constraint.values[0]
            if not isinstance(kind, ox.NamedNode):
                raise refused(shape.name, f"sh:class {kind}")
            return f"{values} MINUS {{ {making.is_a(value, str(kind))} }}"
        case "or":
            found = [_nonconforming(one, values, value, making) for one in constraint.values]
            return " ".join([values, *found]) if found else f"{values} FILTER(false)"
        case _:
            return f"{values} MINUS {_nonconforming(constraint.values[0], values, value, making)}"


def _of_all(
    shape: Shape, constraint: Constraint, bound: tuple[str, str, str, str], making: Compiling
) -> Broken:
    """Return the pattern of a condition on all values together."""
    scope, focus, values, value = bound
    said = constraint.values[0]
    match constraint.kind:
        case "minCount" | "maxCount":
            pattern, told = _counted(shape, constraint, bound), ""
        case "hasValue":
            pattern, told = f"{scope} MINUS {{ {values} FILTER({same_as(value, said)}) }}", ""
        case "lessThanOrEquals" | "equals" | "disjoint" if isinstance(said, ox.NamedNode):
            pattern, told = _compared(constraint, bound, making), value
        case "uniqueLang" if said.value == "true" and shape.path:
            language = making.variable()
            tagged = f"SELECT {focus} {value} (LCASE(LANG({value})) AS {language}) WHERE {{ {values} FILTER("
            tagged += f'LANG({value}) != "") }}'
            several = f"GROUP BY {focus} {language} HAVING(COUNT(DISTINCT {value}) > 1)"
            pattern, told = f"{{ SELECT {focus} {language} WHERE {{ {{ {tagged} }} }} {several} }}", ""
        case "qualifiedMinCount" if said.value == "1" and len(constraint.values) == 2 and shape.path:
            wrong = _nonconforming(constraint.values[1], values, value, making)
            pattern, told = f"{scope} MINUS {{ {values} MINUS {wrong} }}", ""
        case "sparql":
            pattern, told = _query(shape, constraint, scope, focus), "?value"
        case _:
            raise refused(shape.name, f"sh:{constraint.kind} {said}")
    return Broken(constraint, pattern, told)


def _compared(constraint: Constraint, bound: tuple[str, str, str, str], making: Compiling) -> str:
    """Return the pattern of values that are not as those of another property are to be."""
    scope, focus, values, value = bound
    predicate = constraint.values[0]
    match constraint.kind:
        case "lessThanOrEquals":
            other = making.variable()
            return f"{values} {focus} {predicate} {other} . FILTER(!{not_above(value, other)})"
        case "disjoint":
            return f"{values} {focus} {predicate} {value} ."
        case _:
            theirs = f"{scope} {focus} {predicate} {value} ."
            return f"{{ {values} MINUS {{ {theirs} }} }} UNION {{ {theirs} MINUS {{ {values} }} }}"


def _counted(shape: Shape, constraint: Constraint, bound: tuple[str, str, str, str]) -> str:
    scope, focus, values, value = bound
    number = constraint.values[0].value
    if not number.isdecimal() or not shape.path:
        raise refused(shape.name, f"sh:{constraint.kind} {constraint.values[0]}")
    limit = int(number)
    by_node = f"GROUP BY {focus} HAVING(COUNT(DISTINCT {value})"
    if constraint.kind == "maxCount":
        if limit == 0:
            return values
        return f"{{ SELECT {focus} WHERE {{ {values} }} {by_node} > {limit}) }}"
    if limit == 1:
        return f"{scope} MINUS {{ {values} }}"
    optional = f"{scope} OPTIONAL {{ {focus} {shape.path} {value} }}"
    return f"{{ SELECT {focus} WHERE {{ {optional} }} {by_node} < {limit}) }}"


def _query(shape: Shape, constraint: Constraint, scope: str, focus: str) -> str:
    """Return the query of a rule for all nodes at once: what binds the node is put into it."""
    select = constraint.values[0].value
    groups = re.search(r"GROUP\s+BY", select)
    if groups and not re.search(r"GROUP\s+BY[^{}]*\$this", select):
        raise refused(shape.name, f"sh:select that does not group by $this: {quoted(select)}")
    head, where, rest = select.partition("WHERE {")
    if not where or "$this" not in head or "PATH" in select:
        raise refused(shape.name, f"sh:select without SELECT $this … WHERE {{: {quoted(select)}")
    return f"{{ {head}{where} {scope} {rest} }}".replace("$this", focus)
