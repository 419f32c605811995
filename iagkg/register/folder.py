"""Loaded decisions on disk: one folder a decision below `data/register/imported/`, four tables in it.

`decision.tsv` names the decision (one row); `paragraphs.tsv`, `texts.tsv` and `annotations.tsv` are the
values of the model, one column a field, the texts in `text_en`, `text_fr` and so on. Tab-separated UTF-8,
no quoting: tabs and line ends inside a text are written as a blank.
"""

import dataclasses
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from iagkg.citation import decision_iri
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.files import read_table, write_whole
from iagkg.names import ID
from iagkg.register.model import KINDS, LANGUAGES, ROLES, Annotation, Loaded, Paragraph, Text, is_version

__all__ = [
    "folder_name",
    "folder_of",
    "is_loaded",
    "loaded_folders",
    "loaded_of",
    "read_folder",
    "write_folder",
]


def _columns(kind: type) -> tuple[str, ...]:
    names = (item.name for item in dataclasses.fields(kind))
    return tuple(
        part
        for name in names
        for part in ([f"text_{lang}" for lang in LANGUAGES] if name == "text" else [name])
    )


PARAGRAPH_COLUMNS, TEXT_COLUMNS, ANNOTATION_COLUMNS = map(_columns, (Paragraph, Text, Annotation))
LATER = ("title",)
"""Columns of texts.tsv that tables of earlier versions do not have."""


def folder_name(citation: Citation) -> str:
    """Return the name of the folder of a decision: `cbd-cop-16-9`, valid on every system."""
    address = decision_iri(citation)
    if address is None:
        raise InputError(f"{citation.printed!r} is no decision.", "a decision such as 16/9")
    return address.removeprefix(ID).removeprefix("decision/").replace("/", "-").lower()


def folder_of(home: Path, decision: Citation) -> Path:
    """Return the folder of a workspace in which a decision is loaded; it need not exist."""
    return home / "data" / "register" / "imported" / folder_name(decision)


def loaded_of(home: Path | None, decision: Citation) -> Loaded | None:
    """Return what is loaded of a decision, None without a workspace or where nothing is."""
    if home is None:
        return None
    folder = folder_of(home, decision)
    return read_folder(folder) if is_loaded(folder) else None


def loaded_folders(root: Path) -> list[Path]:
    """Return the folders of loaded decisions below `data/register/imported/`, in order of their names."""
    if not root.is_dir():
        return []
    for old in [*root.glob(".*.old")]:
        is_loaded(root / old.name.removeprefix(".").removesuffix(".old"))
    return sorted(path.parent for path in root.glob("*/decision.tsv") if path.parent.name[:1] != ".")


def read_folder(folder: Path) -> Loaded:
    """Return what was loaded of one decision.

    Raises InputError, naming file, row and column, where a table does not hold to the model.
    """
    rows = read_table(folder / "decision.tsv", ("decision",))
    if len(rows) != 1:
        raise InputError(
            f"{folder / 'decision.tsv'}: {len(rows)} rows.", "one row, the number of the decision"
        )
    paragraphs = []
    for where, row in _rows(folder / "paragraphs.tsv", PARAGRAPH_COLUMNS):
        _one_of(where, "kind", row["kind"], KINDS)
        _one_of(where, "role", row["role"], ("", *ROLES))
        texts = {lang: row[f"text_{lang}"] for lang in LANGUAGES if row[f"text_{lang}"]}
        plain = {name: row[name] for name in PARAGRAPH_COLUMNS if not name.startswith("text_")}
        paragraphs.append(Paragraph(**plain, text=texts))
    versions = []
    for where, row in _rows(folder / "texts.tsv", tuple(n for n in TEXT_COLUMNS if n not in LATER)):
        _one_of(where, "lang", row["lang"], LANGUAGES)
        _one_of(where, "complete", row["complete"], ("", "yes", "no"))
        if not is_version(row["version"]):
            raise InputError(
                f"{where}, column version: {row['version']!r}.", "advance, final, rev-1, corr-1 …"
            )
        versions.append(Text(**{name: row.get(name, "") for name in TEXT_COLUMNS}))
    annotations = [
        Annotation(**{name: row[name] for name in ANNOTATION_COLUMNS})
        for _, row in _rows(folder / "annotations.tsv", ANNOTATION_COLUMNS)
    ]
    return Loaded(rows[0]["decision"], tuple(paragraphs), tuple(versions), tuple(annotations))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterable[tuple[str, dict[str, str]]]:
    if path.exists():
        for number, row in enumerate(read_table(path, columns), start=2):
            yield f"{path}, row {number}", row


def _one_of(where: str, column: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise InputError(
            f"{where}, column {column}: {value!r}.", " or ".join(word or "nothing" for word in allowed)
        )


def write_folder(loaded: Loaded, folder: Path) -> None:
    """Write what was loaded of one decision: all tables, or none.

    They are written to a folder beside it, which then takes its place: no stop between leaves new words under
    an old reviewer. Raises InputError where the folder cannot be exchanged; what was there stays.
    """
    is_loaded(folder)
    new, old = _beside(folder, "new"), _beside(folder, "old")
    shutil.rmtree(new, ignore_errors=True)
    _write(new / "paragraphs.tsv", PARAGRAPH_COLUMNS, map(_paragraph_cells, loaded.paragraphs))
    _write(new / "texts.tsv", TEXT_COLUMNS, map(_cells, loaded.texts))
    _write(new / "annotations.tsv", ANNOTATION_COLUMNS, map(_cells, loaded.annotations))
    _write(new / "decision.tsv", ("decision",), [{"decision": loaded.decision}])
    try:
        if folder.exists():
            for other in folder.iterdir():  # what somebody put beside the tables
                if not (new / other.name).exists():
                    (shutil.copytree if other.is_dir() else shutil.copy2)(other, new / other.name)
            folder.rename(old)
        new.rename(folder)
    except OSError as error:
        is_loaded(folder)
        shutil.rmtree(new, ignore_errors=True)
        raise InputError(
            f"{folder}: cannot be written: {error.strerror}.",
            "a folder that you may write to",
            "close its tables if a program has them open, and load again; nothing was loaded.",
        ) from error
    shutil.rmtree(old, ignore_errors=True)


def is_loaded(folder: Path) -> bool:
    """Tell whether a decision is loaded in a folder; a writing that was stopped between is undone first."""
    old = _beside(folder, "old")
    if old.is_dir():
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(folder)
    return (folder / "decision.tsv").is_file()


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _cells(item: Text | Annotation) -> dict[str, str]:
    return {name: str(value) for name, value in dataclasses.asdict(item).items()}


def _paragraph_cells(item: Paragraph) -> dict[str, str]:
    cells = dataclasses.asdict(item)
    texts = cells.pop("text")
    return cells | {f"text_{lang}": texts.get(lang, "") for lang in LANGUAGES}


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> None:
    lines = ["\t".join(columns)]
    lines += ["\t".join(" ".join(row[name].split()) for name in columns) for row in rows]
    with write_whole(path) as temporary:
        temporary.write_bytes(("\n".join(lines) + "\n").encode())
