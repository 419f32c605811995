"""`iagkg cite`: read the citations of a text, or of each line of standard input."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from iagkg.citation import Citation, CitationReading

__all__ = ["run"]

WIDTH = 12
CELL = 300
"""A text up to this length is taken for a cell of citations, of which nothing may be dropped unsaid."""
NAMES = (
    ("symbol", "symbol"),
    ("dtt_slash", "code"),
    ("dtt_dot", "older code"),
    ("page", "page"),
    ("iri", "IRI"),
)
FIELDS = {"decision": "the decision", "part": "the part", "body": "the body"}


def run(
    text: Annotated[
        str, typer.Argument(help="The words to read; - reads one text a line from standard input.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON list for each text, on one line.")
    ] = False,
    context: Annotated[
        str | None,
        typer.Option("--context", help='The decision that "the same decision" means.', show_default=False),
    ] = None,
    with_notations: Annotated[
        bool, typer.Option("--notations", help="With --json: add every notation of each citation.")
    ] = False,
    output: Annotated[str, typer.Option("--format", help="table (for a person) or json.")] = "table",
) -> None:
    r"""Read citations of decisions and write them in every notation.

    In a line of standard input, \n (backslash, n) stands for a line break; a blank line gives a blank result.

    Example: iagkg cite "Dec. 16/9 B, para. 9 (a)-(d)"
    """
    from iagkg.citation import parse_citations
    from iagkg.errors import UsageError

    if output not in {"table", "json"}:
        raise UsageError(f"--format {output}: not known here.", "table or json")
    for one in lines() if text == "-" else [text]:
        reading = parse_citations(one.replace("\\n", "\n"), context)
        if as_json or output == "json":
            found = [as_object(citation, with_notations) for citation in reading.citations]
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(for_a_person(reading) if one.strip() else "\n")
        sys.stdout.flush()


def lines() -> Iterator[str]:
    """Give the lines of standard input (UTF-8) without their ends, the last one too if it has none."""
    for number, line in enumerate(sys.stdin.buffer):
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text


def as_object(citation: "Citation", with_notations: bool) -> dict[str, Any]:
    """Return the JSON object of a citation, its notations beside it if asked (null where there is none)."""
    from iagkg.citation import NOTATIONS, notations, to_json

    found = to_json(citation)
    if with_notations:
        written = notations(citation)
        found["notations"] = {name: getattr(written, name) for name in NOTATIONS}
    return found


def for_a_person(reading: "CitationReading") -> str:
    """Return a block of lines for each citation, then what was odd, in words."""
    from iagkg.citation import unread

    blocks = ["".join(block(citation)) for citation in reading.citations]
    for problem in reading.problems:
        blocks.append(f'Please check: {problem.message} ("{shortened(problem.found)}")\n')
    if reading.citations and len(reading.text) <= CELL:
        blocks += [f"Not read: {shortened(words)}\n" for words in unread(reading.text, reading.citations)]
    return "".join(blocks) or "No citation of a decision found.\n"


def shortened(words: str, width: int = 80) -> str:
    """Return words on one line, cut at a width."""
    plain = " ".join(words.split())
    return plain if len(plain) <= width else plain[: width - 3] + "..."


def block(citation: "Citation") -> Iterator[str]:
    """Give the lines of one citation: its text, its notations, what is added to them."""
    from iagkg.citation import decision_text, notations

    if citation.type == "unresolved":
        yield f"Not resolved: {shortened(citation.printed)}\n"
        return
    yield f"{decision_text(citation)}\n"
    written = notations(citation)
    for name, heading in NAMES:
        value = getattr(written, name)
        if value or name != "dtt_dot":
            yield line(heading, value or f"none: {written.why[name]}")
    if citation.type == "other-treaty":
        yield line("treaty", f"{citation.body}: not a decision under the Convention on Biological Diversity")
    if citation.label:
        yield line("named", citation.label)
    if citation.inferred:
        words = " and ".join(FIELDS.get(name, name) for name in citation.inferred)
        yield line("inferred", f"{words}, not printed in these words")


def line(heading: str, words: str) -> str:
    return f"  {heading:<{WIDTH}}{words}\n"
