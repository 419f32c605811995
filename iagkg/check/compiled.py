"""The rules as queries, and what these find: the same results as pySHACL gives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from iagkg.check.compiled_constraints import Compiling, broken
from iagkg.check.compiled_shapes import Shape, all_shapes
from iagkg.check.facts import Facts, Term, as_written
from iagkg.check.findings import Result
from iagkg.errors import InputError
from iagkg.names import PREFIXES

__all__ = ["Check", "checks", "results_by_queries"]

_FOCUS = "?focus"


@dataclass(frozen=True, slots=True)
class Check:
    """A query that finds what breaks one condition, with the columns focus and value (or focus alone).

    `tells_focus` says that the node itself is the value where the query gives none.
    """

    shape: str
    component: str
    query: str
    tells_focus: bool


def checks(shapes: Facts, below: Iterable[tuple[Term, Term]] = ()) -> list[Check]:
    """Return the queries of all rules. Raises InputError for a condition that no query is made of.

    `below` are the pairs of classes of which the data say that the first is below the second.
    """
    making = Compiling(shapes, _closed(below))
    return [check for shape in all_shapes(shapes) for check in _checks(shape, making)]


def _closed(pairs: Iterable[tuple[Term, Term]]) -> dict[str, frozenset[str]]:
    """Return for each class all that are below it, at any depth."""
    directly: dict[str, set[str]] = {}
    for lower, upper in pairs:
        if isinstance(lower, ox.BlankNode):
            raise InputError("A class without an address stands below another.", "classes with addresses")
        directly.setdefault(str(upper), set()).add(str(lower))
    found = {}
    for name in directly:
        waiting, seen = [name], set[str]()
        while waiting:
            more = directly.get(waiting.pop(), set()) - seen
            seen |= more
            waiting += more
        found[name] = frozenset(seen)
    return found


def _checks(shape: Shape, making: Compiling) -> Iterator[Check]:
    scope = _scope(shape, making)
    for one in broken(shape, scope, _FOCUS, making):
        columns = _FOCUS if one.value in {"", _FOCUS} else f"{_FOCUS} ({one.value} AS ?value)"
        if one.value == "?value":
            columns = f"{_FOCUS} ?value"
        query = f"{one.constraint.prefixes}SELECT DISTINCT {columns} WHERE {{ {one.pattern} }}"
        tells_focus = one.value == _FOCUS or (one.value == "?value" and not shape.path)
        yield Check(shape.name.value, one.constraint.component, query, tells_focus)


def _scope(shape: Shape, making: Compiling) -> str:
    """Return the pattern that binds the focus to what a shape is tried on, each node once."""
    patterns = []
    for kind, name in shape.targets:
        match kind:
            case "targetClass":
                patterns.append(making.is_a(_FOCUS, name))
            case "targetSubjectsOf":
                patterns.append(f"{_FOCUS} {name} {making.variable()} .")
            case "targetObjectsOf":
                patterns.append(f"{making.variable()} {name} {_FOCUS} .")
            case _:
                patterns.append(f"VALUES {_FOCUS} {{ {name} }}")
    kind, name = shape.targets[0]
    if len(patterns) == 1 and kind == "targetClass" and name not in making.below:
        return patterns[0]
    found = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
    return f"{{ SELECT DISTINCT {_FOCUS} WHERE {{ {found} }} }}"


def results_by_queries(data: Facts, shapes: Facts) -> set[Result]:
    """Return what the rules find in the data."""
    lower = data.store.quads_for_pattern(None, ox.NamedNode(f"{PREFIXES['rdfs']}subClassOf"), None, None)
    below = [(as_written(quad.subject), as_written(quad.object)) for quad in lower]
    found: set[Result] = set()
    for check in checks(shapes, below):
        answer = data.store.query(check.query)
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101  # each is a SELECT
        has_value = any(variable.value == "value" for variable in answer.variables)
        for row in answer:
            focus, value = row["focus"], row["value"] if has_value else None
            if value is None and check.tells_focus:
                value = focus
            told = None if value is None else as_written(value)
            found.add(Result(as_written(focus), check.shape, check.component, told))
    return found
