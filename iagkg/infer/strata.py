"""The order of rules: those that others build on first, and together only those that feed each other.

Rules depend on each other by the predicates (or classes) of their patterns. What depends on each other in a
circle is one stratum; only within it does a rule run again, and only when another gave it something new.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from itertools import pairwise

from iagkg.infer.axioms import TYPE, Atom, Rule

__all__ = ["Stratum", "strata"]


@dataclass(frozen=True)
class Stratum:
    """Rules whose heads are one circle of dependence, or one predicate alone, by `units`."""

    units: frozenset[str]
    rules: tuple[Rule, ...]

    @cached_property
    def first(self) -> tuple[Rule, ...]:
        """The rules that build on other strata only: they run once."""
        return tuple(rule for rule in self.rules if not self._feeds_itself(rule))

    @cached_property
    def again(self) -> tuple[Rule, ...]:
        """The rules that build on their own stratum."""
        return tuple(rule for rule in self.rules if self._feeds_itself(rule))

    def closed(self, rule: Rule) -> int | None:
        """Return the place of the step of a chain that is the head itself, where one run of it is enough.

        Such is a chain of which only the last (or only the first) step is the head: the others are repeated
        as one path. None where the rule is not such a chain.
        """
        own = [place for place, atom in enumerate(rule.body) if atom.unit in self.units]
        if len(rule.body) < 2 or rule.head.predicate == TYPE or not _is_chain(rule):
            return None
        if len(own) == len(rule.body) == 2 and {atom.predicate for atom in rule.body} == {
            rule.head.predicate
        }:
            return 0
        one_end = len(own) == 1 and own[0] in {0, len(rule.body) - 1}
        return own[0] if one_end and rule.body[own[0]].predicate == rule.head.predicate else None

    def woken(self, by: Rule) -> tuple[Rule, ...]:
        """Return the rules to run again when a rule gave something new: those that build on its head.

        Left out are a chain that is run as a path, by itself, and what only turns the rule round.
        """
        return tuple(
            rule
            for rule in self.again
            if any(atom.unit == by.head.unit for atom in rule.body)
            and not (rule == by and self.closed(rule) is not None)
            and not _turns_round(rule, by)
        )

    def _feeds_itself(self, rule: Rule) -> bool:
        return any(atom.unit in self.units for atom in rule.body)


def strata(rules: Iterable[Rule], is_wanted: Callable[[str], bool]) -> list[Stratum]:
    """Return the strata of the rules in the order to run them.

    `is_wanted` says of a predicate whether what follows with it is asked for; rules that lead to no such
    predicate are left out.
    """
    known = list(rules)
    needed = {rule.head.unit for rule in known if is_wanted(rule.head.predicate)}
    while True:
        more = {atom.unit for rule in known if rule.head.unit in needed for atom in rule.body} - needed
        if not more:
            break
        needed |= more
    kept = [rule for rule in known if rule.head.unit in needed and rule.body != (rule.head,)]
    below: dict[str, set[str]] = {unit: set() for unit in needed}
    for rule in kept:
        below[rule.head.unit] |= {atom.unit for atom in rule.body}
    reached = {unit: _reached(unit, below) for unit in below}
    circle = {
        unit: frozenset({unit} | {other for other in reached[unit] if unit in reached[other]})
        for unit in below
    }
    order = TopologicalSorter(
        {
            units: {circle[other] for unit in units for other in below[unit]} - {units}
            for units in circle.values()
        }
    )
    # What depends on nothing left comes by name, so that the order does not hang on hashes.
    order.prepare()
    found: list[Stratum] = []
    while order.is_active():
        ready = sorted(order.get_ready(), key=sorted)
        found += [Stratum(units, tuple(r for r in kept if r.head.unit in units)) for units in ready]
        order.done(*ready)
    return [stratum for stratum in found if stratum.rules]


def _reached(unit: str, below: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        more = below[waiting.pop()] - found
        found |= more
        waiting += more
    return found


def _is_chain(rule: Rule) -> bool:
    ends = [rule.head.subject, *(atom.subject for atom in rule.body[1:]), rule.head.object]
    return all(
        (atom.subject, atom.object) == pair for atom, pair in zip(rule.body, pairwise(ends), strict=True)
    )


def _turns_round(rule: Rule, by: Rule) -> bool:
    """Tell whether a rule gives back, from what `by` gave, what `by` was made of."""
    if len(rule.body) != 1 or len(by.body) != 1:
        return False
    given = {rule.body[0].subject: by.head.subject, rule.body[0].object: by.head.object}
    head = rule.head
    back = Atom(head.predicate, given.get(head.subject, head.subject), given.get(head.object, head.object))
    return rule.body[0].predicate == by.head.predicate and back == by.body[0]
