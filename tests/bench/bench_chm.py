"""Records a second, and the memory at its peak, for folders of documents of the search index.

Run with `python tests/bench/bench_chm.py`; figures are printed, nothing is asserted. Each size runs in a
process of its own, so that its peak is its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SIZES = (500, 5_000, 50_000)
SUBJECTS = ("CBD-SUBJECT-KM", "CBD-SUBJECT-CHM", "CBD-SUBJECT-NAP-CB", "CBD-SUBJECT-TTC")


def document(number: int) -> dict[str, object]:
    """Return a document of the search index, made up."""
    return {
        "id": f"52000000cbd{number:012}",
        "identifier_s": f"MADE-UP-{number:08}",
        "schema_s": "resource",
        "realm_ss": ["CHM"],
        "title_EN_t": f"Guide number {number} on the sharing of knowledge",
        "title_FR_t": f"Guide {number} sur le partage des connaissances",
        "summary_EN_t": "<p>What was learnt, and how it can be done elsewhere.</p>" * 5,
        "cbdSubjects_ss": [SUBJECTS[number % 4], SUBJECTS[(number + 1) % 4]],
        "gbfTargets_ss": [f"GBF-TARGET-{number % 23 + 1:02}"],
        "government_s": "ca",
        "url_ss": [f"https://example.org/{number}"],
        "decisions_ss": [f"CAL-COP-DECISION-16-{number % 30 + 1}"],
        "createdDate_dt": f"2026-01-{number % 28 + 1:02}T00:00:00Z",
        "updatedDate_dt": f"2026-02-{number % 28 + 1:02}T00:00:00Z",
    }


def measure(size: int) -> None:
    """Make a folder of documents, import it, and print the figures."""
    from iagkg.chm.batch import BatchWriter
    from iagkg.chm.importing import Importer, files_of
    from iagkg.chm.values import Terms
    from iagkg.graph.tables import Tables
    from iagkg.vocabulary.lookup import Index
    from iagkg.vocabulary.terms import read_vocabulary

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        for number in range(size):
            (folder / f"{number:06}.json").write_text(json.dumps(document(number)), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        with BatchWriter(Path(name) / "imported" / "bench") as writer:
            importer = Importer(Terms(Index(read_vocabulary(Tables(None).path))), writer)
            for given, path in files_of([folder]):
                importer.take(given, path)
            writer.finish({"imported_on": "2026-05-01"})
        took = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rate = importer.totals.records / took
    print(
        f"{size:>7,} documents  {took:7.1f} s  {rate:7,.0f} records/s  peak {peak / 1024:5,.0f} MB"
        f" (+{(peak - before) / 1024:,.0f} MB)",
        flush=True,
    )


def main() -> None:
    """Measure each size in a process of its own, or the one named."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    for size in SIZES:
        subprocess.run([sys.executable, __file__, str(size)], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
