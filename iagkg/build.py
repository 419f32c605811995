"""The whole way from a workplan document to a dataset, in memory and on disk."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from iagkg import __version__
from iagkg.errors import InputError
from iagkg.exchange import put_files
from iagkg.files import sha256 as checksum
from iagkg.files import shipped
from iagkg.graph.about import GraphRecord, about_quads, file_iri, kind_of
from iagkg.graph.chm import chm_quads
from iagkg.graph.corrections import added_quads, correction_quads, corrections_of_version
from iagkg.graph.editions import Edition, earlier_editions, edition_of
from iagkg.graph.entities import entity_quads
from iagkg.graph.followup import follow_up_quads
from iagkg.graph.mappings import mapping_paths, mapping_quads
from iagkg.graph.meetings import finding_aid_quads, group_quads
from iagkg.graph.origins import Made, origins
from iagkg.graph.printed import printed_graph, printed_quads
from iagkg.graph.progress import milestone_quads, status_quads
from iagkg.graph.quads import Quad, in_order, nquads, parsed, trig, turtle
from iagkg.graph.register import register_quads
from iagkg.graph.standing import Standing, checked_key, default_document, standing_of, standings
from iagkg.graph.tables import Tables, framework_quads, short_title_quads, turtle_quads
from iagkg.graph.tags import curated_tag_quads
from iagkg.graph.task_keys import task_key_quads
from iagkg.graph.vocabulary import vocabulary_quads
from iagkg.infer import inferred_quads
from iagkg.keys import read_keys
from iagkg.names import GRAPH, graph_iri, segment, workplan_iri
from iagkg.source import read
from iagkg.source.given import NOTHING_GIVEN, Given
from iagkg.vocabulary.terms import read_vocabulary
from iagkg.wording import say
from iagkg.workplan import Workplan

__all__ = ["Built", "build", "write_dataset"]


_IMPLIED = f"<{graph_iri('inferred', 'register')}>"
_OF_PRINTED = re.compile("/graph/(?:inferred|corrected)/")


@dataclass(frozen=True, slots=True)
class Built:
    """A dataset in memory: its quads in order, what was read, and the files it comes from."""

    quads: list[Quad]
    workplan: Workplan
    standing: Standing
    inputs: tuple[tuple[str, str], ...]
    """Pairs of path (below the workspace where it lies there) and SHA-256."""


def build(  # noqa: PLR0913  # what a person may say of a build
    source: Path | None = None,
    workspace: Path | None = None,
    key: str | None = None,
    version: str | None = None,
    given: Given = NOTHING_GIVEN,
    *,
    reference: bool = False,
) -> Built:
    """Read a workplan document and return the dataset that follows from it and the tables.

    The versions before it, by the table of versions, stand beside it, each in graphs of its own. Without
    `source` the newest version in that table is taken; `given` is what a person says to help the reader; with
    `reference` owlrl infers. Raises InputError where the document or a table cannot be read.
    """
    for name in (key, version):
        if name is not None:
            checked_key(name)
    tables = Tables(workspace)
    versions = tables.path("workplans", "versions.tsv")
    document = source or default_document(versions)
    read_as = read(document, columns=given.columns, sheet=given.sheet)
    standing = standing_of(read_as, standings(versions), key, version)
    newest = edition_of(document, read_as, standing, tables)
    editions = (newest, *earlier_editions(standing, tables))
    quads = list(_stated(editions, tables))
    for edition in editions:
        quads += _inferred(quads, edition.standing, reference=reference)
    documents = tuple(edition.path for edition in editions)
    inputs = tuple(
        (_name(path, tables), checksum(path.read_bytes())) for path in (*documents, *tables.inputs())
    )
    words = f"{standing_words(standing)}. {say('disclaimer', 'en')}"
    records = list(_records(quads, tuple(edition.standing for edition in editions), inputs))
    quads += about_quads(records, inputs, tables.path("release.tsv"), words)
    return Built(in_order(quads), newest.workplan, standing, inputs)


def standing_words(standing: Standing, lang: str = "en") -> str:
    """Return the words every output carries on the standing of the document."""
    if standing.adoption:
        return say("standing.adopted", lang, adoption=standing.adoption, source=standing.adoption_source)
    return say("standing.draft", lang)


def _inferred(quads: Iterable[Quad], standing: Standing, *, reference: bool) -> list[Quad]:
    """Return what follows from one version: what another version prints is left out."""
    graph = graph_iri("inferred", segment(standing.key), segment(standing.version))
    printed = f"<{printed_graph(standing)}>"
    own = {printed, printed.replace("/printed/", "/corrected/", 1)}
    stated = (q for q in quads if _is_reasoned_on(q) and (q.graph in own or not _is_of_version(q)))
    return list(inferred_quads(stated, graph, reference=reference))


def _stated(editions: tuple[Edition, ...], tables: Tables) -> Iterator[Quad]:
    yield from turtle_quads(shipped("ontology", "iagkg.ttl"), graph_iri("ontology"))
    yield from turtle_quads(shipped("ontology", "iagkg-schemes.ttl"), graph_iri("schemes"))
    yield from framework_quads(tables.path("vocabulary", "kmgbf.tsv"))
    yield from vocabulary_quads(tables)
    for path in mapping_paths(tables.workspace):
        yield from mapping_quads(path)
    streams = tuple(stream for edition in editions for stream in edition.workplan.workstreams)
    yield from register_quads(replace(editions[0].workplan, workstreams=streams), tables)
    vocabulary = read_vocabulary(tables.path)
    entities = tables.path("vocabulary", "entities.tsv")
    yield from entity_quads(entities, vocabulary)
    tags, titles = tables.path("tags.tsv"), tables.path("workplans", "short_titles.tsv")
    keys = read_keys(tables.path("keys.tsv"))
    for edition in editions:
        workplan, standing = edition.workplan, edition.standing
        yield from printed_quads(workplan, standing)
        yield from curated_tag_quads(tags, entities, workplan, standing, vocabulary, keys)
        yield from task_key_quads(tables, workplan, standing)
        yield from status_quads(tables, workplan, standing)
        yield from short_title_quads(titles, workplan, standing)
        yield from corrections_of_version(edition.corrections, standing)
    yield from milestone_quads(tables)
    yield from follow_up_quads(tables)
    yield from correction_quads(tables)
    yield from added_quads(tables, editions[0].standing.key)
    yield from finding_aid_quads(tables)
    yield from group_quads(tables)
    yield from chm_quads(tables)


def _is_reasoned_on(quad: Quad) -> bool:
    kind = kind_of(quad.graph[1:-1])
    return kind in {"vocabulary", "register"} or _is_of_version(quad) or quad.graph == _IMPLIED


def _is_of_version(quad: Quad) -> bool:
    """Tell whether a quad is what a version prints, or how corrections of it are read."""
    return quad.graph.startswith((f"<{graph_iri('printed')}/", f"<{graph_iri('corrected')}/"))


def _name(path: Path, tables: Tables) -> str:
    for root in (tables.workspace, shipped()):
        if root is not None and path.resolve().is_relative_to(root.resolve()):
            return path.resolve().relative_to(root.resolve()).as_posix()
    return path.name


def _records(
    quads: Iterable[Quad], versions: tuple[Standing, ...], inputs: tuple[tuple[str, str], ...]
) -> Iterator[GraphRecord]:
    members: dict[str, set[Quad]] = defaultdict(set)
    for quad in quads:
        members[quad.graph[1:-1]].add(quad)
    registers = tuple(name for name in sorted(members) if kind_of(name) == "register")
    made = {}
    for standing, (name, _) in zip(versions, inputs, strict=False):
        document = (
            f"{workplan_iri(standing.key, standing.version)}/document",
            *map(file_iri, (name, "data/workplans/versions.tsv")),
        )
        printed = printed_graph(standing)
        made[printed] = Made(printed, document, registers, frozenset(name for name, _ in inputs))
    newest = next(iter(made.values()))
    for graph, found in sorted(members.items()):
        of_version = made.get(_OF_PRINTED.sub("/graph/printed/", graph, count=1), newest)
        yield GraphRecord(graph, len(found), origins(graph, found, of_version))


def write_dataset(built: Built, folder: Path) -> dict[str, object]:
    """Write a dataset to a folder, whole or not at all, and return its manifest.

    Files: `dataset.nq`, `dataset.trig`, `graphs/*.ttl`, `manifest.json`. They are written beside their
    places first and renamed when all are there. Raises InputError where the folder cannot be written.
    """
    statements = parsed(built.quads)
    by_graph: dict[str, list[int]] = defaultdict(list)
    for position, quad in enumerate(built.quads):
        by_graph[quad.graph[1:-1]].append(position)
    files = {"dataset.nq": nquads(built.quads), "dataset.trig": trig(statements)}
    graphs = []
    for graph, positions in by_graph.items():
        name = f"graphs/{graph.removeprefix(GRAPH).replace('/', '-')}.ttl"
        files[name] = turtle(statements[position] for position in positions)
        graphs.append(
            {
                "iri": graph,
                "kind": kind_of(graph),
                "file": name,
                "triples": len(positions),
                "sha256": checksum(files[name]),
            }
        )
    manifest: dict[str, object] = {
        "version": __version__,
        "graphs": graphs,
        "inputs": [{"path": path, "sha256": found} for path, found in built.inputs],
    }
    files["manifest.json"] = (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
    try:
        put_files(files.items(), folder, "manifest.json", _earlier_files)
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be written: {error.strerror}.",
            "a folder that you may write to",
            "name another with -o.",
        ) from error
    return manifest


def _earlier_files(folder: Path) -> set[str]:
    """Return the graph files that an earlier build of ours wrote to the folder, by its manifest."""
    try:
        earlier = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        names = {str(record["file"]) for record in earlier["graphs"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if Path(name).parent == Path("graphs") and name.endswith(".ttl")}
