"""What is said of the dataset and of each of its graphs: DCAT, VoID and PROV.

No clock is read: the date is that of the release table, so the same input gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from iagkg import __version__
from iagkg.errors import InputError
from iagkg.files import read_table
from iagkg.graph.quads import Quad, integer, iri, say, term, text
from iagkg.names import ID, SCHEME, graph_iri

__all__ = ["DATASET", "GraphRecord", "about_quads", "file_iri", "kind_of"]

DATASET = "https://w3id.org/iagkg/dataset"
SOFTWARE = f"https://w3id.org/iagkg/software/{__version__}"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_KINDS = {
    "ontology": "vocabulary",
    "schemes": "schemes",
    "framework": "framework",
    "mappings": "mappings",
    "register": "register",
    "printed": "printed",
    "curated": "curated",
    "corrected": "curated",
    "imported": "imported",
    "inferred": "inferred",
    "about": "about",
}
_TITLES = {
    "vocabulary": "The vocabulary",
    "schemes": "The project's own concept schemes",
    "framework": "Goals and targets of the Kunming-Montreal Global Biodiversity Framework",
    "mappings": "Alignments with another vocabulary",
    "register": "What is known of the decision",
    "printed": "What the workplan prints",
    "curated": "What a person added",
    "corrected": "How the workplan is read where it was corrected",
    "inferred": "What follows from the other graphs",
    "imported": "Brought in from another system",
    "about": "About the dataset and its graphs",
    "schemes/cbd": "The CBD's vocabulary, as far as it was seen",
    "schemes/cbd-inferred": "Broader terms of the CBD's vocabulary that are only inferred",
    "schemes/local": "Terms of ours that the CBD's vocabulary lacks",
    "schemes/verbs": "Verbs that open operative paragraphs",
    "mappings/gbf-links": "A crosswalk of targets with subjects and goals",
    "curated/entities": "Systems, tools, documents and bodies that the workplan names",
    "curated/tags": "Subjects, targets and things that tasks are tagged with",
    "curated/tags-suggested": "Suggested tags, which nobody has reviewed",
    "curated/finding-aids": "Our own few words on decisions, to find them by",
    "curated/status": "What is reported of tasks, by whom, and as of which day",
    "curated/keys": "Keys of tasks, which outlive versions",
    "curated/corrections": "What is printed wrongly, and what is right, by whose word",
    "curated/added": "Tasks that meetings added beside the workplan",
    "curated/followup": "What a group does with decision paragraphs, by whose word and when",
    "curated/milestones": "Meetings and other days that tasks are held to",
    "register/meetings": "Meetings",
    "register/groups": "What decisions say of a group",
}


@dataclass(frozen=True, slots=True)
class GraphRecord:
    """A named graph: its address, how many triples it holds, the files and graphs it comes from."""

    iri: str
    triples: int
    sources: tuple[str, ...]
    """Addresses of what it was derived from."""


def kind_of(graph: str) -> str:
    """Return the kind of a named graph, a concept of the scheme graph-kind, from its address."""
    return _KINDS[graph.removeprefix(graph_iri("")).split("/")[0]]


def file_iri(name: str) -> str:
    """Return the address of an input file, from its path below the workspace."""
    return f"{ID}file/{name}"


def about_quads(
    graphs: Iterable[GraphRecord], files: Iterable[tuple[str, str]], release: Path, words: str
) -> Iterator[Quad]:
    """Yield the graph `about`: the dataset, each graph with its kind and origin, and the files read.

    `files` are pairs of path and SHA-256; `words` say the standing of the document and the disclaimer.
    """
    about = graph_iri("about")
    releases = read_table(release, ("version", "issued"))
    if not releases:
        raise InputError(f"{release}: names no release.", "one row at least, with version and day")
    issued = releases[-1]
    yield from say(
        about,
        DATASET,
        ("rdf:type", term("dcat:Dataset")),
        ("rdf:type", term("void:Dataset")),
        ("dcterms:title", text("Workplan tasks and the decision paragraphs that mandate them", "en")),
        ("dcterms:description", text(words, "en")),
        ("dcat:version", text(issued["version"])),
        ("dcterms:issued", text(issued["issued"], datatype="xsd:date")),
        ("dcterms:creator", text("The iagkg authors")),
        ("void:vocabulary", iri("https://w3id.org/iagkg/ontology")),
        ("prov:wasGeneratedBy", iri(f"{DATASET}/build")),
        ("dcat:distribution", iri(f"{DATASET}/trig")),
        ("dcat:distribution", iri(f"{DATASET}/nq")),
    )
    for name, media in (("trig", "application/trig"), ("nq", "application/n-quads")):
        yield from say(
            about,
            f"{DATASET}/{name}",
            ("rdf:type", term("dcat:Distribution")),
            ("dcterms:title", text(f"dataset.{name}")),
            ("dcat:mediaType", iri(_MEDIA + media)),
        )
    yield from _build(about, files := tuple(files))
    for record in (*graphs, GraphRecord(about, 0, ())):
        yield from _graph(about, record)
    for name, checksum in files:
        yield from say(
            about,
            file_iri(name),
            ("rdf:type", term("prov:Entity")),
            ("dcterms:title", text(name)),
            ("iag:sha256", text(checksum)),
        )


def _build(about: str, files: tuple[tuple[str, str], ...]) -> Iterator[Quad]:
    yield from say(
        about,
        f"{DATASET}/build",
        ("rdf:type", term("prov:Activity")),
        ("prov:wasAssociatedWith", iri(SOFTWARE)),
        *(("prov:used", iri(file_iri(name))) for name, _ in files),
    )
    yield from say(
        about,
        SOFTWARE,
        ("rdf:type", term("prov:SoftwareAgent")),
        ("dcterms:title", text(f"iagkg {__version__}")),
    )


def _title(name: str, kind: str) -> str:
    return _TITLES.get(name) or _TITLES.get(name.partition("/")[0]) or _TITLES.get(kind, kind)


def _graph(about: str, record: GraphRecord) -> Iterator[Quad]:
    kind = kind_of(record.iri)
    name = record.iri.removeprefix(graph_iri(""))
    yield from say(
        about,
        record.iri,
        ("rdf:type", term("dcat:Dataset")),
        ("rdf:type", term("void:Dataset")),
        ("dcterms:type", iri(f"{SCHEME}graph-kind/{kind}")),
        ("dcterms:title", text(f"{_title(name, kind)} ({name})", "en")),
        ("dcterms:isPartOf", iri(DATASET)),
        ("void:triples", integer(record.triples) if record.triples else None),
        ("prov:wasGeneratedBy", iri(f"{DATASET}/build")),
        *(("prov:wasDerivedFrom", iri(source)) for source in record.sources),
    )
    yield from say(about, DATASET, ("void:subset", iri(record.iri)), ("dcterms:hasPart", iri(record.iri)))
