"""What is measured, one job a process: `jobs.py NAME FOLDER [ARGUMENT …]` prints a JSON object a line.

An object has `job`, `seconds`, `count`, and may have `said`; the last line has the memory at its peak.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

if __name__ == "__main__":  # run as a program: both packages are then beside it
    sys.path.insert(0, str(Path(__file__).parent.parent))

from iagkg.graph.quads import Quad
from scale.preparing import Digest, read_quads

__all__ = ["JOBS", "given"]

DAY = {"as_of": "2030-05-15", "date": "2030-12-31"}
TURNS, QUICK, SHORT = 3, 1.0, 10.0
"""How often what takes fewer seconds than these is run: a query, a step."""
Told = dict[str, object]
Answer = TypeVar("Answer")


def timed(job: Callable[[], Answer]) -> tuple[float, Answer]:
    start = time.perf_counter()
    answer = job()
    return time.perf_counter() - start, answer


def repeated(job: Callable[[], Answer], quick: float) -> tuple[float, Answer]:
    """Return the median seconds of three runs, or of one that is not quick, and the first answer."""
    taken, answer = timed(job)
    runs = [taken]
    while runs[0] < quick and len(runs) < TURNS:
        runs.append(timed(job)[0])
    return statistics.median(runs), answer


def given(parameters: frozenset[str]) -> dict[str, str]:
    """Return the values for those parameters of a query that it wants one of."""
    return {name: value for name, value in DAY.items() if name in parameters}


def loads(folder: Path) -> Iterator[Told]:
    """Load the dataset as the project does, and as pyoxigraph does, turn by turn."""
    import pyoxigraph as ox

    from iagkg.store.embedded import DATASET_FILE, EmbeddedStore

    def ours() -> int:
        return len(EmbeddedStore.from_folder(folder).engine)

    def plain() -> int:
        store = ox.Store()
        store.bulk_load(path=folder / DATASET_FILE, format=ox.RdfFormat.N_QUADS)
        return len(store)

    taken: dict[str, list[tuple[float, int]]] = {"load": [], "bulk load": []}
    for _ in range(TURNS):
        taken["load"].append(timed(ours))
        taken["bulk load"].append(timed(plain))
    for name, runs in taken.items():
        seconds = statistics.median(run[0] for run in runs)
        yield {"job": name, "seconds": seconds, "count": runs[0][1]}


def reasoned_on(folder: Path) -> list[Quad]:
    from iagkg.graph.about import kind_of

    kinds = {"vocabulary", "register", "printed"}
    quads = read_quads(folder / "stated.nq")
    return [q for q in quads if kind_of(q.graph[1:-1]) in kinds or q.graph.endswith("/inferred/register>")]


def inference(folder: Path) -> Iterator[Told]:
    """Infer; write `inferred.nq` and `dataset.nq`; bulk-load what was inferred into an empty store."""
    import pyoxigraph as ox

    from iagkg.infer import inferred_quads
    from iagkg.names import graph_iri

    quads = reasoned_on(folder)
    target = graph_iri("inferred", "corpus", "2020-2039")
    seconds, found = repeated(lambda: list(inferred_quads(quads, target)), SHORT)
    yield {"job": "inference", "seconds": seconds, "count": len(found)}
    lines = "".join(f"{' '.join(quad)} .\n" for quad in dict.fromkeys(found)).encode()
    (folder / "inferred.nq").write_bytes(lines)

    def plain() -> int:
        store = ox.Store()
        store.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
        return len(store)

    runs = [timed(plain) for _ in range(TURNS)]
    yield {
        "job": "bulk load of the inferred",
        "seconds": statistics.median(r[0] for r in runs),
        "count": runs[0][1],
    }


def owlrl(folder: Path) -> Iterator[Told]:
    """Infer by owlrl."""
    from iagkg.infer import inferred_quads
    from iagkg.names import graph_iri

    quads = reasoned_on(folder)
    target = graph_iri("inferred", "corpus", "2020-2039")
    seconds, found = timed(lambda: set(inferred_quads(quads, target, reference=True)))
    expected = set(read_quads(folder / "inferred.nq"))
    said = "" if found == expected else "the answers differ"
    yield {"job": "owlrl", "seconds": seconds, "count": len(found), "said": said}


def checked(folder: Path) -> list[Quad]:
    from iagkg.check.validation import NOT_CHECKED

    return [quad for quad in read_quads(folder / "dataset.nq") if quad.graph not in NOT_CHECKED]


def checks(folder: Path) -> Iterator[Told]:
    """Check as `iagkg check` does, quads in and findings out."""
    from iagkg.check import check

    quads = checked(folder)
    seconds, found = repeated(lambda: check(quads), SHORT)
    yield {"job": "checks", "seconds": seconds, "count": len(found)}


def pyshacl(folder: Path) -> Iterator[Told]:
    """Check by pySHACL, quads in and findings out."""
    from iagkg.check import check

    quads = checked(folder)
    seconds, found = timed(lambda: check(quads, reference=True))
    said = "" if found == check(quads) else "the answers differ"
    yield {"job": "pySHACL", "seconds": seconds, "count": len(found), "said": said}


def queries(folder: Path, names: list[str]) -> Iterator[Told]:
    """Ask named queries, each to its rows as plain values; those with known answers are held to them."""
    from iagkg.queries import catalogue, run
    from iagkg.store.embedded import EmbeddedStore
    from iagkg.store.terms import lexical

    store = EmbeddedStore.from_folder(folder)
    known = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    for name in names:
        query = catalogue()[name]
        values = given(frozenset(parameter.name for parameter in query.parameters))
        seconds, table = repeated(lambda: run(store, query, values), QUICK)  # noqa: B023  # run in this round
        digest = Digest()
        digest.add(tuple(lexical(value) for value in row) for row in table.rows)
        said = "" if known.get(name) in {None, digest.said} else "not the known answer"
        yield {
            "job": f"query {name}",
            "seconds": seconds,
            "count": digest.count,
            "said": said,
        }


JOBS: dict[str, Callable[..., Iterator[Told]]] = {
    "loads": loads,
    "inference": inference,
    "owlrl": owlrl,
    "checks": checks,
    "pyshacl": pyshacl,
}


def main(name: str, folder: Path, names: list[str]) -> None:
    """Run a job and print what it tells as it comes."""
    told = queries(folder, names) if name == "queries" else JOBS[name](folder)
    for one in told:
        print(json.dumps(one), flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"peak": peak}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
