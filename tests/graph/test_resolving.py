"""A citation without its section: led to the one paragraph of its number, never chosen among several."""

from pathlib import Path

import pytest

from iagkg.build import Built, build
from iagkg.files import MARKER
from iagkg.graph.quads import iri, term
from iagkg.names import ID
from iagkg.register.folder import write_folder
from iagkg.register.model import Loaded, Paragraph, Text

COP = f"{ID}decision/cbd/cop/15/8"
DOCUMENT = """Workplan 2025-2027
\tTasks
\tMandate
\tTimeline

\t1. Evaluate
\tDec. 15/8, para. 32 (b)
\t2026

\t2. Advise
\tDec. 15/8, para. 9
\t2026

\t3. Report
\tDec. 15/8 C, para. 33
\t2026
"""
EVERY = (
    Paragraph("section", part="A", text={"en": "One"}),
    Paragraph("paragraph", part="A", para="9", text={"en": "Nine of A"}),
    Paragraph("section", part="C", text={"en": "Three"}),
    Paragraph("paragraph", part="C", para="32", text={"en": "Thirty-two:"}),
    Paragraph("item", part="C", para="32", sub="b", text={"en": "Of it"}),
    Paragraph("paragraph", part="C", para="33", text={"en": "Thirty-three"}),
    Paragraph("paragraph", annex="I", para="32", text={"en": "Of the annex"}),
)


def made(workspace: Path, *more: Paragraph) -> Built:
    (workspace / MARKER).touch()
    document = workspace / "plan.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    folder = workspace / "data" / "register" / "imported" / "cbd-cop-15-8"
    write_folder(Loaded("15/8", (*EVERY, *more), (Text("en", complete="yes"),)), folder)
    return build(document, workspace)


def cited(built: Built) -> list[str]:
    name = term("iag:citedProvision")
    return [quad.object for quad in built.quads if quad.predicate == name]


def notes(built: Built) -> list[tuple[str, str, int | None]]:
    codes = ("section-from-decision", "section-not-told")
    return [(p.code, p.found, p.row) for p in built.workplan.problems if p.code in codes]


def test_the_one_paragraph_of_the_number_is_taken_and_said(tmp_path: Path) -> None:
    built = made(tmp_path)
    assert cited(built) == [iri(f"{COP}/c/32/b"), iri(f"{COP}/a/9"), iri(f"{COP}/c/33")]
    assert notes(built) == [
        ("section-from-decision", "Dec. 15/8, para. 32 (b)", 2),
        ("section-from-decision", "Dec. 15/8, para. 9", 3),
    ]
    (first, *_) = built.workplan.workstreams[0].tasks
    assert first.citations[0].citation.inferred == ("part",)
    assert not [quad for quad in built.quads if quad.subject == iri(f"{COP}/32")]


def test_of_two_paragraphs_of_the_number_none_is_chosen(tmp_path: Path) -> None:
    built = made(tmp_path, Paragraph("paragraph", part="B", para="9", text={"en": "Nine of B"}))
    assert iri(f"{COP}/9") in cited(built)
    assert ("section-not-told", "Dec. 15/8, para. 9", 3) in notes(built)
    (problem,) = [p for p in built.workplan.problems if p.code == "section-not-told"]
    assert problem.expected == "15/8 A, para. 9 or 15/8 B, para. 9"


@pytest.mark.parametrize("paragraph", [Paragraph("paragraph", para="9", text={"en": "Nine"})])
def test_a_paragraph_outside_all_sections_is_the_one_cited(tmp_path: Path, paragraph: Paragraph) -> None:
    built = made(tmp_path, paragraph)
    assert iri(f"{COP}/9") in cited(built)
    assert ("section-from-decision", "Dec. 15/8, para. 9", 3) not in notes(built)
