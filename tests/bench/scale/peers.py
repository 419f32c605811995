"""Triple stores on this machine, asked the same queries over HTTP: Oxigraph, and Virtuoso if it is there."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx

sys.path.append(str(Path(__file__).parents[2] / "servers"))  # what starts the servers of the tests

import fetch
import serving

from iagkg.queries import bind, catalogue
from iagkg.store.embedded import DATASET_FILE
from scale.figures import Figure
from scale.jobs import QUICK, TURNS, given

__all__ = ["PEERS", "ask"]


@contextmanager
def oxigraph(data: Path, folder: Path) -> Iterator[tuple[serving.Server, float]]:
    """Run an Oxigraph server with a dataset, loaded by its own loader and put in order by it."""
    server = serving.oxigraph(folder, union=True)
    program = str(Path(sys.executable).parent / "oxigraph")
    start = time.perf_counter()
    for words in (["load", "-l", "data", "-f", str(data / DATASET_FILE)], ["optimize", "-l", "data"]):
        subprocess.run([program, *words], cwd=folder, check=True, capture_output=True)
    taken = time.perf_counter() - start
    with serving.running(server):
        yield server, taken


@contextmanager
def virtuoso(data: Path, folder: Path) -> Iterator[tuple[serving.Server, float]]:
    """Run a Virtuoso with a dataset, loaded by its own loader."""
    server = serving.virtuoso(folder)
    ini = folder / "virtuoso.ini"
    text = ini.read_text(encoding="utf-8").replace("NumberOfBuffers = 20000", "NumberOfBuffers = 340000")
    ini.write_text(text.replace("MaxDirtyBuffers = 15000", "MaxDirtyBuffers = 250000"), encoding="utf-8")
    (folder / "bulk").mkdir()
    (folder / "bulk" / "data.nq").symlink_to((data / DATASET_FILE).resolve())
    with serving.running(server):
        port = int(text.split("ServerPort = 127.0.0.1:")[1].split()[0])
        statements = "ld_dir('bulk', '*.nq', 'http://example.org/none'); rdf_loader_run(); checkpoint;"
        start = time.perf_counter()
        serving.isql(server, port, serving.DBA, statements)
        yield server, time.perf_counter() - start


MOST_MISSED = 3
"""Queries that a peer may leave without an answer; the rest is not asked then."""
_Running = Callable[[Path, Path], AbstractContextManager[tuple[serving.Server, float]]]
PEERS: dict[str, _Running] = {"Oxigraph server": oxigraph}
"""What runs each peer with a dataset in a folder, and the seconds that loading it took."""
if (fetch.FOLDER / f"virtuoso-{fetch.PINS['virtuoso'][0]['version']}").is_dir():
    PEERS["Virtuoso 7"] = virtuoso


def ask(peer: str, names: list[str], size: int, data: Path, folder: Path, limit: float) -> Iterator[Figure]:
    """Yield a figure for loading a dataset into a peer and for each named query."""
    folder.mkdir(parents=True, exist_ok=True)
    with PEERS[peer](data, folder) as (server, taken):
        yield Figure(f"load {peer}", size, taken)
        with httpx.Client(timeout=limit, trust_env=False) as client:
            missed = 0
            for name in names:
                query = catalogue()[name]
                values = given(frozenset(parameter.name for parameter in query.parameters))
                figure = _asked(client, server.query, bind(query, values), limit)
                yield Figure(f"{peer} {name}", size, *figure)
                if figure[3].startswith("not finished"):  # it would go on working
                    missed += 1
                    server.kill()
                    if missed == MOST_MISSED:
                        return
                    server.start()


def _asked(client: httpx.Client, url: str, text: str, limit: float) -> tuple[float | None, int, int, str]:
    """Return median seconds, rows, no memory, and why there is no answer."""
    headers = {"Accept": "text/tab-separated-values"}
    runs: list[float] = []
    body = b""
    while not runs or (runs[0] < QUICK and len(runs) < TURNS):
        start = time.perf_counter()
        try:
            answer = client.post(url, data={"query": text}, headers=headers)
        except httpx.TimeoutException:
            return None, 0, 0, f"not finished in {limit:.0f} s"
        except httpx.TransportError as error:
            return None, 0, 0, f"not finished: {type(error).__name__}"
        runs.append(time.perf_counter() - start)
        body = answer.content
        if answer.status_code != httpx.codes.OK:
            return None, 0, 0, " ".join(answer.text.split())[:80]
    return statistics.median(runs), max(0, body.count(b"\n") - 1), 0, ""
