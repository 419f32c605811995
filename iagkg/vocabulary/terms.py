"""Read the tables of the vocabulary: schemes, terms, labels, relations, the framework, the crosswalk.

`data/vocabulary/schemes.tsv`, `terms.tsv`, `labels.tsv`, `relations.tsv`, `kmgbf.tsv` and `gbf_links.tsv`
are described in the documentation page on the vocabulary; imported tables are added to them
(`iagkg.vocabulary.imported`). A row that cannot be meant is refused with file, row and column.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from iagkg.errors import InputError
from iagkg.files import read_table
from iagkg.vocabulary.imported import read_imported
from iagkg.vocabulary.loops import loops
from iagkg.vocabulary.merging import with_imported
from iagkg.vocabulary.model import (
    CONFIDENCES,
    KINDS,
    LANGUAGES,
    ROLES,
    Label,
    Link,
    Relation,
    Scheme,
    Term,
    Vocabulary,
)

__all__ = ["Find", "read_shipped", "read_vocabulary"]

Find = Callable[..., Path]
"""Gives the path of a table below `data/`, such as that of `vocabulary`, `terms.tsv`."""

_SCHEMES = ("domain", "title_en", "title_fr", "title_es", "kind", "source", "note")
_TERMS = (
    "domain", "identifier", "label_en", "broader", "broader_confidence", "evidence", "group", "formerly",
    "status", "source", "confidence", "note",
)  # fmt: skip
_LABELS = ("domain", "identifier", "lang", "role", "text", "kind", "source", "note")
_RELATIONS = ("domain", "identifier", "relation", "other_domain", "other", "reason", "source", "confidence")
_LINKS = ("gbf_target", "identifier_raw", "identifier", "domain", "relation", "source", "confidence", "note")
_KMGBF = ("identifier", "kind", "label_en", "label_fr", "label_es", "title_en", "title_fr", "title_es")
_FRAMEWORK = {"target": "GBF-TARGETS", "goal": "GBF-GOALS"}
_FRAMEWORK_TITLES = {
    "GBF-TARGETS": {"en": "KMGBF targets", "fr": "Cibles du CMBKM", "es": "Metas del MMBKM"},
    "GBF-GOALS": {
        "en": "KMGBF goals",
        "fr": "Objectifs du Cadre mondial",
        "es": "Objetivos del Marco Mundial",
    },
}
MATCHES = ("relatedMatch", "closeMatch", "broadMatch", "narrowMatch", "exactMatch")

Row = dict[str, str]
Key = tuple[str, str]


def read_vocabulary(find: Find) -> Vocabulary:
    """Return the vocabulary of the tables with what was imported.

    Raises InputError, naming file, row and column: a domain that schemes.tsv does not list, an identifier
    that stands twice or that a row names and no term has, a broader link that goes round, a word that is not
    allowed, a label that another of the same term repeats.
    """
    return with_imported(read_shipped(find), read_imported(find("vocabulary", "imported")))


def read_shipped(find: Find) -> Vocabulary:
    """Return the vocabulary of the hand-kept tables alone. Raises as `read_vocabulary` does."""
    schemes = (*_schemes(find("vocabulary", "schemes.tsv")), *_framework_schemes())
    local = {scheme.domain for scheme in schemes if scheme.kind == "local"}
    path = find("vocabulary", "terms.tsv")
    rows = [
        *_term_rows(path, [s.domain for s in schemes]),
        *_framework_terms(find("vocabulary", "kmgbf.tsv")),
    ]
    known: set[Key] = set()
    for where, term in rows:
        if (term.domain, term.identifier) in known:
            raise InputError(
                f"{where}, column identifier: {term.identifier!r} stands twice in {term.domain}.",
                "one row for each term",
                "remove one of the rows.",
            )
        known.add((term.domain, term.identifier))
    _check_broader(rows, known)
    labels: dict[Key, list[Label]] = {}
    for where, row in _rows(find("vocabulary", "labels.tsv"), _LABELS):
        key = _known(where, row, known)
        label = _label(where, row, row["domain"] in local)
        labels.setdefault(key, []).append(label)
        _check_label(where, label, labels[key], next(t for _, t in rows if (t.domain, t.identifier) == key))
    terms = tuple(
        replace(term, labels=(*term.labels, *labels.get((term.domain, term.identifier), ())))
        for _, term in rows
    )
    table = _rows(find("vocabulary", "relations.tsv"), _RELATIONS)
    relations = tuple(_relation(where, row, known) for where, row in table)
    links = tuple(_link(w, r, known) for w, r in _rows(find("vocabulary", "gbf_links.tsv"), _LINKS))
    return Vocabulary(schemes, terms, relations, links)


def _schemes(path: Path) -> Iterator[Scheme]:
    seen = set(_FRAMEWORK_TITLES)
    for where, row in _rows(path, _SCHEMES):
        _one_of(where, "kind", row["kind"], ("official", "local"))
        if not row["domain"] or row["domain"] in seen:
            raise InputError(f"{where}, column domain: {row['domain']!r} is empty or stands there twice.")
        seen.add(row["domain"])
        titles = {lang: row[f"title_{lang}"] for lang in ("en", "fr", "es")}
        yield Scheme(row["domain"], titles, row["kind"], row["source"], row["note"])


def _framework_schemes() -> Iterator[Scheme]:
    for domain, titles in _FRAMEWORK_TITLES.items():
        yield Scheme(domain, titles, "framework", "http://metadata.cbd.int/kmgbf/ontology")


def _framework_terms(path: Path) -> Iterator[tuple[str, Term]]:
    for where, row in _rows(path, _KMGBF):
        _one_of(where, "kind", row["kind"], tuple(_FRAMEWORK))
        labels = [Label(row[f"label_{lang}"], lang) for lang in ("en", "fr", "es") if row[f"label_{lang}"]]
        names = {(row[f"title_{lang}"], lang): None for lang in ("en", "fr", "es") if row[f"title_{lang}"]}
        names |= {(row["long_title_en"], "en"): None} if row.get("long_title_en") else {}
        labels += [Label(text, lang, "alternative") for text, lang in names]
        yield where, Term(
            _FRAMEWORK[row["kind"]], row["identifier"], tuple(labels),
            source=row.get("source", ""), confidence=row.get("confidence", ""), place=_short(where),
        )  # fmt: skip


def _term_rows(path: Path, domains: Collection[str]) -> Iterator[tuple[str, Term]]:
    for where, row in _rows(path, _TERMS):
        if row["domain"] not in domains or row["domain"] in _FRAMEWORK_TITLES:
            raise InputError(
                f"{where}, column domain: {row['domain']!r} is not listed in schemes.tsv.",
                "a domain of schemes.tsv; goals and targets stand in kmgbf.tsv",
                "add the domain to schemes.tsv, or correct the row.",
            )
        if not row["identifier"]:
            raise InputError(f"{where}, column identifier: nothing stands there.", "an identifier")
        _one_of(where, "confidence", row["confidence"], CONFIDENCES)
        _one_of(where, "status", row["status"], ("", "withdrawn"))
        _one_of(
            where, "broader_confidence", row["broader_confidence"], CONFIDENCES if row["broader"] else ("",)
        )
        yield (
            where,
            Term(
                domain=row["domain"],
                identifier=row["identifier"],
                labels=(Label(row["label_en"], "en", source=row["source"]),) if row["label_en"] else (),
                broader=_several(row["broader"]),
                formerly=_several(row["formerly"]),
                broader_confidence=row["broader_confidence"],
                evidence=row["evidence"],
                group=row["group"],
                status=row["status"],
                source=row["source"],
                confidence=row["confidence"],
                note=row["note"],
                place=_short(where),
            ),
        )


def _check_broader(rows: list[tuple[str, Term]], known: set[Key]) -> None:
    above: dict[str, dict[str, tuple[str, ...]]] = {}
    for where, term in rows:
        for identifier in term.broader:
            if (term.domain, identifier) not in known:
                raise InputError(
                    f"{where}, column broader: {identifier!r} is no term of {term.domain}.",
                    "an identifier of the same domain that has a row in this table",
                )
        above.setdefault(term.domain, {})[term.identifier] = term.broader
    for domain, links in above.items():
        for loop in loops(links):
            where = next(w for w, term in rows if (term.domain, term.identifier) == (domain, loop[0]))
            raise InputError(
                f"{where}, column broader: the links go round: {' > '.join((*loop, loop[0]))}.",
                "links that end at a term without a broader one",
            )


def _label(where: str, row: Row, local: bool) -> Label:
    _one_of(where, "lang", row["lang"], LANGUAGES)
    _one_of(where, "role", row["role"], ROLES)
    _one_of(where, "kind", row["kind"], [k for k in KINDS if k != "imported" and (local or k != "ours")])
    if not row["text"]:
        raise InputError(f"{where}, column text: nothing stands there.", "the words of the label")
    role = next(role for role in ROLES if role == row["role"])
    kind = next(kind for kind in KINDS if kind == row["kind"])
    return Label(row["text"], row["lang"], role, kind, row["source"])


def _check_label(where: str, label: Label, beside: list[Label], term: Term) -> None:
    """Refuse a second preferred label of a language, and words that the term has already (SKOS S13, S14)."""
    if label.kind == "unofficial" or label.role == "definition":
        return
    others = [x for x in (*term.labels, *beside[:-1]) if x.lang == label.lang and x.kind != "unofficial"]
    if label.role == "preferred" and any(x.role == "preferred" for x in others):
        raise InputError(
            f"{where}, column role: {term.identifier} has a preferred label in {label.lang} already.",
            "one preferred label a language; the English one stands in terms.tsv",
        )
    if any(x.text == label.text and x.role != "definition" for x in others):
        raise InputError(f"{where}, column text: {term.identifier} has the label {label.text!r} already.")


def _relation(where: str, row: Row, known: set[Key]) -> Relation:
    _known(where, row, known)
    _known(where, {"domain": row["other_domain"], "identifier": row["other"]}, known, "other")
    allowed = ("related",) if row["domain"] == row["other_domain"] else MATCHES
    _one_of(where, "relation", row["relation"], allowed)
    _one_of(where, "confidence", row["confidence"], CONFIDENCES)
    return Relation(**{name: row[name] for name in _RELATIONS})


def _link(where: str, row: Row, known: set[Key]) -> Link:
    _known(where, {"domain": "GBF-TARGETS", "identifier": row["gbf_target"]}, known, "gbf_target")
    if row["identifier"]:
        _known(where, row, known)
    _one_of(where, "relation", row["relation"], ("relatedMatch",) if row["identifier"] else ("",))
    _one_of(where, "confidence", row["confidence"], CONFIDENCES)
    names = ("domain", "identifier", "relation", "source", "confidence", "note")
    return Link(
        row["gbf_target"], row["identifier_raw"], **{name: row[name] for name in names}, place=_short(where)
    )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    for number, row in enumerate(read_table(path, columns), start=2):
        yield f"{path}, row {number}", row


def _known(where: str, row: Row, known: set[Key], column: str = "identifier") -> Key:
    key = (row["domain"], row["identifier"])
    if key not in known:
        raise InputError(
            f"{where}, column {column}: {row['identifier']!r} is no term of {row['domain'] or 'a domain'}.",
            "an identifier of terms.tsv or kmgbf.tsv, in its domain",
        )
    return key


def _one_of(where: str, column: str, value: str, allowed: Collection[str]) -> None:
    if value not in allowed:
        raise InputError(
            f"{where}, column {column}: {value!r}.", " or ".join(word or "nothing" for word in allowed)
        )


def _short(where: str) -> str:
    return Path(where).name  # "terms.tsv, row 12"


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
