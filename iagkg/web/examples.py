"""Examples from the dataset that is served: things of a class, and statements that use a property."""

from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice

import pyoxigraph as ox

from iagkg.names import IAG, PREFIXES
from iagkg.web.addresses import HOME

__all__ = ["Examples", "Said"]

_MOST = 2000
"""Statements of one term that are looked at; of as many or fewer, the order in the store decides nothing."""
_THINGS, _STATEMENTS = 3, 2
_LONGEST = 160
_PLAIN = {f"{PREFIXES['skos']}Concept", f"{PREFIXES['owl']}NamedIndividual"}
"""Classes that say little."""
_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: the address of its subject, and that of its value, or its words and their language."""

    subject: str
    value: str
    tongue: str = ""
    is_address: bool = False


@dataclass(frozen=True)
class Examples:
    """Finds examples in a store, and keeps them: the dataset does not change while it is served."""

    engine: ox.Store
    _things: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _statements: dict[str, dict[str, tuple[Said, ...]]] = field(default_factory=dict)
    _ends: dict[str, str] = field(default_factory=dict)

    def things(self, address: str) -> tuple[str, ...]:
        """Return up to three things of a class that have pages here, the first by their addresses."""
        if address not in self._things:
            found = self.engine.quads_for_pattern(None, _TYPE, ox.NamedNode(address), None)
            names = {
                quad.subject.value for quad in islice(found, _MOST) if isinstance(quad.subject, ox.NamedNode)
            }
            here = (name for name in names if name.startswith(f"{HOME}/"))
            self._things[address] = tuple(nsmallest(_THINGS, here))
        return self._things[address]

    def statements(self, address: str, lang: str) -> tuple[Said, ...]:
        """Return up to two statements with a property, of two things that have pages here.

        Their words are in a language, else in English, else in none, else in any.
        """
        if address not in self._statements:
            self._statements[address] = self._found(address)
        by_language = self._statements[address]
        code = next((one for one in (lang, "en", "", *by_language) if one in by_language), None)
        return () if code is None else by_language[code]

    def end_of(self, address: str) -> str:
        """Return the class of all that a property leads to, "" where there is none; ours before others."""
        if address not in self._ends:
            values = self.engine.quads_for_pattern(None, ox.NamedNode(address), None, None)
            ends = {quad.object for quad in islice(values, _MOST)}
            kinds = [self._kinds(end) for end in ends]
            common = set.intersection(*kinds) if kinds else set()
            self._ends[address] = min(
                common, key=lambda one: (not one.startswith(IAG), one in _PLAIN, one), default=""
            )
        return self._ends[address]

    def _kinds(self, node: object) -> set[str]:
        if not isinstance(node, ox.NamedNode):
            return set()
        types = (quad.object for quad in self.engine.quads_for_pattern(node, _TYPE, None, None))
        return {one.value for one in types if isinstance(one, ox.NamedNode)}

    def _found(self, address: str) -> dict[str, tuple[Said, ...]]:
        by_language: dict[str, dict[str, Said]] = {}
        for quad in islice(self.engine.quads_for_pattern(None, ox.NamedNode(address), None, None), _MOST):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(f"{HOME}/"):
                said = _said(quad.subject.value, quad.object)
                if said:
                    of_language = by_language.setdefault(said.tongue, {})
                    kept = of_language.setdefault(said.subject, said)
                    of_language[said.subject] = min(kept, said, key=lambda one: one.value)
        return {
            code: tuple(nsmallest(_STATEMENTS, said.values(), key=lambda one: (one.subject, one.value)))
            for code, said in sorted(by_language.items())
        }


def _said(subject: str, term: object) -> Said | None:
    if isinstance(term, ox.NamedNode):
        return Said(subject, term.value, is_address=True)
    if isinstance(term, ox.Literal):
        words = term.value if len(term.value) <= _LONGEST else f"{term.value[: _LONGEST - 1]}\u2026"
        return Said(subject, words, term.language or "")
    return None
