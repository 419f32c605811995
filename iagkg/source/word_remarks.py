"""What is said of a Word document beside its table: words and tables that are not read, tracked changes."""

from collections.abc import Sequence

from iagkg.office.model import Document, Para
from iagkg.problem import Problem, Severity
from iagkg.source.like_rows import like_a_row
from iagkg.source.word_grid import WordRow

__all__ = ["beside", "unread_tables", "unread_words"]


def unread_tables(first_rows: Sequence[WordRow]) -> list[Problem]:
    """Report the tables above that of the workplan."""
    return [
        Problem(
            "info",
            "table-not-read",
            "A table before that of the workplan is not read: it has no headings of a workplan.",
            found=" | ".join(" ".join(text.split()) for text in row.texts)[:200],
        )
        for row in first_rows
    ]


def unread_words(between: Sequence[Para], below: Sequence[Para]) -> list[Problem]:
    """Report words between the tables and below the last of them."""
    problems = []
    for code, message, paras in (
        ("text-between-tables", "Words between the tables are not read.", between),
        ("text-after-table", "Words after the table are not read.", below),
    ):
        if paras:
            found = " ".join(para.text for para in paras)[:200]
            severity: Severity = "warning" if any(like_a_row(para.text) for para in paras) else "info"
            problems.append(Problem(severity, code, message, found=found))
    return problems


def beside(document: Document) -> list[Problem]:
    """Report what the document holds beside the words of its body."""
    problems = []
    if document.insertions or document.deletions:
        problems.append(
            Problem(
                "warning",
                "tracked-changes",
                "The document has tracked changes: inserted words were read, deleted words were not. Accept "
                "or reject the changes in Word, so that all read the same.",
                found=f"{document.insertions} inserted, {document.deletions} deleted",
            )
        )
    if document.hidden:
        problems.append(
            Problem(
                "warning",
                "hidden-text",
                "The document has hidden text; it is not printed and was not read.",
                found=f"{document.hidden} pieces of hidden text",
            )
        )
    for words in document.boxes[:5]:
        problems.append(
            Problem("warning", "text-box", "The words of a text box are not read.", found=words[:200])
        )
    if document.objects:
        problems.append(
            Problem(
                "info",
                "objects-not-read",
                "Pictures, drawings and embedded objects are not read.",
                found=f"{document.objects} of them",
            )
        )
    around = list(dict.fromkeys((*document.headers, *document.footers)))
    if around:
        problems.append(
            Problem(
                "info",
                "headers-not-read",
                "Headers and footers of the pages are not read.",
                found="; ".join(" ".join(words.split()) for words in around)[:200],
            )
        )
    if document.notes:
        words = "; ".join(
            f"{note.number} {' '.join(para.text for para in note.paragraphs)}".strip()
            for note in document.notes
        )
        problems.append(
            Problem(
                "info",
                "notes-not-read",
                "Footnotes are not read. If one names a decision, write it into the mandate.",
                found=words[:200],
            )
        )
    return problems
