"""Citations of other conventions: body, number and paragraph where the form is known, else as printed."""

import pytest

from iagkg.source import read_bytes
from iagkg.workplan import Task, Workplan


def read(*mandates: str) -> Workplan:
    rows = "".join(f'"{n}. Do it","{mandate}",2025\n' for n, mandate in enumerate(mandates, start=1))
    return read_bytes("a.csv", f"A title\nTask,Mandate,When\n{rows}".encode())


def tasks(workplan: Workplan) -> list[Task]:
    return [task for stream in workplan.workstreams for task in stream.tasks]


@pytest.mark.parametrize(
    ("mandate", "body", "decision", "paragraphs"),
    [
        ("16/CP.22", "UNFCCC COP", "16/CP.22", [None]),
        ("Decision 2/CMA.3, paragraphs 4-5", "UNFCCC CMA", "2/CMA.3", ["4", "5"]),
        ("MC-3/10", "Minamata COP", "MC-3/10", [None]),
        ("Decision SC-9/12, para. 3", "Stockholm COP", "SC-9/12", ["3"]),
        ("CITES Decision 18.4", "CITES COP", "18.4", [None]),
        ("Resolution XIII.9", "Ramsar COP", "XIII.9", [None]),
        ("UNEA resolution 5/14, paragraph 2", "UNEA", "5/14", ["2"]),
        ("CMS Resolution 12.26", "CMS COP", "12.26", [None]),
        ("Resolution Conf. 9.24", "CITES COP", "Conf. 9.24", [None]),
    ],
)
def test_body_number_and_paragraph(
    mandate: str, body: str, decision: str, paragraphs: list[str | None]
) -> None:
    (task,) = tasks(read(mandate))
    cited = [placed.citation for placed in task.citations]
    assert {(one.type, one.body, one.decision) for one in cited} == {("other-treaty", body, decision)}
    assert [one.para for one in cited] == paragraphs


def test_a_form_that_is_not_known_is_kept_as_printed_and_said() -> None:
    workplan = read("Decision 18.4", "General Assembly resolution 79/208", "16/CP.22")
    assert [task.mandate_text for task in tasks(workplan)][:2] == [
        *("Decision 18.4", "General Assembly resolution 79/208")
    ]
    said = [
        (problem.row, problem.found) for problem in workplan.problems if problem.code == "mandate-not-read"
    ]
    assert said == [(3, "Decision 18.4"), (4, "General Assembly resolution 79/208")]
