"""How fast `iagkg load` is, as a share of what each server's own bulk loader does; `make bench-servers`.

Usage: bench_load.py [STATEMENTS]. Both fill an empty server with the same ten graphs.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import fetch
import serving

from iagkg.graph.quads import Quad
from iagkg.names import GRAPH
from iagkg.store.canonical import Content, contents
from iagkg.store.loading import load

GRAPHS = 10


def dataset(size: int) -> dict[str, Content]:
    """Return statements as real ones are: one in three a link, one a number, one words in a language."""
    quads = []
    for n in range(size):
        graph = f"<{GRAPH}bench/{n % GRAPHS}>"
        thing = f"<https://w3id.org/iagkg/id/bench/{n // 3}>"
        objects = (
            f"<https://w3id.org/iagkg/id/bench/{(n * 7919) % size}>",
            f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>',
            f'"Encourages Parties to take up matter {n}"@en',
        )
        quads.append(Quad(thing, f"<https://w3id.org/iagkg/ontology#p{n % 3}>", objects[n % 3], graph))
    return contents(quads)


def write(here: dict[str, Content], path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        for graph, content in here.items():
            out.writelines(f"{line.removesuffix(' .')} <{graph}> .\n" for line in content.lines)


def bulk_oxigraph(folder: Path, file: Path) -> float:
    folder.mkdir()
    program = str(Path(sys.executable).parent / "oxigraph")
    return timed([program, "load", "--location", str(folder / "data"), "--file", str(file)], folder)


def bulk_fuseki(folder: Path, file: Path) -> float:
    folder.mkdir()
    jar = str(fetch.FOLDER / fetch.PINS["fuseki"]["file"])
    return timed(["java", "-Xmx1200m", "-cp", jar, "tdb2.tdbloader", "--loc", "data", str(file)], folder)


def bulk_virtuoso(folder: Path, file: Path) -> float:
    server = serving.virtuoso(folder)
    (folder / "bulk").mkdir()
    (folder / "bulk" / "data.nq").symlink_to(file)
    with serving.running(server):
        port = int((folder / "virtuoso.ini").read_text().split("ServerPort = 127.0.0.1:")[1].split()[0])
        began = time.monotonic()
        statements = "ld_dir('bulk', '*.nq', 'http://example.org/none'); rdf_loader_run(); checkpoint;"
        serving.isql(server, port, serving.DBA, statements)
        length = time.monotonic() - began
        store = serving.store_of(server)
        assert sum(store.all_counts().values()) > 0
        store.web.close()
    return length


def timed(command: list[str], folder: Path) -> float:
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return time.monotonic() - began


def main() -> None:
    """Print a line for each server."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    here = dataset(size)
    print(f"{size:,} statements in {GRAPHS} graphs")
    print(f"{'server':<16}{'iagkg load':>14}{'own loader':>14}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(here, folder / "data.nq")
        for kind, make, bulk in (
            ("oxigraph", serving.oxigraph, bulk_oxigraph),
            ("fuseki", serving.fuseki, bulk_fuseki),
            ("virtuoso", serving.virtuoso, bulk_virtuoso),
        ):
            own = bulk(folder / f"{kind}-bulk", folder / "data.nq")
            server = make(folder / kind)
            with serving.running(server):
                store = serving.store_of(server, 600)
                began = time.monotonic()
                load(store, here)
                ours = time.monotonic() - began
                store.web.close()
            rates = [f"{size / seconds:,.0f}/s" for seconds in (ours, own)]
            print(f"{kind:<16}{rates[0]:>14}{rates[1]:>14}{own / ours:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
