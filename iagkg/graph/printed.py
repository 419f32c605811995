"""What a workplan prints, as quads: its rows, workstreams, tasks, citations, periods, and remarks on them."""

from collections.abc import Callable, Iterator

from iagkg.citation import decision_iri, provision_iri
from iagkg.citation.model import Citation
from iagkg.graph.printed_cells import cell_quads, column_quads
from iagkg.graph.quads import Quad, date, integer, iri, say, term, text
from iagkg.graph.standing import Standing
from iagkg.names import ID, SCHEME, graph_iri, segment, target_iri, workplan_iri
from iagkg.period.model import Period
from iagkg.problem import Problem
from iagkg.workplan import PlacedCitation, SubItem, Task, Workplan, Workstream

__all__ = ["printed_graph", "printed_quads"]

_SEVERITY = {"error": "must-be-corrected", "warning": "please-check", "info": "for-information"}


class _Place:
    """Where statements go: the graph, the address of the workplan, the language of its text."""

    __slots__ = ("corrected", "graph", "lang", "root")

    def __init__(self, standing: Standing) -> None:
        self.graph = printed_graph(standing)
        self.corrected = graph_iri("corrected", segment(standing.key), segment(standing.version))
        self.root = workplan_iri(standing.key, standing.version)
        self.lang = standing.lang

    def row(self, number: int | None) -> str | None:
        """Return the row of the table as a term."""
        return None if number is None else iri(f"{self.root}/row-{number}")


def printed_graph(standing: Standing) -> str:
    """Return the address of the graph of what one version of a workplan prints."""
    return graph_iri("printed", segment(standing.key), segment(standing.version))


def printed_quads(workplan: Workplan, standing: Standing) -> Iterator[Quad]:
    """Yield all that the document prints, each statement traceable to its row of the table."""
    place = _Place(standing)
    yield from _document(workplan, standing, place)
    yield from column_quads(workplan, place.root, place.graph)
    for number, stream in enumerate(workplan.workstreams, start=1):
        yield from _workstream(stream, f"{place.root}/ws-{number}", number, place)
    yield from _rows(workplan, place)
    tasks = {row: task for stream in _task_addresses(workplan, place) for row, task in stream}
    for number, problem in enumerate(workplan.problems, start=1):
        yield from _note(problem, f"{place.root}/note-{number}", tasks, place)


def _document(workplan: Workplan, standing: Standing, place: _Place) -> Iterator[Quad]:
    document = f"{place.root}/document"
    status = workplan.status or standing.status
    yield from say(
        place.graph,
        place.root,
        ("rdf:type", term("iag:Workplan")),
        ("dcterms:title", text(workplan.title, place.lang)),
        ("dcterms:isVersionOf", iri(f"{ID}workplan/{segment(standing.key)}")),
        ("dcat:version", text(standing.version)),
        (
            "dcat:previousVersion",
            iri(workplan_iri(standing.key, standing.previous)) if standing.previous else None,
        ),
        ("adms:status", iri(f"{SCHEME}workplan-status/{segment(status.lower())}") if status else None),
        ("iag:adoption", iri(f"{SCHEME}adoption/{'recorded' if standing.adoption else 'not-recorded'}")),
        (
            "dcterms:bibliographicCitation",
            text(f"{standing.adoption} ({standing.adoption_source})") if standing.adoption else None,
        ),
        ("dcterms:identifier", text(standing.symbol) if standing.symbol else None),
        ("dcterms:source", iri(document)),
    )
    yield from say(
        place.graph,
        document,
        ("rdf:type", term("foaf:Document")),
        ("rdf:type", term("prov:Entity")),
        ("dcterms:title", text(workplan.source.name)),
        ("dcterms:format", text(workplan.source.format)),
        ("iag:sha256", text(workplan.source.sha256)),
    )


def _rows(workplan: Workplan, place: _Place) -> Iterator[Quad]:
    lines: dict[int, int | None] = dict.fromkeys(range(1, workplan.source.rows + 1))
    for stream in workplan.workstreams:
        places = [(stream.row, stream.line), *((task.row, task.line) for task in stream.tasks)]
        lines.update((row, line) for row, line in places if row is not None)
    for number, line in lines.items():
        yield from say(
            place.graph,
            f"{place.root}/row-{number}",
            ("rdf:type", term("csvw:Row")),
            ("csvw:rownum", integer(number)),
            ("iag:line", None if line is None else integer(line)),
            ("dcterms:isPartOf", iri(f"{place.root}/document")),
        )


def _workstream(stream: Workstream, address: str, position: int, place: _Place) -> Iterator[Quad]:
    yield from say(
        place.graph,
        address,
        ("rdf:type", term("iag:Workstream")),
        ("iag:workstreamOf", iri(place.root)),
        ("iag:position", integer(position)),
        ("iag:printedNumber", text(stream.number) if stream.number else None),
        ("dcterms:identifier", text(stream.ref)),
        ("dcterms:title", text(stream.title, place.lang) if stream.title else None),
        ("iag:asPrinted", text(stream.printed) if stream.printed else None),
        ("iag:sourceRow", place.row(stream.row)),
    )
    for number, task in enumerate(stream.tasks, start=1):
        yield from _task(task, address, number, place)


def _task(task: Task, stream: str, position: int, place: _Place) -> Iterator[Quad]:
    address = f"{stream}/t-{position}"
    yield from _item(address, task.ref, position, task.text, place)
    yield from say(
        place.graph,
        address,
        ("iag:taskOf", iri(stream)),
        ("iag:printedNumber", text(task.number) if task.number else None),
        ("iag:printedMandate", text(task.mandate_text) if task.mandate_text else None),
        *(("iag:sourceRow", place.row(row)) for row in task.rows or (task.row,)),
    )
    yield from cell_quads(task, address, place.graph)
    mandates = [placed for placed in task.citations if placed.citation.type != "target"]
    for number, placed in enumerate(mandates, start=1):
        yield from _citation(placed, task, address, number, place)
    for placed in task.citations:
        if placed.citation.target:
            named = iri(target_iri(placed.citation.target))
            graph = place.corrected if placed.corrected else place.graph
            yield from say(graph, address, ("iag:namesTarget", named))
    right = task.corrected.get("period", "")
    if task.period.text.strip() or right:
        graph = place.graph if task.period.text.strip() else place.corrected
        yield from say(graph, address, ("dcterms:temporal", iri(f"{address}/period")))
        yield from _period(task.period, right, f"{address}/period", graph, place)
    for number, item in enumerate(task.items, start=1):
        yield from _sub_item(item, address, task.ref, number, place)


def _item(address: str, ref: str, position: int, words: str, place: _Place) -> Iterator[Quad]:
    yield from say(
        place.graph,
        address,
        ("rdf:type", term("iag:Task")),
        ("iag:position", integer(position)),
        ("dcterms:identifier", text(ref)),
        ("dcterms:description", text(words, place.lang) if words else None),
    )


def _sub_item(item: SubItem, parent: str, task_ref: str, position: int, place: _Place) -> Iterator[Quad]:
    address = f"{parent}/s-{position}"
    yield from _item(address, f"{task_ref}/{item.path}", position, item.text, place)
    yield from say(
        place.graph,
        address,
        ("iag:subtaskOf", iri(parent)),
        ("iag:printedNumber", text(item.printed)),
        ("iag:sourceRow", place.row(item.row)),
    )
    for number, part in enumerate(item.items, start=1):
        yield from _sub_item(part, address, task_ref, number, place)


def _citation(placed: PlacedCitation, task: Task, root: str, position: int, place: _Place) -> Iterator[Quad]:
    """Yield a citation. One of a correction stands in the graph of corrections, beside the printed words."""
    citation = placed.citation
    address = f"{root}/c-{position}"
    graph = place.corrected if placed.corrected else place.graph
    at = "correction" if placed.corrected else "task-text" if placed.from_text else ""
    yield from say(graph, root, ("iag:hasMandate", iri(address)))
    yield from say(
        graph,
        address,
        ("rdf:type", term("iag:MandateCitation")),
        ("iag:position", integer(position)),
        ("iag:asPrinted", text(task.mandate_text if placed.corrected else citation.printed)),
        ("iag:asCorrected", text(citation.printed) if placed.corrected else None),
        ("iag:printedAlias", text(citation.label) if citation.label else None),
        ("iag:locator", text(citation.locator) if citation.locator else None),
        ("iag:sourceRow", place.row(placed.row)),
        ("iag:citationPlace", iri(f"{SCHEME}citation-place/{at}") if at else None),
        ("iag:citedProvision", _address(provision_iri, citation)),
        ("iag:citedDecision", _address(decision_iri, citation)),
    )


def _address(mint: Callable[[Citation], str | None], citation: Citation) -> str | None:
    address = mint(citation)
    return None if address is None else iri(address)


def _period(period: Period, right: str, address: str, graph: str, place: _Place) -> Iterator[Quad]:
    """Yield a period; `right` are the words of a correction, whose days stand in the graph of corrections."""
    ending = "open" if period.open_ended else "fixed" if period.last_day else "not-printed"
    yield from say(
        graph,
        address,
        ("rdf:type", term("iag:Period")),
        ("rdf:type", term("dcterms:PeriodOfTime")),
        ("iag:asPrinted", text(period.text)),
    )
    yield from say(
        place.corrected if right else graph,
        address,
        ("iag:asCorrected", text(right) if right else None),
        ("dcat:startDate", date(period.first_day) if period.first_day else None),
        ("dcat:endDate", date(period.last_day) if period.last_day else None),
        ("iag:precision", iri(f"{SCHEME}precision/{period.precision}")),
        ("iag:periodKind", iri(f"{SCHEME}period-kind/{period.kind}")),
        ("iag:ending", iri(f"{SCHEME}period-ending/{ending}")),
        ("iag:startYearSource", _year_source(period)),
        *(("iag:anchor", text(anchor)) for anchor in period.anchors),
    )


def _year_source(period: Period) -> str | None:
    if period.first_day is None:
        return None
    return iri(f"{SCHEME}year-source/{'carried' if period.carried else 'printed'}")


def _task_addresses(workplan: Workplan, place: _Place) -> Iterator[Iterator[tuple[int, str]]]:
    for number, stream in enumerate(workplan.workstreams, start=1):
        yield (
            (row, f"{place.root}/ws-{number}/t-{position}")
            for position, task in enumerate(stream.tasks, start=1)
            for row in task.rows or (task.row,)
        )


def _note(problem: Problem, address: str, tasks: dict[int, str], place: _Place) -> Iterator[Quad]:
    subject = tasks.get(problem.row, place.root) if problem.row is not None else place.root
    yield from say(
        place.corrected if problem.field == "correction" else place.graph,
        address,
        ("rdf:type", term("iag:SourceNote")),
        ("iag:severity", iri(f"{SCHEME}severity/{_SEVERITY[problem.severity]}")),
        ("iag:noteCode", text(problem.code)),
        ("dcterms:description", text(problem.message, "en")),
        ("iag:asPrinted", text(problem.found) if problem.found else None),
        ("iag:sourceRow", place.row(problem.row)),
        ("iag:noteOn", iri(subject)),
    )
