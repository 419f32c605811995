"""What each named graph comes from: the tables and files behind it, and the graphs it follows from."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote

from iagkg.graph.about import file_iri, kind_of
from iagkg.graph.quads import Quad, term
from iagkg.names import graph_iri

__all__ = ["Made", "origins"]

_VOCABULARY = tuple(f"data/vocabulary/{name}.tsv" for name in ("schemes", "terms", "labels", "relations"))

# By the name of the graph, or else by its kind; a folder of imported files stands for its tables.
_FILES = {
    "ontology": ("ontology/iagkg.ttl",),
    "schemes": ("ontology/iagkg-schemes.ttl",),
    "schemes/verbs": ("data/register/verbs.tsv",),
    "schemes/cbd": _VOCABULARY,
    "schemes/cbd-inferred": _VOCABULARY,
    "schemes/local": _VOCABULARY,
    "mappings/gbf-links": ("data/vocabulary/gbf_links.tsv",),
    "framework": ("data/vocabulary/kmgbf.tsv",),
    "register/meetings": ("data/register/meetings.tsv",),
    "register/groups": ("data/register/group_decisions.tsv",),
    "curated/finding-aids": ("data/register/finding_aids.tsv",),
    "curated/entities": ("data/vocabulary/entities.tsv",),
    "curated/tags": ("data/tags.tsv",),
    "curated/tags-suggested": ("data/tags.tsv",),
    "curated/status": ("data/status.csv",),
    "curated/keys": ("data/keys.tsv",),
    "curated/added": ("data/added.csv",),
    "curated/corrections": ("data/corrections.csv",),
    "curated/followup": ("data/followup.csv",),
    "curated/milestones": ("data/milestones.tsv",),
    "curated/short-titles": ("data/workplans/short_titles.tsv",),
}
_TABLES = ("data/register/decisions.tsv", "data/register/provisions.tsv")


@dataclass(frozen=True, slots=True)
class Made:
    """What a dataset was made from.

    `printed` is the graph of the workplan, `document` what that graph comes from, `registers` the graphs of
    the register, `files` the files that were read, named below the workspace.
    """

    printed: str
    document: tuple[str, ...]
    registers: tuple[str, ...]
    files: frozenset[str]


def origins(graph: str, members: Collection[Quad], made: Made) -> tuple[str, ...]:
    """Return the addresses that a graph was derived from; `members` are its quads."""
    name = graph.removeprefix(graph_iri(""))
    by_kind = {
        "printed": made.document,
        "inferred": (
            graph_iri("ontology"),
            *made.registers,
            *(() if name == "inferred/register" else (made.printed,)),
        ),
        "mappings": (file_iri(f"data/mappings/{unquote(name.partition('/')[2])}.sssom.tsv"),),
        "imported": (_imported(name),),
    }
    if name.startswith("corrected/"):
        return (made.printed, file_iri("data/corrections.csv"))
    if name in _FILES:
        return tuple(map(file_iri, _FILES[name]))
    return by_kind.get(kind_of(graph)) or _of_register(name, members, made)


def _imported(name: str) -> str:
    kind, _, rest = name.removeprefix("imported/").partition("-")
    if kind == "thesaurus":
        return file_iri(f"data/vocabulary/imported/{rest}.tsv")
    if kind == "tracking":
        return file_iri(f"data/register/imported/{rest}/annotations.tsv")
    return file_iri(f"data/imported/{name.removeprefix('imported/')}/records.jsonl")


def _of_register(name: str, members: Collection[Quad], made: Made) -> tuple[str, ...]:
    folder = name.removeprefix("register/").replace("/", "-")
    loaded = f"data/register/imported/{folder}/paragraphs.tsv"
    cited = any(quad.object.endswith(("/text-not-seen>", "/not-known>")) for quad in members)
    listed = any(quad.predicate == term("iag:confidence") for quad in members)
    return (
        *(map(file_iri, _TABLES) if listed else ()),
        *((file_iri(loaded),) if loaded in made.files else ()),
        *((made.printed,) if cited else ()),
    )
