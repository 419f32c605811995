"""A vocabulary in memory: schemes (the CBD's domains and our own), terms, labels, relations, crosswalk."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from iagkg.names import concept_iri

__all__ = [
    "CONFIDENCES",
    "KINDS",
    "LANGUAGES",
    "ROLES",
    "Label",
    "Link",
    "Relation",
    "Scheme",
    "Term",
    "Vocabulary",
]

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
"""The languages of labels: the six of the United Nations."""

CONFIDENCES = ("seen", "inferred", "derived", "unconfirmed")
"""How a row is known, as in every table of the project."""

Role = Literal["preferred", "alternative", "definition"]
ROLES: tuple[Role, ...] = ("preferred", "alternative", "definition")

Kind = Literal["official", "ours", "unofficial", "imported"]
KINDS: tuple[Kind, ...] = ("official", "ours", "unofficial", "imported")
"""Whose words they are: of the Secretariat's thesaurus, ours (on terms of ours only), of a label file that
is no official translation, or of a thesaurus file that was imported (official too)."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words for a term in one language."""

    text: str
    lang: str
    role: Role = "preferred"
    kind: Kind = "official"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of terms: `kind` is `official` (a domain of the CBD), `local` (ours) or `framework`."""

    domain: str
    titles: dict[str, str]
    kind: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One term.

    `broader` are identifiers of the same domain; `broader_confidence` says how they are known: `seen`,
    `inferred` or `imported`. `formerly` are older spellings of the identifier. `group` is a heading
    under which its list shows it. `status` is empty or `withdrawn`. `place` is where it was read.
    """

    domain: str
    identifier: str
    labels: tuple[Label, ...] = ()
    broader: tuple[str, ...] = ()
    broader_confidence: str = ""
    evidence: str = ""
    related: tuple[str, ...] = ()
    group: str = ""
    formerly: tuple[str, ...] = ()
    status: str = ""
    source: str = ""
    confidence: str = ""
    note: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        """The official English label, else any preferred one, else the identifier: for screens."""
        return self.label("en") or next((x.text for x in self._preferred()), self.identifier)

    def label(self, lang: str) -> str:
        """Return the preferred label in a language, empty where there is none; never an unofficial one."""
        return next((each.text for each in self._preferred() if each.lang == lang), "")

    def _preferred(self) -> Iterable[Label]:
        return (each for each in self.labels if each.role == "preferred" and each.kind != "unofficial")


@dataclass(frozen=True, slots=True)
class Relation:
    """A link between two terms that is explained: `related` in one domain, a mapping relation between two."""

    domain: str
    identifier: str
    relation: str
    other_domain: str
    other: str
    reason: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the crosswalk of targets: the key as the source writes it, and the term meant (or empty)."""

    target: str
    raw: str
    domain: str
    identifier: str
    relation: str
    source: str
    confidence: str
    note: str
    place: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """All terms, with look-up by identifier and by domain."""

    schemes: tuple[Scheme, ...] = ()
    terms: tuple[Term, ...] = ()
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()
    superseded: tuple[str, ...] = field(default=(), compare=False)
    """Broader links of the tables that an imported thesaurus does not bear out, in words."""

    @cached_property
    def domains(self) -> dict[str, Scheme]:
        """Schemes by domain."""
        return {scheme.domain: scheme for scheme in self.schemes}

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Term]:
        """Terms by domain and identifier."""
        return {(term.domain, term.identifier): term for term in self.terms}

    @cached_property
    def _by_identifier(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            found[term.identifier].append(term)
        return found

    @cached_property
    def _narrower(self) -> dict[tuple[str, str], list[Term]]:
        found: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in self.terms:
            for above in term.broader:
                found[term.domain, above].append(term)
        return found

    def named(self, identifier: str, domain: str = "") -> list[Term]:
        """Return the terms with exactly this identifier, in one domain or in any."""
        found = self._by_identifier.get(identifier, [])
        return [term for term in found if domain in ("", term.domain)]

    def of_domain(self, domain: str) -> list[Term]:
        """Return the terms of a domain, in the order of their table."""
        return [term for term in self.terms if term.domain == domain]

    def narrower(self, term: Term) -> list[Term]:
        """Return the terms directly below a term."""
        return self._narrower.get((term.domain, term.identifier), [])

    def address(self, term: Term) -> str:
        """Return the address of a term: the official one of a goal or target, else one of ours."""
        scheme = self.domains.get(term.domain)
        return concept_iri(term.domain, term.identifier, local=scheme is not None and scheme.kind == "local")
