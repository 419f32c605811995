"""Write a corpus: `python tests/bench/corpus/making.py SIZE FOLDER` makes the workspace and the quads."""

import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":  # run as a program: the package is then beside it
    sys.path.insert(0, str(Path(__file__).parent.parent))

from corpus.plan import SEED, Group, groups_of
from corpus.quads import group_lines, head_lines
from corpus.register_lines import meeting_lines
from corpus.tables import DOCUMENT, Document, Workspace
from corpus.tasks import made_group

__all__ = ["groups", "write_quads", "write_workspace"]


def groups(size: int, seed: int = SEED, errors: int = 0) -> Iterator[Group]:
    """Yield the groups of a corpus of a nominal size; `errors` of each kind are planted in every group."""
    for number in range(groups_of(size)):
        yield made_group(number, seed, errors)


def write_workspace(found: Iterator[Group], folder: Path) -> None:
    """Write groups as a workspace: `iagkg build` in it makes the dataset."""
    document, workspace = Document(), Workspace(folder)
    workspace.head(document.head())
    for group in found:
        workspace.add(group, document.rows(group))
    workspace.close(document.checksum)


def write_quads(found: Iterator[Group], path: Path) -> int:
    """Write groups as N-Quads, what the register and the workplan say; return how many there are."""
    document, count, notes = Document(), 0, 0
    document.head()
    with path.open("w", encoding="utf-8", newline="") as out:
        for group in found:
            document.rows(group)
            lines, notes = group_lines(group, notes)
            out.writelines(lines)
            count += len(lines)
        last = [*meeting_lines(), *head_lines(DOCUMENT, document.checksum)]
        out.writelines(last)
    return count + len(last)


def main(size: int, folder: Path) -> None:
    """Make both and say how large they are."""
    write_workspace(groups(size), folder)
    count = write_quads(groups(size), folder / "corpus.nq")
    print(f"{size:,} nominal: {groups_of(size) * 30:,} decisions, {count:,} quads")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
