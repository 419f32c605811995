"""The hand-kept tables and files of a workspace, and the graphs that are lifted from them as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from iagkg.chm.batch import batch_folders
from iagkg.errors import InputError
from iagkg.files import read_table, shipped
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.standing import Standing
from iagkg.names import SCHEME, graph_iri, workplan_iri
from iagkg.vocabulary.sssom import mapping_paths
from iagkg.workplan import Workplan

__all__ = ["Tables", "framework_quads", "short_title_quads", "turtle_quads"]


@dataclass(frozen=True, slots=True)
class Tables:
    """Where the tables lie: those of the workspace, else the shipped ones, file by file."""

    workspace: Path | None = None

    def path(self, *parts: str) -> Path:
        """Return the path of one table below `data/`."""
        own = self.workspace.joinpath("data", *parts) if self.workspace else None
        return own if own is not None and own.exists() else shipped("data", *parts)

    def inputs(self) -> tuple[Path, ...]:
        """Return every file that a build reads beside the workplan document itself."""
        return (
            *(self.path(*parts) for parts in _READ),
            *mapping_paths(self.workspace),
            *sorted(self.path("register", "imported").glob("*/*.tsv")),
            *sorted(self.path("vocabulary", "imported").glob("*.tsv")),
            *(
                file
                for folder in batch_folders(self.path("imported"))
                for file in sorted(folder.glob("*.json*"))
            ),
            *(shipped("ontology", name) for name in ("iagkg.ttl", "iagkg-schemes.ttl")),
        )


_READ = (
    ("workplans", "versions.tsv"),
    ("workplans", "short_titles.tsv"),
    ("register", "decisions.tsv"),
    ("register", "provisions.tsv"),
    ("register", "meetings.tsv"),
    ("register", "verbs.tsv"),
    ("register", "actors.tsv"),
    ("register", "finding_aids.tsv"),
    ("register", "group_decisions.tsv"),
    ("vocabulary", "kmgbf.tsv"),
    ("vocabulary", "entities.tsv"),
    ("tags.tsv",),
    ("status.csv",),
    ("keys.tsv",),
    ("milestones.tsv",),
    ("added.csv",),
    ("corrections.csv",),
    ("followup.csv",),
    ("vocabulary", "schemes.tsv"),
    ("vocabulary", "terms.tsv"),
    ("vocabulary", "labels.tsv"),
    ("vocabulary", "relations.tsv"),
    ("vocabulary", "gbf_links.tsv"),
)


def turtle_quads(path: Path, graph: str) -> Iterator[Quad]:
    """Yield the triples of a Turtle file as quads of one graph; blank nodes get addresses below the graph.

    Raises InputError where the file is not Turtle.
    """
    name = iri(graph)
    numbers: dict[ox.BlankNode, int] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject, predicate, value = (_named(node, graph, numbers) for node in quad.triple)
            yield Quad(subject, predicate, value, name)
    except (SyntaxError, OSError) as error:
        raise InputError(f"{path}: cannot be read as Turtle: {error}") from error


def _named(node: object, graph: str, numbers: dict[ox.BlankNode, int]) -> str:
    # pyoxigraph gives a node without a name a new random one at each reading: its place in the file stays.
    if not isinstance(node, ox.BlankNode):
        return str(node)
    return iri(f"{graph}/node-{numbers.setdefault(node, len(numbers) + 1)}")


def framework_quads(path: Path) -> Iterator[Quad]:
    """Yield the goals and targets of the framework under their official addresses.

    Only notation, titles and scheme are stated; the titles are those of the source named in the table.
    """
    graph = graph_iri("framework")
    columns = (
        "identifier",
        "kind",
        "iri",
        "label_en",
        "label_fr",
        "label_es",
        "title_en",
        "title_fr",
        "title_es",
    )
    for row in read_table(path, columns):
        target = row["kind"] == "target"
        yield from say(
            graph,
            row["iri"],
            ("rdf:type", term("kmgbf-o:Target" if target else "kmgbf-o:Goal")),
            ("rdf:type", term("skos:Concept")),
            ("skos:notation", text(row["identifier"])),
            *(
                (predicate, iri(f"{SCHEME}{'gbf-targets' if target else 'gbf-goals'}"))
                for predicate in ("skos:inScheme", "skos:topConceptOf")
            ),
            *(
                (predicate, text(row[f"{column}_{lang}"], lang) if row[f"{column}_{lang}"] else None)
                for predicate, column in (("skos:prefLabel", "label"), ("dcterms:title", "title"))
                for lang in ("en", "fr", "es")
            ),
        )
    for name, label in (("gbf-targets", "KMGBF targets"), ("gbf-goals", "KMGBF goals")):
        yield from say(
            graph,
            f"{SCHEME}{name}",
            ("rdf:type", term("skos:ConceptScheme")),
            ("skos:prefLabel", text(label, "en")),
            ("skos:notation", text(name.upper())),
        )


def short_title_quads(path: Path, workplan: Workplan, standing: Standing) -> Iterator[Quad]:
    """Yield our short titles of the tasks of one version; they are curated, not printed."""
    root = workplan_iri(standing.key, standing.version)
    addresses = {
        task.ref: f"{root}/ws-{number}/t-{position}"
        for number, stream in enumerate(workplan.workstreams, start=1)
        for position, task in enumerate(stream.tasks, start=1)
    }
    for number, row in enumerate(read_table(path, ("key", "version", "ref", "short_title_en")), start=2):
        if (row["key"], row["version"]) != (standing.key, standing.version):
            continue
        if row["ref"] not in addresses:
            raise InputError(
                f"{path}, row {number}, column ref: the workplan has no task {row['ref']!r}.",
                f"one of {', '.join(addresses)}",
            )
        titled = ("iag:shortTitle", text(row["short_title_en"], "en"))
        yield from say(graph_iri("curated", "short-titles"), addresses[row["ref"]], titled)
