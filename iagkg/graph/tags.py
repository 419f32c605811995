"""The curated tags of a workplan's tasks as quads; only an accepted one also gives the direct statement."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from iagkg.errors import InputError
from iagkg.graph.entities import entity_iri
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.standing import Standing
from iagkg.keys import TaskKey
from iagkg.names import SCHEME, concept_iri, graph_iri, segment, workplan_iri
from iagkg.vocabulary.entities import read_entities
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.tags import Tag, read_tags, tags_of
from iagkg.workplan import SubItem, Workplan

__all__ = ["concept_address", "curated_tag_quads", "place_addresses"]

ACCEPTED = graph_iri("curated", "tags")
SUGGESTED = graph_iri("curated", "tags-suggested")
"""Suggestions stand in a graph of their own, so that what is handed on can leave them out whole."""
_DIRECT = {"subject": "dcterms:subject", "target": "iag:acceptedTarget", "names": "iag:names"}


def curated_tag_quads(  # noqa: PLR0913, PLR0917  # the tables that a tag is held against
    path: Path,
    entities: Path,
    workplan: Workplan,
    standing: Standing,
    vocabulary: Vocabulary,
    keys: Sequence[TaskKey] = (),
) -> Iterator[Quad]:
    """Yield the tags of one version of a workplan, with those that its tasks had before, by their `keys`.

    Raises InputError as `read_tags` does, and where a row names a task, a sub-item or a concept that is not
    known.
    """
    places = place_addresses(workplan, standing)
    named = {entity.identifier for entity in read_entities(entities)}
    address = concept_address(vocabulary, named)
    for tag in tags_of(read_tags(path), keys, standing.key, standing.version):
        yield from _tag(tag, places, address)


def place_addresses(workplan: Workplan, standing: Standing) -> dict[tuple[str, str], str]:
    """Return the addresses of the tasks and sub-items of a version by reference and path (empty: task)."""
    root = workplan_iri(standing.key, standing.version)
    found = {}
    for number, stream in enumerate(workplan.workstreams, start=1):
        for position, task in enumerate(stream.tasks, start=1):
            found[task.ref, ""] = f"{root}/ws-{number}/t-{position}"
            found |= {
                (task.ref, path): address
                for path, address in _items(task.items, f"{root}/ws-{number}/t-{position}")
            }
    return found


def _items(items: tuple[SubItem, ...], above: str) -> Iterator[tuple[str, str]]:
    for position, item in enumerate(items, start=1):
        yield item.path, f"{above}/s-{position}"
        yield from _items(item.items, f"{above}/s-{position}")


def concept_address(vocabulary: Vocabulary, named: set[str]) -> Callable[[Tag], str | None]:
    """Return what gives the address of the concept of a tag, a term or a named thing; None if unknown."""

    def address(tag: Tag) -> str | None:
        if tag.relation == "names":
            return entity_iri(tag.concept) if tag.concept in named else None
        terms = vocabulary.named(tag.concept, "GBF-TARGETS" if tag.relation == "target" else "")
        if not terms or terms[0].status == "withdrawn":
            return None
        local = vocabulary.domains[terms[0].domain].kind == "local"
        return concept_iri(terms[0].domain, terms[0].identifier, local=local)

    return address


def _tag(
    tag: Tag, places: dict[tuple[str, str], str], address: Callable[[Tag], str | None]
) -> Iterator[Quad]:
    task, concept = places.get((tag.ref, tag.item)), address(tag)
    if task is None:
        column, words = ("item", tag.item) if (tag.ref, "") in places else ("ref", tag.ref)
        raise InputError(
            f"{tag.place}, column {column}: the workplan has no {words!r}.",
            "a reference such as WS1.T2, and the number of a sub-item of it such as 2.2(a)",
        )
    if concept is None:
        raise InputError(
            f"{tag.place}, column concept: {tag.concept!r} is not known.",
            "an identifier of the table of named things"
            if tag.relation == "names"
            else "an identifier of the vocabulary, such as CBD-SUBJECT-KM or GBF-TARGET-21",
        )
    accepted = tag.standing == "accepted"
    graph = ACCEPTED if accepted else SUGGESTED
    yield from say(
        graph,
        f"{task}/tag-{segment(tag.concept)}",
        ("rdf:type", term("iag:Tag")),
        ("iag:tagOf", iri(task)),
        ("iag:tagConcept", iri(concept)),
        ("iag:tagRelation", iri(f"{SCHEME}tag-relation/{tag.relation}")),
        ("iag:tagStanding", iri(f"{SCHEME}tag-standing/{tag.standing}")),
        ("dcterms:description", text(tag.reason, "en")),
        ("iag:reportedBy", text(tag.who)),
        ("dcterms:date", text(tag.date, datatype="xsd:date")),
        ("dcterms:source", iri(tag.source) if tag.source.startswith("http") else text(tag.source)),
    )
    if accepted:
        yield from say(graph, task, (_DIRECT[tag.relation], iri(concept)))
