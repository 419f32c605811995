"""The keys of tasks as quads: which task of a version is the same as which task of the version before."""

from collections.abc import Iterator, Mapping

from iagkg.errors import InputError
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.standing import Standing, standings
from iagkg.graph.tables import Tables
from iagkg.keys import key_iri, keys_of, read_keys
from iagkg.names import ID, graph_iri, segment, workplan_iri
from iagkg.workplan import Workplan

__all__ = ["task_iri", "task_key_quads"]

KEYS = graph_iri("curated", "keys")


def task_key_quads(tables: Tables, workplan: Workplan, standing: Standing) -> Iterator[Quad]:
    """Yield the keys of the tasks of one version, and which task of an earlier version each is a revision of.

    The earlier task is that of the nearest version before, by the column previous of the table of versions.
    Nothing for a version that the table of keys does not name. Raises InputError as `read_keys` does, and
    where a row names a task that the version has not.
    """
    rows = read_keys(tables.path("keys.tsv"))
    keys = keys_of(rows, standing.key, standing.version)
    refs = {task.ref for stream in workplan.workstreams for task in stream.tasks}
    for row in rows:
        named = (row.workplan, row.version) == (standing.key, standing.version)
        if named and row.position not in refs:
            raise InputError(
                f"{row.place}, column position: version {row.version} has no task {row.position}.",
                f"one of {', '.join(sorted(refs))}",
            )
    known = standings(tables.path("workplans", "versions.tsv"))
    before = {item.version: item.previous for item in known if item.key == standing.key}
    earlier: list[tuple[str, Mapping[str, str]]] = []
    version = standing.previous
    while version and version not in {name for name, _ in earlier}:
        by_key = {key: ref for ref, key in keys_of(rows, standing.key, version).items()}
        earlier.append((version, by_key))
        version = before.get(version, "")
    for ref, key in keys.items():
        yield from say(
            KEYS,
            key_iri(key),
            ("rdf:type", term("prov:Entity")),
            ("dcterms:identifier", text(key)),
            ("dcterms:isPartOf", iri(f"{ID}workplan/{segment(standing.key)}")),
        )
        revised = next(((name, refs[key]) for name, refs in earlier if key in refs), None)
        yield from say(
            KEYS,
            task_iri(standing.key, standing.version, ref),
            ("dcterms:isVersionOf", iri(key_iri(key))),
            ("prov:wasRevisionOf", iri(task_iri(standing.key, *revised)) if revised else None),
        )


def task_iri(workplan: str, version: str, ref: str) -> str:
    """Return the address of a task of a version by its reference, WS1.T2."""
    stream, _, task = ref.partition(".")
    return f"{workplan_iri(workplan, version)}/ws-{stream[2:]}/t-{task[1:]}"
