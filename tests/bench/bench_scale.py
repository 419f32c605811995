"""Speed and growth on made corpora, beside plain tools and triple stores; printed, not asserted.

Run with `make bench` (10^4 to 10^6) or `make bench-large` (10^7). The table and the plot go to the folder
named by `--output`. The data are made where they are not there yet, in a folder that is removed at the end
unless `--data` names one to keep.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus.answers import ANSWERS
from scale.figures import Figure, Figures
from scale.peers import PEERS, ask
from scale.plot import as_svg
from scale.preparing import prepare
from scale.report import STEPS, as_markdown
from scale.running import command, run, run_queries

from iagkg.queries import catalogue
from iagkg.store.embedded import DATASET_FILE

ROOT = Path(__file__).parents[2]
SIZES, PEERS_AT = [10_000, 100_000, 1_000_000], 100_000
REFERENCES = {"owlrl": 600.0, "pyshacl": 600.0}
GIGABYTE = 2**30


def measured(size: int, folder: Path, options: argparse.Namespace) -> tuple[int, list[Figure]]:
    """Return the triples of a size and all figures at it."""
    memory = int(options.memory * GIGABYTE)
    stated = prepare(size, folder, workspace=True)
    found = run("inference", size, folder, options.step_limit, memory)
    inferred = folder / "inferred.nq"
    with (folder / DATASET_FILE).open("wb") as out:
        for path in (folder / "stated.nq", inferred):
            if path.exists():
                with path.open("rb") as lines:
                    shutil.copyfileobj(lines, out)
    triples = stated + sum(figure.count for figure in found if figure.job == "inference")
    say(size, f"{triples:,} triples", found)
    jobs = ["loads", "checks", *(REFERENCES if size <= PEERS_AT and not options.no_references else [])]
    for job in jobs:
        limit = REFERENCES.get(job, options.step_limit)
        if (job in REFERENCES and size == min(PEERS_AT, options.sizes[-1])) or job not in REFERENCES:
            figures = run(job, size, folder, limit, memory)
            say(size, job, figures)
            found += figures
    where = folder / "workspace"
    seconds, peak, said = command(
        ["build", "-q", "--workspace", str(where), "-o", str(folder / "built")],
        where,
        options.step_limit,
        memory,
    )
    found.append(Figure("build", size, seconds, triples, peak, said))
    say(size, "build", found[-1:])
    names = [*ANSWERS, *(name for name in catalogue() if name not in ANSWERS)]
    if options.queries:
        names = [name for name in names if name in options.queries]
    figures = run_queries(names, size, folder, options.limit, memory)
    say(size, "queries", figures)
    found += figures
    asked = [name for name in names if name in ANSWERS]
    for peer in () if options.no_peers else PEERS:
        figures = list(ask(peer, asked, size, folder, folder / peer.replace(" ", "-"), options.limit))
        say(size, peer, figures)
        found += figures
    return triples, found


def say(size: int, what: str, figures: list[Figure]) -> None:
    """Print what came out, as it comes."""
    print(f"\n{size:,}: {what}", flush=True)
    for figure in figures:
        taken = f"{figure.seconds:9.3f} s" if figure.seconds is not None else f"{'':9} -"
        print(f"  {figure.job:<48}{taken}  {figure.count:>10,}  {figure.said}", flush=True)


def written(figures: Figures, folder: Path) -> None:
    """Write the table, the plots and the figures themselves."""
    folder.mkdir(parents=True, exist_ok=True)
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    machine = f"{system}, Python {platform.python_version()}"
    (folder / "scale.md").write_text(as_markdown(figures, list(ANSWERS), machine), encoding="utf-8")
    steps = [job for job in STEPS if job in figures.jobs("")]
    (folder / "scale.svg").write_text(as_svg(figures, steps), encoding="utf-8")
    asked = as_svg(figures, ["bulk load", *(f"query {name}" for name in ANSWERS)])
    (folder / "scale-queries.svg").write_text(asked, encoding="utf-8")
    rows = [asdict(figure) for figure in figures.found.values()]
    content = json.dumps({"triples": figures.triples, "figures": rows}, indent=1)
    (folder / "scale.json").write_text(content + "\n", encoding="utf-8")


def options_of(arguments: list[str]) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--data", type=Path, help="a folder for the data, kept")
    parser.add_argument("--limit", type=float, default=60, help="seconds a query may take")
    parser.add_argument("--step-limit", type=float, default=600, help="seconds a step may take")
    parser.add_argument("--memory", type=float, default=16, help="gigabytes a step may take")
    parser.add_argument("--queries", nargs="+", default=[], help="only these named queries")
    parser.add_argument("--no-references", action="store_true", help="without owlrl and pySHACL")
    parser.add_argument("--no-peers", action="store_true", help="without triple stores")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    """Measure each size, smallest first; the report is written anew after each."""
    options, figures = options_of(arguments), Figures()
    options.sizes = sorted(options.sizes)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        for size in options.sizes:
            folder = (options.data or Path(name)) / str(size)
            shutil.rmtree(folder, ignore_errors=True)
            figures.triples[size], found = measured(size, folder, options)
            figures.add(found)
            written(figures, options.output)
    print(f"\n{(options.output / 'scale.md').read_text(encoding='utf-8')}")
    print(f"{time.monotonic() - started:.0f} s; written to {options.output}")


if __name__ == "__main__":
    main(sys.argv[1:])
