"""Rules and checks made from ontology and shapes, beside owlrl and pySHACL; printed, not asserted.

Run with `python tests/bench/bench_compiled.py [SIZE …]`; without sizes 10000, 30000 and 100000 triples, the
last without pySHACL, which takes minutes for it. The data are copies of the valid example, their citations
led to decisions of other copies (some much more often than others), and a few statements left out, by a
fixed seed. Answers are compared wherever both ran.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from iagkg.check.compiled import results_by_queries
from iagkg.check.facts import facts, lines_of
from iagkg.check.reference import results_by_pyshacl
from iagkg.check.rules import rules
from iagkg.files import shipped
from iagkg.graph.quads import Quad
from iagkg.graph.tables import turtle_quads
from iagkg.infer import inferred_quads
from iagkg.names import graph_iri

VALID = Path(__file__).parent.parent / "check" / "valid.ttl"
SEED, LEFT_OUT = 10, 0.002
BY_DEFAULT, PYSHACL_UP_TO = [10_000, 30_000, 100_000], 30_000


def made(size: int) -> list[Quad]:
    """Return about `size` quads."""
    chance = random.Random(SEED)  # noqa: S311  # the same data each time
    graph = graph_iri("printed", "x", "1")
    example = list(turtle_quads(VALID, graph))
    copies = max(1, size // len(example))
    quads = []
    for number in range(copies):
        cited = min(int(chance.paretovariate(0.6)), copies) - 1
        for quad in example:
            if chance.random() < LEFT_OUT:
                continue
            parts = [part.replace("/x/", f"/x{number}/") for part in quad[:3]]
            leads = "#cited" in parts[1]
            decisions = [number, number, cited if leads else number]
            parts = [
                part.replace("cbd/cop/16/9#", f"cbd/cop/{decision}/9#")
                for part, decision in zip(parts, decisions, strict=True)
            ]
            quads.append(Quad(parts[0], parts[1], parts[2], quad.graph))
    return quads


def timed(run: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    answer = run()
    return time.perf_counter() - start, answer


def main(sizes: list[int]) -> None:
    axioms = list(turtle_quads(shipped("ontology", "iagkg.ttl"), graph_iri("ontology")))
    target = graph_iri("inferred", "x", "1")
    print(f"{'':<10}{'triples':>9}{'answers':>9}{'compiled s':>12}{'reference s':>13}{'ratio':>8}")
    for size in sizes:
        quads = made(size)
        all_quads = [*axioms, *quads]
        lines = lines_of(quads)
        runs: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
            (
                "inference",
                lambda: set(inferred_quads(all_quads, target)),  # noqa: B023  # run in this round
                lambda: set(inferred_quads(all_quads, target, reference=True)),  # noqa: B023
            ),
            (
                "checks",
                lambda: results_by_queries(facts(lines), rules()),  # noqa: B023
                lambda: results_by_pyshacl(lines),  # noqa: B023
            ),
        ]
        for name, compiled, reference in runs:
            quick, found = timed(compiled)
            assert isinstance(found, set)
            if name == "checks" and sizes == BY_DEFAULT and size > PYSHACL_UP_TO:
                print(f"{name:<10}{len(lines):>9}{len(found):>9}{quick:>12.3f}{'not run':>13}")
                continue
            slow, expected = timed(reference)
            if found != expected:
                raise SystemExit(f"{name} at {size}: the answers differ")
            print(f"{name:<10}{len(lines):>9}{len(found):>9}{quick:>12.3f}{slow:>13.2f}{slow / quick:>8.0f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or BY_DEFAULT)
