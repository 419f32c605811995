"""Write what a size needs: the workspace, the statements, the answers that are known."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.answers import ANSWERS, Row, group_rows, shipped_rows
from corpus.making import groups, write_quads, write_workspace

from iagkg.files import shipped
from iagkg.graph.codes import read_codes, verb_quads
from iagkg.graph.quads import Quad
from iagkg.graph.tables import Tables, framework_quads, turtle_quads
from iagkg.graph.vocabulary import vocabulary_quads
from iagkg.names import graph_iri

__all__ = ["Digest", "prepare", "read_quads"]


class Digest:
    """Rows without their order: how many, and a checksum that does not depend on it."""

    def __init__(self) -> None:
        self.count = self._sum = 0

    def add(self, rows: Iterable[Row]) -> None:
        """Take in rows."""
        for row in rows:
            self.count += 1
            found = hashlib.blake2b("\t".join(row).encode(), digest_size=8).digest()
            self._sum = (self._sum + int.from_bytes(found)) % 2**64

    @property
    def said(self) -> str:
        """Count and checksum as text."""
        return f"{self.count}-{self._sum:016x}"


def prepare(size: int, folder: Path, *, workspace: bool) -> int:
    """Write `stated.nq`, `answers.json` and with `workspace` the input tables; return the statements."""
    folder.mkdir(parents=True, exist_ok=True)
    count = write_quads(groups(size), folder / "stated.nq")
    with (folder / "stated.nq").open("a", encoding="utf-8", newline="") as out:
        for quad in _vocabulary():
            out.write(f"{' '.join(quad)} .\n")
            count += 1
    digests = {name: Digest() for name in ANSWERS}
    digests["filter-values"].add(shipped_rows())
    for group in groups(size):
        for name, row in group_rows(group):
            digests[name].add([row])
    known = {name: digest.said for name, digest in digests.items()}
    (folder / "answers.json").write_text(json.dumps(known), encoding="utf-8")
    if workspace:
        write_workspace(groups(size), folder / "workspace")
    return count


def _vocabulary() -> Iterator[Quad]:
    tables = Tables(None)
    yield from turtle_quads(shipped("ontology", "iagkg.ttl"), graph_iri("ontology"))
    yield from turtle_quads(shipped("ontology", "iagkg-schemes.ttl"), graph_iri("schemes"))
    yield from framework_quads(tables.path("vocabulary", "kmgbf.tsv"))
    yield from vocabulary_quads(tables)
    yield from verb_quads(read_codes(tables))


def read_quads(path: Path) -> list[Quad]:
    """Return the quads of a file that this module wrote."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            value, graph = rest[:-3].rsplit(" ", 1)
            found.append(Quad(subject, predicate, value, graph))
    return found
