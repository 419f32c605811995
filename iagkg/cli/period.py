"""`iagkg period`: read one timeline cell, or one a line."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import Lang, LangOption
from iagkg.errors import UsageError

if TYPE_CHECKING:
    from iagkg.period.model import Period

__all__ = ["run"]


def run(
    text: Annotated[
        str, typer.Argument(help="The words of a timeline cell; - reads one a line from standard input.")
    ],
    form: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    lang: LangOption = Lang.en,
) -> None:
    """Read when a task runs: first and last day, precision, kind, open end, sessions.

    Only what the words fix becomes a date; a year that is not printed stays open. In standard input a
    backslash and n stand for a line break. With --json each text gives one JSON object on a line.

    Example: iagkg period "August - December 2025" --json
    """
    import json

    from iagkg.period import parse_period, to_json

    if form not in ("table", "json"):
        raise UsageError(f"--format {form} is not known here.", "table or json")
    for number, cell in enumerate(_cells(text)):
        period = parse_period(cell)
        if as_json or form == "json":
            typer.echo(json.dumps(to_json(period), ensure_ascii=False))
        else:
            typer.echo(("\n" if number else "") + "\n".join(_shown(period, lang.value)))


def _cells(text: str) -> Iterable[str]:
    """Give the text, or the lines of standard input if it is a hyphen."""
    if text != "-":
        yield text
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r\n").replace("\\n", "\n")


def _shown(period: "Period", lang: str) -> list[str]:
    """Return the lines for a person, the names aligned."""
    from iagkg.period import bound_words, words

    start = bound_words(period, "start", lang) or "not fixed by the text"
    carried = " (year carried from the end of the same interval)" if period.carried else ""
    rows = [
        ("text", " | ".join(period.text.split("\n"))),
        ("period", words(period, lang)),
        ("first", start + carried),
        ("last", bound_words(period, "end", lang) or "not fixed by the text"),
        ("precision", period.precision),
        ("kind", period.kind),
        ("open end", "yes" if period.open_ended else "no"),
        ("anchor", "; ".join(period.anchors) or "none"),
        ("carried", "yes" if period.carried else "no"),
    ]
    names = {"error": "must be corrected", "warning": "please check", "info": "for information"}
    rows += [("problem", f"{names[each.severity]}: {each.message}") for each in period.problems]
    return [f"{name:<10} {_printable(value)}".rstrip() for name, value in rows]


def _printable(words: str) -> str:
    """Return words without the signs that would steer a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)
