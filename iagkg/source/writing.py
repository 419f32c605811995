"""Write a workplan as a document, a workbook or CSV that reads back the same."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import PurePath

from iagkg.errors import InputError, UsageError
from iagkg.office.grid import Grid, GridRow
from iagkg.source.columns import find_columns, keys_of
from iagkg.source.enumerator import read_enumerator
from iagkg.source.table import Cell, Row, Table
from iagkg.source.titles import is_workstream, workstream_title
from iagkg.workplan import SubItem, Task, Workplan, Workstream

__all__ = ["WRITTEN", "grid_of", "written"]

WRITTEN = (".docx", ".xlsx", ".csv")
HEADINGS = {
    "task": "Tasks",
    "number": "No.",
    "mandate": "Mandate",
    "timeline": "Timeline",
    "deadline": "Deadline",
    "start": "Start date",
    "end": "End date",
    "responsible": "Responsible",
    "output": "Output",
    "stream": "Workstream",
}
BETWEEN = " | "


def written(workplan: Workplan, name: str, separator: str = ",") -> bytes:
    """Return a workplan as the bytes of a file of the kind its name ends in.

    Raises UsageError for another ending, InputError where a cell is too long for a workbook.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in WRITTEN:
        raise UsageError(
            f"{name}: workplans of this kind are not written.", f"a name in {', '.join(WRITTEN)}"
        )
    grid = grid_of(workplan, apart=suffix != ".csv")
    if suffix == ".docx":
        from iagkg.office.write_docx import write_docx  # noqa: PLC0415

        return write_docx(grid)
    if suffix == ".xlsx":
        from iagkg.office.write_xlsx import write_xlsx  # noqa: PLC0415

        return write_xlsx(grid)
    from iagkg.office.write_csv import write_csv  # noqa: PLC0415

    return write_csv(grid, separator)


def grid_of(workplan: Workplan, *, apart: bool = True) -> Grid:
    """Return a workplan as a table; `apart` where the file sets headings of workstreams apart from tasks."""
    names, roles = list(workplan.columns), list(workplan.roles)
    if not roles:
        roles = ["task", "mandate", "timeline"]
        names = [HEADINGS[role] for role in roles]
    for key in _kept_beyond(workplan, names, roles):
        names.append(key)
        roles.append("other")
    keys = keys_of(names, roles)
    rows: list[GridRow] = []
    for workstream in workplan.workstreams:
        heading = _heading(workstream, apart=apart)
        if heading and "stream" not in roles:
            rows.append(GridRow((heading, *[""] * (len(names) - 1)), heading=True))
        for task in workstream.tasks:
            rows += [GridRow(cells) for cells in _task_rows(task, keys, roles, heading)]
    header = _header(workplan.title, names, roles, rows)
    return Grid(workplan.title, tuple(header), tuple(roles), tuple(rows))


def _kept_beyond(workplan: Workplan, names: Sequence[str], roles: Sequence[str]) -> list[str]:
    """Return the headings of cells that stood beyond the header."""
    keys = (key for stream in workplan.workstreams for task in stream.tasks for key in task.extra)
    known = {*names, *keys_of(names, roles)}
    return [key for key in dict.fromkeys(keys) if key not in known]


def _heading(workstream: Workstream, *, apart: bool) -> str:
    """Return the heading of a workstream as printed, or in words that are read as one anywhere."""
    number, title = workstream.number, workstream.title
    printed = workstream.printed
    if printed and (apart or is_workstream(printed) or number is None):
        return printed
    if number is None:
        return title or ""
    words = f"Workstream {number}: {title}" if title else f"Workstream {number}"
    return words if workstream_title(words) == (number, title) else printed or words


def _header(title: str, names: Sequence[str], roles: Sequence[str], rows: Sequence[GridRow]) -> list[str]:
    """Return the headings; where they would be read as other parts than they were, known words for them."""
    if _roles(title, names, rows) == list(roles):
        return list(names)
    changed = [HEADINGS.get(role) or f"Column {at}" for at, role in enumerate(roles, start=1)]
    for at, (name, role) in enumerate(zip(names, roles, strict=True)):
        kept = [*changed[:at], name, *changed[at + 1 :]]
        if role == "other" and _roles(title, kept, rows) == list(roles):
            changed = kept
    return changed


def _roles(title: str, names: Sequence[str], rows: Sequence[GridRow]) -> list[str]:
    """Return what the columns would be read as under these headings."""
    table = [Row(1, tuple(Cell((name,)) for name in names))]
    for number, row in enumerate(rows, start=2):
        table.append(Row(number, tuple(Cell(tuple(text.split("\n"))) for text in row.cells)))
    try:
        return list(find_columns(Table("", "", "", "", title, tuple(table))).roles)
    except InputError:
        return []


def _task_rows(
    task: Task, keys: Sequence[str], roles: Sequence[str], stream: str
) -> Iterator[tuple[str, ...]]:
    """Give the rows of a task: the first with its words, more where it had several mandates or timelines."""
    columns = [_pieces(task, keys[at], roles, at) for at in range(len(keys))]
    if "stream" in roles:
        columns[roles.index("stream")] = [stream]
    for cells in zip_longest(*columns, fillvalue=""):
        yield tuple(cells)


def _pieces(task: Task, key: str, roles: Sequence[str], at: int) -> list[str]:
    role = roles[at]
    periods = task.period.text.split(BETWEEN)
    if role in ("start", "end"):
        return [_bound(text, role, deadline=task.period.kind == "deadline") for text in periods]
    if role in ("responsible", "output"):
        texts = (task.responsible if role == "responsible" else task.output).split(BETWEEN)
        alike = [place for place, one in enumerate(roles) if one == role]
        return texts[alike.index(at) :: len(alike)]
    parts = {
        "task": ["\n".join(_words(task, numbered="number" not in roles))],
        "number": [task.number or ""],
        "mandate": task.mandate_text.split(BETWEEN),
        "timeline": periods,
        "deadline": periods,
    }
    return parts.get(role) or task.extra.get(key, "").split(BETWEEN)


def _bound(text: str, role: str, *, deadline: bool) -> str:
    """Return the start or the end of a period whose two columns were joined."""
    start, sign, end = text.partition(" – ")
    if sign:
        return start if role == "start" else end
    if text.endswith(" –"):
        return text.removesuffix(" –") if role == "start" else ""
    return "" if deadline and role == "start" else text


def _words(task: Task, *, numbered: bool) -> Iterator[str]:
    """Give the paragraphs of a task: its number and words, then each sub-item with its own."""
    if numbered and task.number is not None:
        yield _numbered(task.number, task.text, task=True)
    else:
        yield task.text
    yield from _items(task.items)


def _items(items: Sequence[SubItem]) -> Iterator[str]:
    for item in items:
        yield _numbered(item.printed, item.text)
        yield from _items(item.items)


def _numbered(number: str, text: str, *, task: bool = False) -> str:
    """Return words with their number before them, in a form in which it is read again."""
    forms = (f"{number} {text}", f"{number}. {text}", f"({number}) {text}", f"Task {number}: {text}")
    plain = number.strip("().: ")
    for form in forms[1:] if task else forms:
        mark = read_enumerator(form, task=task)
        if (
            mark
            and mark.value.strip("().: ") == plain.replace(" ", "")
            and form[mark.end :].split() == text.split()
        ):
            return form.strip()
    return forms[0].strip()
