"""Time and memory of reading at 500, 5,000 and 50,000 rows of each kind of file; printed, not asserted.

Run with `python tests/bench/bench_reading.py [docx xlsx csv txt]`. Each size runs in a process of its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SIZES = {
    "csv": (500, 5000, 50_000),
    "txt": (500, 5000, 50_000),
    "xlsx": (500, 5000, 50_000),
    "docx": (500, 5000),
}


def rows(count: int) -> Iterator[tuple[str, str, str]]:
    for number in range(count):
        yield (
            f"{number + 1}. Provide advice on item {number * 7919 % 10007} of the work",
            f"Dec. 16/3, para. {number % 40 + 1} and Dec. 15/8, para. {number % 31} ({'abc'[number % 3]})",
            f"August {2020 + number % 10} – December {2021 + number % 10}",
        )


def made(kind: str, count: int) -> bytes:
    from iagkg.office.grid import Grid, GridRow
    from iagkg.office.write_csv import write_csv
    from iagkg.office.write_docx import write_docx
    from iagkg.office.write_xlsx import write_xlsx

    header = ("Tasks", "Mandate", "Timeline")
    if kind == "txt":
        body = ("".join(f"\t{cell}\n" for cell in row) for row in (header, *rows(count)))
        return "\n".join(["Workplan\n", *body]).encode()
    grid = Grid(
        "Workplan", header, ("task", "mandate", "timeline"), tuple(GridRow(row) for row in rows(count))
    )
    return {"csv": write_csv, "docx": write_docx, "xlsx": write_xlsx}[kind](grid)


def one(kind: str, count: int, path: Path) -> None:
    from iagkg.source import read_bytes

    content = path.read_bytes()
    start = time.perf_counter()
    workplan = read_bytes(path.name, content)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    tasks = sum(len(stream.tasks) for stream in workplan.workstreams)
    print(f"{kind:<5} {tasks:>7} rows {taken:7.2f} s {taken / count * 1000:6.2f} ms a row {peak:>5} MB")


def main(arguments: list[str]) -> None:
    if len(arguments) == 3:
        one(arguments[0], int(arguments[1]), Path(arguments[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind in arguments or list(SIZES):
            for count in SIZES[kind]:
                path = Path(folder) / f"a.{kind}"
                path.write_bytes(made(kind, count))
                subprocess.run([sys.executable, __file__, kind, str(count), str(path)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
