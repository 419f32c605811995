"""Decisions loaded from published texts or from the Decision Tracking Tool, as quads.

Places and their texts go to the graph of their decision, beside what the tables say. How the tool annotates
them goes to a graph of its own, imported on a day: a status is the tool's, as of that day, never ours.
"""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from iagkg.citation import containers, decision_iri, exact_iri, parse_citations, provision_iri
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.graph.codes import Codes
from iagkg.graph.known import Known
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.register_tables import decision_named, is_day
from iagkg.graph.tables import Tables
from iagkg.names import SCHEME, concept_iri, graph_iri
from iagkg.register.folder import folder_name, loaded_folders, read_folder
from iagkg.register.model import PLACE, VERSION_KINDS, Annotation, Loaded, Paragraph, Text

__all__ = [
    "LoadedDecision",
    "annotation_quads",
    "apart_quads",
    "known_places",
    "loaded_decisions",
    "text_quads",
]

_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_AUTHORITY = {"en": "ENG", "fr": "FRA", "es": "SPA", "ar": "ARA", "ru": "RUS", "zh": "ZHO"}
_TEXTS = ("preamble", "footnote")
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class LoadedDecision:
    """What was loaded of one decision, and the decision it is."""

    citation: Citation
    loaded: Loaded

    @property
    def address(self) -> str:
        """The address of the decision."""
        return decision_iri(self.citation) or ""

    @property
    def reviewed(self) -> bool:
        """Whether a person read its text: what is not stated then is not stated."""
        return any(item.reviewed_by for item in self.loaded.texts)

    @property
    def titles(self) -> dict[str, str]:
        """The title by language, that of the latest version which prints one."""
        order = sorted(
            self.loaded.texts, key=lambda item: VERSION_KINDS.index(item.version.partition("-")[0])
        )
        return {item.lang: item.title for item in order if item.title}

    @property
    def texts(self) -> tuple[str, ...]:
        """The addresses of the texts it was loaded from."""
        return tuple(f"{self.address}/text-{item.lang}-{item.version}" for item in self.loaded.texts)


def loaded_decisions(tables: Tables) -> list[LoadedDecision]:
    """Return the loaded decisions of a workspace. Raises InputError where a table is not as it should be."""
    found = []
    for folder in loaded_folders(tables.path("register", "imported")):
        loaded = read_folder(folder)
        citation = decision_named(loaded.decision, str(folder / "decision.tsv"))
        if folder.name != folder_name(citation):
            raise InputError(
                f"{folder}: holds decision {loaded.decision}.", f"a folder named {folder_name(citation)}"
            )
        found.append(LoadedDecision(citation, loaded))
    return found


def _placed(decision: Citation, item: Paragraph | Annotation) -> Citation:
    part, annex, section, para, sub, subsub = (getattr(item, name) or None for name in PLACE)
    return dataclasses.replace(
        decision, part=part, annex=annex, section=section, para=para, sub=sub, subsub=subsub
    )


def known_places(decision: LoadedDecision) -> Iterator[Known]:
    """Yield the places of a loaded decision that can be cited, in the order of the document."""
    for item in decision.loaded.paragraphs:
        if item.kind not in _TEXTS:
            citation = _placed(decision.citation, item)
            if not containers(citation):
                raise InputError(
                    f"Loaded decision {decision.loaded.decision}: a row of kind {item.kind} has no place.",
                    "a section, annex or paragraph",
                )
            status = "text-loaded" if item.text else "text-not-loaded"
            yield Known(citation, status, {}, item, decision.texts, decision.reviewed)


def apart_quads(decision: LoadedDecision, graph: str) -> Iterator[Quad]:
    """Yield preambular paragraphs and footnotes: parts of the decision that no citation reaches."""
    counts: dict[tuple[str, str], int] = {}
    for item in decision.loaded.paragraphs:
        if item.kind in _TEXTS:
            inside = provision_iri(_placed(decision.citation, item)) or decision.address
            number = counts[inside, item.kind] = counts.get((inside, item.kind), 0) + 1
            yield from say(
                graph,
                f"{inside}/{item.kind}-{number}",
                ("rdf:type", term("eli:LegalResourceSubdivision")),
                ("eli:type_subdivision", iri(f"{SCHEME}subdivision/{item.kind}")),
                ("eli:is_part_of", iri(inside)),
                ("eli:number", text(item.number or str(number))),
                *(("iag:text", text(words, lang)) for lang, words in sorted(item.text.items())),
                *(("iag:recalls", iri(address)) for address in recalled(item)),
            )


def recalled(item: Paragraph) -> list[str]:
    """Return the addresses of the decisions and places that a text recalls."""
    found = parse_citations(item.recalls).citations if item.recalls else ()
    return [address for citation in found if (address := exact_iri(citation) or decision_iri(citation))]


def text_quads(decision: LoadedDecision, graph: str) -> Iterator[Quad]:
    """Yield the versions of the text: language, version, symbol, day, source, and who reviewed it."""
    for address, item in zip(decision.texts, decision.loaded.texts, strict=True):
        yield from say(
            graph,
            address,
            ("rdf:type", term("iag:DecisionText")),
            ("eli:realizes", iri(decision.address)),
            ("eli:language", iri(f"{_LANGUAGE}{_AUTHORITY[item.lang]}")),
            ("iag:textVersion", text(item.version)),
            *_of_text(item),
        )


def _of_text(item: Text) -> Iterator[tuple[str, str | None]]:
    yield "dcterms:title", text(item.title, item.lang) if item.title else None
    yield "dcterms:identifier", text(item.symbol) if item.symbol else None
    yield "dcterms:source", iri(item.source) if item.source.startswith(("http://", "https://")) else None
    yield "iag:sha256", text(item.sha256) if item.sha256 else None
    yield "iag:reportedBy", text(item.reviewed_by) if item.reviewed_by else None
    for predicate, day in (
        ("dcterms:date", item.date),
        ("dcterms:created", item.imported_on),
        ("dcterms:dateAccepted", item.reviewed_on),
    ):
        yield predicate, text(day, datatype="xsd:date") if is_day(day) else None


def annotation_quads(decision: LoadedDecision, codes: Codes) -> Iterator[Quad]:
    """Yield how the Decision Tracking Tool annotates the decision and its places, as of the import."""
    days = [item.imported_on for item in decision.loaded.annotations if is_day(item.imported_on)]
    graph = graph_iri("imported", f"tracking-{folder_name(decision.citation)}")
    if decision.loaded.annotations:
        sources = sorted({item.source for item in decision.loaded.annotations if "://" in item.source})
        yield from say(
            graph,
            graph,
            ("dcterms:created", text(max(days), datatype="xsd:date") if days else None),
            *(("dcterms:source", iri(source)) for source in sources),
        )
    for item in decision.loaded.annotations:
        address = exact_iri(_placed(decision.citation, item)) or decision.address
        yield from say(graph, address, *_of_annotation(item, codes))


def _of_annotation(item: Annotation, codes: Codes) -> Iterator[tuple[str, str | None]]:
    yield "skos:notation", text(item.code, datatype="iag:dttCode") if item.code else None
    yield from _terms(item, codes)
    for value in _split(item.actors):
        yield "iag:directedTo", codes.tracked_actor(value)
    for value in _split(item.decisions):
        for citation in parse_citations(value).citations:
            place = exact_iri(citation) or decision_iri(citation)
            yield "dcterms:relation", iri(place) if place else None
    for page, values in (("notifications", item.notifications), ("meetings", item.meetings)):
        for value in _split(values):
            if _CODE.fullmatch(value):
                yield "rdfs:seeAlso", iri(f"https://www.cbd.int/{page}/{value}")
            else:
                yield "iag:statusNote", text(f"{page}: {value}")
    for value in _split(item.outcomes):
        yield "iag:outcome", text(value)
    yield "iag:recordedDeadline", text(item.due) if item.due else None
    for value in (item.status_info, item.actors_info, item.notes, *_split(item.documents)):
        yield "iag:statusNote", text(value) if value else None


def _terms(item: Annotation, codes: Codes) -> Iterator[tuple[str, str | None]]:
    """Yield the terms of the vocabulary; a code that nobody knows is kept in words."""
    for predicate, domain, values in (
        ("dcterms:type", "DTT-TYPES", item.type),
        ("adms:status", "DTT-STATUSES", item.statuses),
        ("dcterms:subject", "CBD-SUBJECTS", item.subjects),
        ("iag:concernsTarget", "GBF-TARGETS", item.targets),
        ("iag:concernsTarget", "GBF-GOALS", item.goals),
        ("dcterms:relation", "AICHI-TARGETS", item.aichi_targets),
    ):
        for value in _split(values):
            if codes.is_term(domain, value):
                yield predicate, iri(concept_iri(domain, value))
            else:  # an address of its publisher is never made up
                yield "iag:statusNote", text(f"{domain}: {value}")


def _split(values: str) -> list[str]:
    return [value.strip() for value in values.split("|") if value.strip()]
