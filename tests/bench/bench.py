"""Ratios of our times to those of plain tools, measured in one run and printed; nothing is asserted.

Run with `make bench`. Every figure is the median of several runs taken turn by turn, so that a busy machine
slows both sides alike.
"""

import contextlib
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def ratio(
    title: str, aim: float, ours: Callable[[], object], plain: Callable[[], object], turns: int
) -> None:
    pairs = [(seconds(ours), seconds(plain)) for _ in range(turns)]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{title:<66} {mine * 1000:7.0f} ms / {other * 1000:7.0f} ms = {mine / other:5.2f}   aim {aim}")


def command(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run(arguments, check=True, capture_output=True, cwd=ROOT)


def plain_pipeline() -> None:
    """Do what a person would write first: one graph, the full closure, SHACL on the closure."""
    import pyshacl
    import rdflib
    from owlrl import DeductiveClosure, OWLRL_Semantics

    from iagkg.build import build

    data = rdflib.Graph()
    stated = [
        quad
        for quad in build().quads
        if "/graph/inferred/" not in quad.graph and "/graph/about" not in quad.graph
    ]
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in stated)
    data.parse(data=lines, format="nt")
    DeductiveClosure(OWLRL_Semantics).expand(data)
    shapes = rdflib.Graph().parse(ROOT / "ontology" / "iagkg-shapes.ttl")
    pyshacl.validate(data, shacl_graph=shapes)
    data.serialize(format="turtle")


def main() -> None:
    python = sys.executable
    iagkg = str(Path(python).parent / "iagkg")
    with tempfile.TemporaryDirectory() as folder:
        command(iagkg, "build", "-q", "-o", folder)()
        ratio(
            "iagkg --help : python -c 'import typer'",
            1.5,
            command(iagkg, "--help"),
            command(python, "-c", "import typer"),
            15,
        )
        ratio(
            "iagkg coverage on a built dataset : python -c 'import rdflib'",
            1.5,
            command(iagkg, "coverage", "--dataset", folder),
            command(python, "-c", "import rdflib"),
            15,
        )
        plain = (python, str(Path(__file__)), "plain")
        ratio(
            "iagkg build : rdflib graph, full owlrl closure, pySHACL on it",
            0.33,
            command(iagkg, "build", "-q", "-o", folder),
            command(*plain),
            3,
        )
    scaling()


def scaling() -> None:
    """Show that reading grows in step with the table: the same table 10, 100 and 300 times over."""
    from iagkg.source import read_bytes

    text = (ROOT / "data" / "workplans" / "iag_tsc_2025_2027.txt").read_text(encoding="utf-8")
    head, _, body = text.partition("\n\n")
    for times in (1, 10, 100, 300):
        content = (head + "\n\n" + "\n\n".join([body] * times)).encode()
        with contextlib.redirect_stdout(io.StringIO()):
            taken = seconds(lambda content=content: read_bytes("table.txt", content))  # type: ignore[misc]
        print(f"iagkg read, {21 * times:>5} rows {taken:8.2f} s, {taken / times * 1000:6.1f} ms a table")


if __name__ == "__main__":
    plain_pipeline() if sys.argv[1:] == ["plain"] else main()
