"""Read a decision as published, a Word document or a pasted text, into paragraphs at their places."""

from dataclasses import dataclass, replace
from pathlib import PurePath

from iagkg.citation import canonical, decision_iri, parse_citations
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.files import sha256
from iagkg.office.document import read_document
from iagkg.office.encoding import decode
from iagkg.office.model import Document
from iagkg.office.package import MAX_BYTES
from iagkg.problem import Problem
from iagkg.register import opening
from iagkg.register.arranging import arranged
from iagkg.register.lines import document_lines, one_line, text_lines
from iagkg.register.model import LANGUAGES, Paragraph

__all__ = ["PublishedReading", "confirm", "decision_named", "read_published"]

TEXT_SUFFIXES = (".txt", ".text", ".md", "")
NAMES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ar": "Arabic",
    "ru": "Russian",
    "zh": "Chinese",
}
SUFFIXES = ".docx (Word) or .txt (pasted text)"


@dataclass(frozen=True, slots=True)
class PublishedReading:
    """What a document holds: paragraphs, problems, and what its head says it is.

    `found_symbol`, `found_title`, `found_decision` (a number as citations have it) and `found_date` (a day)
    are "" where the document does not print them; `head` are the lines before the decision's own text;
    `sha256` of the bytes.
    """

    paragraphs: tuple[Paragraph, ...]
    problems: tuple[Problem, ...]
    found_symbol: str
    found_title: str
    found_decision: str
    sha256: str
    head: tuple[str, ...] = ()
    found_date: str = ""


def read_published(name: str, content: bytes, lang: str) -> PublishedReading:
    """Return the paragraphs of a published decision; `lang` is the language of its text.

    `name` is the name of the file; its ending tells the kind. Raises InputError where the bytes are of no
    kind that is read, or hold no decision. The same bytes give the same reading.
    """
    if lang not in LANGUAGES:
        raise InputError(f"{lang!r} is no language of decisions.", ", ".join(LANGUAGES))
    if not content:
        raise InputError(f"{name}: the file is empty.", SUFFIXES)
    if len(content) > MAX_BYTES:
        raise InputError(f"{name}: {len(content):,} bytes.", f"at most {MAX_BYTES:,} bytes")
    suffix = PurePath(name).suffix.lower()
    headers: tuple[str, ...] = ()
    if suffix in {".docx", ".docm", ".dotx", ".doc"}:
        document = read_document(name, content)
        lines, headers = document_lines(document), document.headers
        problems = _of_document(document)
    elif suffix in TEXT_SUFFIXES:
        if content.startswith((b"PK\x03\x04", b"%PDF")):
            raise InputError(f"{name}: this is not a text.", SUFFIXES, "give the file its own ending.")
        text, _, problems = decode(name, content)
        lines = text_lines(text)
    else:
        raise InputError(f'{name}: files that end in "{suffix}" are not read.', SUFFIXES)
    found = arranged(lines, lang)
    if not any(item.kind in {"paragraph", "annex", "section"} for item in found.paragraphs):
        raise InputError(
            f"{name}: no numbered paragraph, section or annex was found.",
            "the text of a decision, with the numbers of its paragraphs",
            "paste the text with its numbers, or take the published Word document.",
        )
    if lang not in {"en", "fr", "es"}:
        note = "Words of this language are not known here: the build was read from numbers and looks alone."
        problems = (*problems, Problem("warning", "language", note, found=lang))
    looks = opening.language(text for item in found.paragraphs for text in item.text.values())
    if looks and looks != lang:
        note = f"The text looks {NAMES[looks]}, but --lang says {lang}."
        problems = (Problem("warning", "language", note, expected=f"--lang {looks}"), *problems)
    symbol = _symbol((*found.head, *headers))
    return PublishedReading(
        found.paragraphs,
        (*problems, *found.problems),
        symbol,
        one_line(found.title),
        _decision(symbol, found.number),
        sha256(content),
        found.head,
        opening.printed_day((*found.head, *headers)),
    )


def _of_document(document: Document) -> tuple[Problem, ...]:
    problems = []
    if document.insertions or document.deletions:
        note = (
            f"The document has tracked changes: {document.insertions} insertions were taken, "
            f"{document.deletions} deletions left out. Check that it is the final text."
        )
        problems.append(Problem("warning", "tracked-changes", note))
    if document.hidden:
        note = f"{document.hidden} pieces of hidden text were left out, as they are not printed."
        problems.append(Problem("info", "hidden-text", note))
    for words in document.boxes:
        note = "The words of a text box were not placed."
        problems.append(Problem("warning", "text-box", note, found=one_line(words)))
    return tuple(problems)


def _symbol(texts: tuple[str, ...]) -> str:
    found = [symbol for text in texts if (symbol := opening.symbol(text))]
    return next((symbol for symbol in found if "/DEC/" in symbol), found[0] if found else "")


def _decision(symbol: str, number: str) -> str:
    for words in (symbol, f"decision {number}" if number else ""):
        for citation in parse_citations(words).citations if words else ():
            if citation.type == "decision" and citation.decision:
                return canonical(replace(citation, annex=None, label=None))
    return ""


def decision_named(words: str) -> Citation:
    """Return the decision that `words` name ("16/9", "CP-9/7", a symbol); InputError for other words."""
    for given in (words, f"decision {words}"):
        found = parse_citations(given).citations
        if (
            len(found) == 1
            and decision_iri(found[0])
            and found[0].para is found[0].part is found[0].annex is None
        ):
            return found[0]
    raise InputError(f"{words!r} is no decision.", "the number of one decision, such as 16/9")


def confirm(name: str, reading: PublishedReading, decision: Citation) -> None:
    """Refuse a document that says itself that it is another decision than the one named.

    Raises InputError with both; a document that does not say which decision it is passes.
    """
    if not reading.found_decision:
        return
    own = decision_named(reading.found_decision)
    if decision_iri(own) != decision_iri(decision):
        printed = reading.found_symbol or reading.found_decision
        raise InputError(
            f"{name}: the document says that it is decision {canonical(own)} ({printed}).",
            f"decision {canonical(decision)}, as named with --decision",
            f"name --decision {canonical(own)}, or take the other document.",
        )
