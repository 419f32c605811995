"""Every named query on every engine: the table that `make matrix` prints.

A cell is the number of rows where they are those of the embedded store, else what went wrong. With `--page`
nothing is started, and departures.tsv is put into docs/engines.md.
"""

import csv
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

import serving  # noqa: E402
from engines import RdflibStore  # noqa: E402

from iagkg.build import build  # noqa: E402
from iagkg.errors import IagkgError, ServerError  # noqa: E402
from iagkg.queries import Query, catalogue, run  # noqa: E402
from iagkg.store.base import Store  # noqa: E402
from iagkg.store.canonical import contents  # noqa: E402
from iagkg.store.embedded import EmbeddedStore  # noqa: E402
from iagkg.store.loading import load  # noqa: E402

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "engines.md"
_HEAD = "| engine | query | why |\n|---|---|---|"
_NONE = "| none | | |"
DAY = {"as_of": "2026-05-15"}
FRENCH = {**DAY, "lang": "fr"}
PATIENCE = {"virtuoso": 25.0}
"""Seconds in which Virtuoso answers what it answers at all; where it stands still, it does so for good."""

SERVERS: dict[str, Callable[[Path], serving.Server]] = {
    "fuseki": serving.fuseki,
    "fuseki-union": lambda folder: serving.fuseki(folder, dataset="union"),
    "oxigraph": serving.oxigraph,
    "oxigraph-union": lambda folder: serving.oxigraph(folder, union=True),
    "virtuoso": serving.virtuoso,
}


@dataclass(frozen=True)
class Departure:
    engine: str
    query: str
    why: str


def departures() -> list[Departure]:
    """Return the table of queries that an engine is known to answer otherwise."""
    with (HERE / "departures.tsv").open(encoding="utf-8", newline="") as lines:
        return [Departure(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def page_table() -> str:
    """Return the table of departures as docs/engines.md has it."""
    rows = [f"| {row.engine} | `{row.query}` | {row.why} |" for row in departures()]
    return "\n".join([_HEAD, *(rows or [_NONE])]) + "\n"


def write_page() -> None:
    """Put the table of departures into docs/engines.md."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_HEAD)
    PAGE.write_text(before + page_table() + "\n" + rest.partition("\n\n")[2], encoding="utf-8")


def departs(engine: str, query: str) -> Departure | None:
    """Return the row for an engine (fuseki-union is fuseki) and a query, if there is one."""
    kind = engine.partition("-")[0]
    return next((row for row in departures() if (row.engine, row.query) == (kind, query)), None)


def given(query: Query, values: Mapping[str, str] = DAY) -> Mapping[str, str]:
    return {key: value for key, value in values.items() if query.parameter(key)}


def outcome(store: Store, reference: Store, query: Query, values: Mapping[str, str] = DAY) -> str:
    """Return the number of rows where a store gives those of the reference, else what is wrong."""
    wanted = run(reference, query, given(query, values)).rows
    try:
        found = run(store, query, given(query, values)).rows
    except IagkgError as error:
        return "no answer" if "no answer in" in error.what or "was cut" in error.what else "error"
    if found == wanted:
        return str(len(found))
    if sorted(map(repr, found)) == sorted(map(repr, wanted)):
        return "order"
    return f"{len(found)} not {len(wanted)}" if len(found) != len(wanted) else "values"


def server_outcome(
    server: serving.Server, reference: Store, query: Query, values: Mapping[str, str] = DAY
) -> str:
    """Return the outcome on a server, which is started anew where it does not come back from a query."""
    store = serving.store_of(server, PATIENCE.get(server.kind, 60))
    found = outcome(store, reference, query, values)
    store.web.close()
    if found == "no answer" or not answers(server):
        server.kill()
        server.start()
    return found


def answers(server: serving.Server) -> bool:
    """Say whether a server still answers."""
    try:
        serving.store_of(server, 5).web.close()
    except ServerError:
        return False
    return True


def main() -> None:
    """Start every server, load the shipped data, ask every query, print the table."""
    quads = build().quads
    reference = EmbeddedStore.from_quads(quads)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        columns: dict[str, Callable[[Query], str]] = {}
        disk = EmbeddedStore.from_quads(quads, Path(folder) / "disk")
        for name, store in (("pyoxigraph", reference), ("on disk", disk), ("rdflib", RdflibStore(quads))):
            columns[name] = lambda query, store=store: outcome(store, reference, query)  # type: ignore[misc]
        for name, make in SERVERS.items():
            server = stack.enter_context(serving.running(make(Path(folder) / name)))
            store_of_server = serving.store_of(server)
            load(store_of_server, contents(quads))
            store_of_server.web.close()
            columns[name] = lambda query, server=server: server_outcome(server, reference, query)  # type: ignore[misc]
        width = max(map(len, catalogue()))
        print(" ".join([" " * width, *(f"{name:>14}" for name in columns)]))
        for name, query in catalogue().items():
            cells = [cell(query) for cell in columns.values()]
            marks = [
                f"{found}{' *' if departs(engine, name) else ''}"
                for engine, found in zip(columns, cells, strict=True)
            ]
            print(" ".join([f"{name:<{width}}", *(f"{mark:>14}" for mark in marks)]), flush=True)
    print("\nA number: so many rows, those of the embedded store. * known:")
    for row in departures():
        print(f"  {row.engine}, {row.query}: {row.why}")


if __name__ == "__main__":
    write_page() if "--page" in sys.argv else main()
