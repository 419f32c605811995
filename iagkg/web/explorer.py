"""The dataset as the pages ask it: named queries with their answers kept, and statements about one thing."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

import pyoxigraph as ox

from iagkg.compare.dataset import sides_of_quads
from iagkg.compare.side import Side
from iagkg.graph.quads import Quad
from iagkg.names import GRAPH, ID, PREFIXES
from iagkg.queries import named, run
from iagkg.store.base import Rows
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import lexical
from iagkg.table import Table
from iagkg.web.examples import Examples

__all__ = ["ASKED", "Explorer", "KeptStore", "Row", "Statement", "short"]

Row = dict[str, str]
ASKED: ContextVar[list[str] | None] = ContextVar("asked", default=None)
"""Where it is a list, the text of each query that the store itself is asked is added; for tests and logs."""
_KEPT, _KEPT_ROWS = 4000, 500_000
"""Answers that are kept at most, and rows of all of them."""
_MOST = 500
_OTHERWISE = tuple(
    ox.NamedNode(f"{PREFIXES[p]}{n}") for p, n in (("iag", "asPrinted"), ("dcterms", "identifier"))
)
_LABELS = tuple(
    ox.NamedNode(f"{PREFIXES[prefix]}{name}")
    for prefix, name in (
        ("rdfs", "label"),
        ("skos", "prefLabel"),
        ("iag", "shortTitle"),
        ("dcterms", "title"),
    )
)


class KeptStore(EmbeddedStore):
    """A store whose answers are kept: the dataset does not change while it is served."""

    def __init__(self, store: EmbeddedStore) -> None:
        """Keep the answers of a store."""
        self._store = store.engine
        self._kept, self._rows, self._lock = OrderedDict[str, Rows](), 0, threading.Lock()

    def select(self, query: str) -> Rows:
        """Return the rows of a SELECT."""
        with self._lock:
            if (kept := self._kept.get(query)) is not None:
                self._kept.move_to_end(query)
                return kept
        if (asked := ASKED.get()) is not None:
            asked.append(query)
        rows = super().select(query)
        with self._lock:
            if query not in self._kept:
                self._kept[query] = rows
                self._rows += len(rows.rows)
            while len(self._kept) > 1 and (len(self._kept) > _KEPT or self._rows > _KEPT_ROWS):
                self._rows -= len(self._kept.popitem(last=False)[1].rows)
        return rows


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: subject, predicate and object in N-Triples, and the address of its graph."""

    subject: str
    predicate: str
    object: str
    graph: str
    value: str
    lang: str
    is_address: bool

    @property
    def origin(self) -> str:
        """The kind of its graph: printed, register, curated, suggested, inferred and so on, or other."""
        kind = self.graph.removeprefix(GRAPH).partition("/")[0]
        if self.graph.endswith("/curated/tags-suggested"):
            return "suggested"
        return (
            kind
            if kind in {"printed", "register", "curated", "corrected", "inferred", "imported"}
            else "other"
        )


@dataclass(frozen=True)
class Explorer:
    """A dataset to be looked at; `version` tells it from others, `calendar` writes that of its workplan."""

    store: KeptStore
    version: str
    counts: Mapping[str, int]
    calendar: Callable[[str], bytes] | None = None
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def ask(self, name: str, **values: str) -> list[Row]:
        """Return the rows of a named query in words; values of parameters that it has not are left out."""
        table = self.table(name, **values)
        return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]

    def table(self, name: str, **values: str) -> Table:
        """Return the answer to a named query; values of parameters that it has not are left out."""
        query = named(name)
        return run(self.store, query, {key: value for key, value in values.items() if query.parameter(key)})

    @cached_property
    def versions(self) -> list[Side]:
        """The versions of the workplans of the dataset, as they are compared; newest first."""
        return sides_of_quads(
            Quad(*map(str, (quad.subject, quad.predicate, quad.object, quad.graph_name)))
            for quad in self.store.engine
        )

    @cached_property
    def examples(self) -> Examples:
        """Examples of the terms of the vocabulary, kept as they are asked for."""
        return Examples(self.store.engine)

    @property
    def is_draft(self) -> bool:
        """Whether no adoption is recorded of a workplan."""
        return any(row["adoption"] != "recorded" for row in self.ask("workplan-summary", lang="en"))

    def about(self, address: str) -> list[Statement]:
        """Return the statements whose subject is the thing with an address, sorted."""
        return self._statements(ox.NamedNode(address), None)

    def pointing_to(self, address: str) -> list[Statement]:
        """Return the statements whose object is the thing with an address, sorted; the first 500."""
        return self._statements(None, ox.NamedNode(address))

    def _statements(self, subject: ox.NamedNode | None, value: ox.NamedNode | None) -> list[Statement]:
        engine = self.store.engine
        found: list[Statement] = []
        for quad in engine.quads_for_pattern(subject, None, value, None):
            term = quad.object
            found.append(
                Statement(
                    str(quad.subject),
                    quad.predicate.value,
                    str(term),
                    str(getattr(quad.graph_name, "value", "")),
                    str(getattr(term, "value", term)),
                    str(getattr(term, "language", "") or ""),
                    isinstance(term, ox.NamedNode),
                )
            )
            if len(found) > _MOST * 20:
                break
        found.sort(key=lambda one: (one.origin, one.graph, one.predicate, one.lang, one.value, one.subject))
        return found if subject else found[:_MOST]

    def is_known(self, address: str) -> bool:
        """Tell whether anything is said of the thing with an address, or leads to it."""
        try:
            node = ox.NamedNode(address)
        except ValueError:
            return False
        engine = self.store.engine
        patterns = ((node, None, None, None), (None, None, node, None))
        return any(next(iter(engine.quads_for_pattern(*pattern)), None) for pattern in patterns)

    def label(self, address: str, lang: str) -> str:
        """Return the name of a thing in a language, else in English, else any, else its address in short."""
        if (known := self._labels.get((address, lang))) is not None:
            return known
        node, found = ox.NamedNode(address), dict[str, str]()
        for predicate in _LABELS:
            for quad in self.store.engine.quads_for_pattern(node, predicate, None, None):
                if isinstance(quad.object, ox.Literal):
                    found.setdefault(quad.object.language or "", quad.object.value)
            if found:
                break
        words = found.get(lang) or found.get("en") or next(iter(sorted(found.values())), "")
        words = words or self._otherwise(node)
        if not words:  # a query may make up addresses without end
            return short(address)
        if len(self._labels) < 50_000:
            self._labels[address, lang] = words
        return words

    def _otherwise(self, node: ox.NamedNode) -> str:
        """Return what names a thing without a label: what it prints, its identifier, or its place."""
        engine = self.store.engine
        for predicate in _OTHERWISE:
            for quad in engine.quads_for_pattern(node, predicate, None, None):
                if isinstance(quad.object, ox.Literal):
                    return str(quad.object.value)
        last = node.value.rpartition("/")[2]
        return unquote(last).replace("-", " ") if node.value.startswith(ID) else ""


def short(address: str) -> str:
    """Return an address as a prefixed name, or whole where it has no prefix here."""
    for prefix, start in sorted(PREFIXES.items(), key=lambda pair: -len(pair[1])):
        if address.startswith(start) and len(address) > len(start):
            return f"{prefix}:{address[len(start) :]}"
    return address
