"""What a growing dataset takes: bytes on disk and in memory, seconds to load, to ask; `make growth`.

Usage: growth.py [STATEMENTS …]. The shipped dataset is written again and again, each time with decisions and
workplans of other addresses, until there are so many statements; vocabulary, schemes, framework and mappings
stand once. Times are of this machine: only how they grow says something.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

import fetch  # noqa: E402
import serving  # noqa: E402

from iagkg.build import build  # noqa: E402
from iagkg.graph.about import kind_of  # noqa: E402
from iagkg.graph.quads import Quad  # noqa: E402
from iagkg.store.canonical import contents  # noqa: E402
from iagkg.store.loading import load  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
QUERIES = ("decisions-cited", "mandates-by-task", "not-cited", "coverage-by-paragraph")
LOADED = 100_000
"""The most statements that are loaded by `iagkg load` too."""
_ONCE = {"vocabulary", "schemes", "framework", "mappings"}
_OWN = re.compile("<https://w3id.org/iagkg/(?:id/(?!scheme/|cbd/|local/)|graph/)")
_WORDS = re.compile(r'"(.{40,})"(@[a-z-]+)?', re.DOTALL)
_PROGRAM = """
import sys, time
import pyoxigraph as ox
from pathlib import Path
from iagkg.queries import catalogue, run
from iagkg.store.embedded import EmbeddedStore
def resident():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024
catalogue(), EmbeddedStore().select("SELECT * WHERE { ?s ?p ?o }")
before = resident()
store = EmbeddedStore.from_folder(Path(sys.argv[1]))
print(resident() - before, end="")
for name in sys.argv[2:]:
    began = time.monotonic()
    run(store, catalogue()[name])
    print("", time.monotonic() - began, end="")
"""


def copies(quads: list[Quad], size: int) -> Iterator[Quad]:
    """Yield so many statements: what stands once, then the rest again and again under other addresses."""
    once = [quad for quad in quads if kind_of(quad.graph[1:-1]) in _ONCE]
    rest = [quad for quad in quads if kind_of(quad.graph[1:-1]) not in _ONCE]
    again = (renamed(quad, number) for number in count() for quad in rest)
    return islice((quad for part in (once, again) for quad in part), size)


def renamed(quad: Quad, number: int) -> Quad:
    """Return a statement of another document: other addresses, and long texts that stand nowhere else."""
    if not number:
        return quad
    subject, value, graph = (
        _OWN.sub(lambda found: f"{found[0]}x{number}/", each)
        for each in (quad.subject, quad.object, quad.graph)
    )
    return Quad(subject, quad.predicate, _WORDS.sub(rf'"\1 {number}"\2', value), graph)


def on_disk(folder: Path) -> int:
    """Return the bytes that files take: of files with holes, as TDB2 has them, only what is filled."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def timed(*command: str, cwd: Path) -> float:
    began = time.monotonic()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == 0, done.stdout + done.stderr
    return time.monotonic() - began


def measured(quads: Iterable[Quad], folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what was measured of a dataset, by name."""
    here = list(quads)
    size = len(here)
    file = folder / "dataset.nq"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{' '.join(quad)} .\n" for quad in here)
    terms = {term for quad in here for term in quad}
    yield "graphs", len({quad.graph for quad in here})
    yield "terms a statement", len(terms) / size
    yield "N-Quads, bytes a statement", file.stat().st_size / size
    oxigraph = str(Path(sys.executable).parent / "oxigraph")
    jar = str(fetch.FOLDER / fetch.PINS["fuseki"]["file"])
    for name, command in (
        ("Oxigraph", [oxigraph, "load", "--location", "oxigraph", "--file", str(file)]),
        ("TDB2", ["java", "-Xmx1200m", "-cp", jar, "tdb2.tdbloader", "--loc", "tdb2", str(file)]),
    ):
        yield f"{name}, own loader, s", timed(*command, cwd=folder)
        yield f"{name}, bytes a statement", on_disk(folder / name.lower()) / size
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder), *QUERIES], capture_output=True, text=True, check=True
    )
    memory, *seconds = map(float, done.stdout.split())
    yield "in memory, bytes a statement", memory / size
    for query, length in zip(QUERIES, seconds, strict=True):
        yield f"{query}, s", length
    if size <= LOADED:
        with serving.running(serving.oxigraph(folder / "server")) as server:
            store = serving.store_of(server, 600)
            began = time.monotonic()
            load(store, contents(here))
            yield "iagkg load into Oxigraph, s", time.monotonic() - began
            store.web.close()


def main() -> None:
    """Print a line for each figure of each size."""
    quads = build().quads
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for name, figure in measured(copies(quads, size), Path(folder)):
                print(f"{size:>10,}  {name:<32}{figure:>12.2f}", flush=True)


if __name__ == "__main__":
    main()
