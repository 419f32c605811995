"""The dataset with texts that are read from right to left: a paragraph, a task and a decision."""

from collections.abc import Iterable

from iagkg.graph.quads import Quad

__all__ = ["PLACE", "TASK", "TEXT", "TITLE", "WORD", "with_arabic"]

TASK = "/id/workplan/iag-tsc/2025-2027/ws-1/t-2"
PLACE = "/id/decision/cbd/cop/16/9/b/9/c"
WORD = "الأمينة"
TEXT = f"تطلب إلى {WORD} التنفيذية (SBSTTA 27) أن تدعم التعاون التقني والعلمي"
TITLE = "مركز (CHM) لتبادل المعلومات"


def with_arabic(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads with an Arabic text of a paragraph, and a task whose only short title is Arabic."""
    home, graph = "https://w3id.org/iagkg", "<https://w3id.org/iagkg/graph/register/texts>"
    title = f"<{home}/ontology#shortTitle>"
    kept = [quad for quad in quads if not (quad.subject == f"<{home}{TASK}>" and quad.predicate == title)]
    return [
        *kept,
        Quad(f"<{home}{PLACE}>", f"<{home}/ontology#text>", f'"{TEXT}"@ar', graph),
        Quad(f"<{home}{TASK}>", title, f'"{TITLE}"@ar', graph),
    ]
