"""Citations without their section, led to the paragraph that a loaded decision has.

Where paragraphs are numbered through all sections of a decision, documents often leave the section letter
out ("15/8, para. 32" for a paragraph of section C). With the decision loaded this can be told: exactly one
paragraph of the number is that paragraph; of several, none is chosen. Either way a note says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from iagkg.citation import canonical, containers, decision_iri
from iagkg.citation.model import Citation
from iagkg.graph.loaded import LoadedDecision
from iagkg.problem import Problem
from iagkg.workplan import PlacedCitation, Workplan

__all__ = ["resolved"]

_Sections = dict[tuple[str, str], list[tuple[str, str]]]


def resolved(workplan: Workplan, loaded: Iterable[LoadedDecision]) -> Workplan:
    """Return the workplan with sections put into citations that lack them, and a note on each.

    The words as printed stay; a field that was put in is named in `inferred` of its citation.
    """
    sections = _sections(loaded)
    notes: list[Problem] = []

    def look(placed: PlacedCitation) -> PlacedCitation:
        citation, problem = _resolve(placed.citation, sections)
        if problem is not None:
            field = "correction" if placed.corrected else problem.field
            notes.append(replace(problem, row=placed.row, field=field))
        return replace(placed, citation=citation)

    streams = tuple(
        replace(
            stream,
            tasks=tuple(replace(task, citations=tuple(map(look, task.citations))) for task in stream.tasks),
        )
        for stream in workplan.workstreams
    )
    if not notes:
        return workplan
    return replace(workplan, workstreams=streams, problems=(*workplan.problems, *notes))


def _sections(loaded: Iterable[LoadedDecision]) -> _Sections:
    """Return part and section of each paragraph of the loaded decisions, by decision and number."""
    found: _Sections = defaultdict(list)
    for decision in loaded:
        for item in decision.loaded.paragraphs:
            place = (item.part, item.section)
            if item.para and not item.annex and place not in found[decision.address, item.para]:
                found[decision.address, item.para].append(place)
    return found


def _resolve(citation: Citation, sections: _Sections) -> tuple[Citation, Problem | None]:
    if citation.part or citation.section or citation.annex or not citation.para:
        return citation, None
    places = sections.get((decision_iri(citation) or "", citation.para), [])
    if not places or ("", "") in places:
        return citation, None
    names = [part or section for part, section in places]
    if len(places) > 1:
        return citation, Problem(
            "warning",
            "section-not-told",
            f"The citation prints no section, and the decision has a paragraph {citation.para} in sections"
            f" {' and '.join(names)}; none was chosen.",
            found=citation.printed,
            expected=" or ".join(_written(citation, places)),
            field="mandate",
        )
    part, section = places[0]
    led = replace(
        citation,
        part=part or None,
        section=section or None,
        inferred=(*citation.inferred, "part" if part else "section"),
    )
    return led, Problem(
        "info",
        "section-from-decision",
        f"The citation prints no section; the decision as loaded has one paragraph {citation.para},"
        f" in section {names[0]}.",
        found=citation.printed,
        expected=canonical(led) or "",
        field="mandate",
    )


def _written(citation: Citation, places: Iterable[tuple[str, str]]) -> Iterator[str]:
    for part, section in places:
        led = replace(citation, part=part or None, section=section or None)
        yield containers(led)[-1].label
