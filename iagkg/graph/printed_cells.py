"""What a workplan prints beside tasks, mandates and periods, as quads: its columns, other cells."""

from collections.abc import Iterator

from iagkg.graph.quads import Quad, integer, iri, say, term, text
from iagkg.names import SCHEME
from iagkg.workplan import Task, Workplan

__all__ = ["cell_quads", "column_quads"]


def column_quads(workplan: Workplan, root: str, graph: str) -> Iterator[Quad]:
    """Yield the columns of the table: place, heading, and what each was read as.

    `root` is the address of the workplan. A column whose role is not known has none.
    """
    for number, heading in enumerate(workplan.columns, start=1):
        address = f"{root}/column-{number}"
        role = workplan.roles[number - 1] if number <= len(workplan.roles) else None
        yield from say(graph, root, ("iag:printedColumn", iri(address)))
        yield from say(
            graph,
            address,
            ("rdf:type", term("csvw:Column")),
            ("iag:position", integer(number)),
            ("iag:heading", text(heading) if heading.strip() else None),
            ("iag:readAs", iri(f"{SCHEME}column-role/{role}") if role else None),
        )


def cell_quads(task: Task, address: str, graph: str) -> Iterator[Quad]:
    """Yield who is responsible for a task, its output, and its cells in other columns, all as printed.

    They stand without a language: the cell may hold a name, a code, or words of any language.
    """
    yield from say(
        graph,
        address,
        ("iag:printedResponsible", text(task.responsible) if task.responsible.strip() else None),
        ("iag:printedOutput", text(task.output) if task.output.strip() else None),
    )
    cells = [(heading, words) for heading, words in task.extra.items() if words.strip()]
    for number, (heading, words) in enumerate(cells, start=1):
        cell = f"{address}/x-{number}"
        yield from say(graph, address, ("iag:printedCell", iri(cell)))
        yield from say(
            graph,
            cell,
            ("rdf:type", term("csvw:Cell")),
            ("iag:position", integer(number)),
            ("iag:heading", text(heading)),
            ("iag:asPrinted", text(words)),
        )
